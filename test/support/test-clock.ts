import type { Clock } from '../../src/app/clock';
import {
  addDays,
  civilDateOf,
  epochOf,
  instantInZone,
  utcInstant,
  type CivilDate,
  type Instant,
} from '../../src/kernel/time';

/** A clock that begins now at another instant, and goes on as that of the machine. */
export function clockFrom(begins: Instant): Clock {
  const ahead = epochOf(begins) - Date.now();
  return { now: () => Date.now() + ahead };
}

/**
 * The clock of the instances that a test file opens, and of what it sends them. It begins on a Wednesday morning of a year
 * whose working days are loaded, so that a test sees the same periods on every day and at every hour at which it is run.
 */
export const testClock: Clock = clockFrom('2026-06-10T10:00:00+08:00');

/** The instant so many milliseconds back. */
export const ago = (milliseconds: number): Instant => utcInstant(testClock.now() - milliseconds);

/** The date in Shanghai, or one so many days on. */
export const today = (ahead = 0): CivilDate => addDays(dateAt(testClock.now()), ahead);

/** The date in Shanghai at a moment in epoch milliseconds. */
export const dateAt = (epochMs: number): CivilDate => civilDateOf(instantInZone(epochMs));
