import type { Recorded } from '../../src/kernel/event';
import { addDays, epochOf, type CivilDate, type DateOrInstant } from '../../src/kernel/time';
import { NEVER } from './tables';

/**
 * Moments as text that sorts: a date, which is its first moment, or the wall clock in Shanghai with milliseconds. Dates
 * and wall clocks compare with each other.
 */
export type Moment = string;

const AHEAD = 8 * 3_600_000;

/** A moment on the wall clock in Shanghai, eight hours ahead all year. */
export const wallClock = (epochMs: number): Moment => new Date(epochMs + AHEAD).toISOString().slice(0, 23);

/** When an event happened, as far as it is known. */
export const momentOf = ({ meta: { legal } }: Recorded): Moment =>
  legal.p === 'instant' ? wallClock(epochOf(legal.at)) : legal.d;

/** The first moment that is too late: the day after a last day, the moment after a last moment. */
export function lateFrom(due: DateOrInstant): Moment {
  if (due === NEVER) return NEVER;
  return isInstant(due) ? wallClock(epochOf(due) + 1) : addDays(due, 1);
}

/** The civil date of a due date, or of a moment until which something is due. */
export const dueDate = (due: DateOrInstant): CivilDate =>
  isInstant(due) ? wallClock(epochOf(due)).slice(0, 10) : due;

/** Whether something is due by a moment, not by a day: its period counts hours. */
export const isInstant = (due: DateOrInstant): boolean => due.includes('T');
