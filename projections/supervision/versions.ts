import { epochOf, utcInstant, type Instant } from '../../src/kernel/time';
import { eq, gt, lte, type Filter } from '../../src/ports/read-model-query';
import type { Change } from '../projection';
import { NEVER } from './tables';

/**
 * Rows on the clock of the record: each holds from the moment it was known to the one at which something else was. What
 * a case comes to is derived anew with each of its events, and rows move only where it differs.
 */
export interface Known {
  readonly known_from: string;
  /** {@link NEVER} while it holds. */
  readonly known_until: string;
}

/** Since when the row of a name holds, by the name. */
export type Since = Readonly<Record<string, string>>;

export interface Versioned {
  readonly changes: readonly Change[];
  readonly since: Since;
}

/**
 * The changes from what rows were to what they are, at a recorded moment.
 *
 * @param was rows by names that stay, without their time
 * @param put writes a row of the table @param remove takes it away by its key
 */
export function versionsBetween<R extends object>(
  parts: {
    readonly was: ReadonlyMap<string, R>;
    readonly is: ReadonlyMap<string, R>;
    readonly put: (row: R & Known) => Change;
    readonly remove: (row: R & Known) => Change;
  },
  since: Since,
  now: string,
): Versioned {
  const { was, is, put, remove } = parts;
  const changes: Change[] = [];
  const after: Record<string, string> = { ...since };
  const end = (name: string, row: R, followed: boolean): void => {
    const from = since[name] ?? now;
    // What held for no time at all was never known.
    if (from !== now) changes.push(put({ ...row, known_from: from, known_until: now }));
    else if (!followed) changes.push(remove({ ...row, known_from: from, known_until: now }));
  };
  for (const [name, row] of is) {
    const before = was.get(name);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(row)) continue;
    if (before !== undefined) end(name, before, true);
    after[name] = now;
    changes.push(put({ ...row, known_from: now, known_until: NEVER }));
  }
  for (const [name, row] of was) {
    if (is.has(name)) continue;
    end(name, row, false);
  }
  const left = Object.entries(after).filter(([name]) => is.has(name) || !was.has(name));
  return { changes, since: Object.fromEntries(left) };
}

/** Rows as they were known at an instant; as they are known now when absent. @throws HenjiError `bad-instant` */
export function knownFilters(knownAt: Instant | undefined): readonly Filter[] {
  if (knownAt === undefined) return [eq('known_until', NEVER)];
  const at = recordedTime(knownAt);
  return [lte('known_from', at), gt('known_until', at)];
}

/** Rows that were recorded by an instant; all when absent. @throws HenjiError `bad-instant` */
export const recordedFilters = (knownAt: Instant | undefined): readonly Filter[] =>
  knownAt === undefined ? [] : [lte('recorded_at', recordedTime(knownAt))];

/** An instant in the form of recorded time, which compares as text. */
const recordedTime = (instant: Instant): string => utcInstant(epochOf(instant));
