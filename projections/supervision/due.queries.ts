import type { DateOrInstant } from '../../src/kernel/time';
import type { Position } from '../../src/ports/event-store';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, eq, gt, lte, within, type Filter, type Select } from '../../src/ports/read-model-query';
import type { Moment } from './moments';
import { rowsAt } from './rows';
import { NEVER } from './tables';

/** Something that was not done by its day, and for which no alert is recorded yet. */
export interface MissedDue {
  readonly case: string;
  readonly clock: string;
  readonly key: string;
  /** Last day in time, or last moment where the period counts hours. */
  readonly due: DateOrInstant;
  /** The first moment after it. */
  readonly lateFrom: Moment;
}

/** What is missed by a moment, as far as one page goes. */
export interface Missed {
  readonly position: Position;
  readonly dues: readonly MissedDue[];
  /** The first moment after that one at which something will have been missed. */
  readonly nextLate?: Moment;
}

/**
 * What is missed at a moment under each of the keys, at most `limit` for each, the longest missed first: an index range
 * for each key, so that millions of clocks that are not due cost nothing.
 */
export async function missedAt(
  reader: Pick<ReadModelReader, 'snapshot'>,
  keys: readonly string[],
  now: Moment,
  limit: number,
): Promise<Missed> {
  const selects = keys.flatMap((key) => [
    dues(key, lte('late_from', now), limit),
    dues(key, gt('late_from', now), 1),
  ]);
  const snapshot = await reader.snapshot(selects);
  const [nextLate] = keys
    .flatMap((_, i) => rowsAt(snapshot, 2 * i + 1, ({ late_from }: DueRow) => late_from))
    .sort();
  return {
    position: snapshot.checkpoint.position,
    dues: keys.flatMap((_, i) => rowsAt(snapshot, 2 * i, missedDue)),
    ...(nextLate === undefined ? {} : { nextLate }),
  };
}

/** As {@link missedAt} for one key, after the last one seen of it. */
export async function missedAfter(
  reader: Pick<ReadModelReader, 'query'>,
  seen: MissedDue,
  now: Moment,
  limit: number,
): Promise<readonly MissedDue[]> {
  const after = [seen.lateFrom, seen.case, seen.clock];
  const rows = await reader.query<DueRow>({ ...dues(seen.key, lte('late_from', now), limit), after });
  return rows.map(missedDue);
}

/** Those of the given alert streams that are recorded. */
export async function recordedAmong(
  reader: Pick<ReadModelReader, 'query'>,
  alerts: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await reader.query<{ readonly alert: string }>({
    from: 'alerts',
    columns: ['alert'],
    where: [within('alert', alerts), eq('known_until', NEVER)],
    limit: Math.max(1, alerts.length),
  });
  return new Set(rows.map(({ alert }) => alert));
}

/** Alerts of a key on something that was done since, and that nobody closed. */
export async function doneSince(
  reader: Pick<ReadModelReader, 'query'>,
  key: string,
  { limit, seen }: { readonly limit: number; readonly seen?: MissedDue },
): Promise<readonly MissedDue[]> {
  const rows = await reader.query<DueRow>({
    from: 'dues',
    columns: ['case', 'clock', 'clock_key', 'due', 'late_from'],
    where: [eq('clock_key', key), eq('over', 1), eq('raised', 1), eq('settled', 0)],
    order: [asc('late_from'), asc('case'), asc('clock')],
    limit,
    ...(seen === undefined ? {} : { after: [seen.lateFrom, seen.case, seen.clock] }),
  });
  return rows.map(missedDue);
}

interface DueRow {
  readonly case: string;
  readonly clock: string;
  readonly clock_key: string;
  readonly due: DateOrInstant;
  readonly late_from: Moment;
}

const dues = (key: string, range: Filter, limit: number): Select => ({
  from: 'dues',
  columns: ['case', 'clock', 'clock_key', 'due', 'late_from'],
  where: [eq('clock_key', key), eq('pending', 1), eq('raised', 0), range],
  order: [asc('late_from'), asc('case'), asc('clock')],
  limit,
});

const missedDue = (row: DueRow): MissedDue => ({
  case: row.case,
  clock: row.clock,
  key: row.clock_key,
  due: row.due,
  lateFrom: row.late_from,
});
