import { reasonOf } from '../../../projections/host-errors';
import type { Alarm } from '../../../projections/status';
import { HenjiError } from '../../kernel/errors';

/** What is told of an error, in the words it brings; `code` where it brings none. */
export function alarmOf(error: unknown, code: string): Alarm {
  if (error instanceof HenjiError) return { projection: '', code: error.code, zh: error.zh, en: error.en };
  return { projection: '', code, zh: reasonOf(error), en: reasonOf(error) };
}
