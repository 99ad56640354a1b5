import { HenjiError } from '../../../kernel/errors';

/** A last day that is counted by a calendar, or nothing where none is loaded for it. @throws whatever else compute() does */
export function whereCalendarReaches<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof HenjiError && error.code.startsWith('calendar-')) return undefined;
    throw error;
  }
}
