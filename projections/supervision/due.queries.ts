import type { CivilDate } from '../../src/kernel/time';
import type { Position } from '../../src/ports/event-store';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, eq, gte, lt, within, type Filter, type Select } from '../../src/ports/read-model-query';
import { rowsAt } from './rows';

/** Something that was not done by its day, and for which no alert is recorded yet. */
export interface MissedDue {
  readonly case: string;
  readonly clock: string;
  readonly key: string;
  readonly dueOn: CivilDate;
}

/** What is missed by a day, as far as one page goes. */
export interface Missed {
  readonly position: Position;
  readonly dues: readonly MissedDue[];
  /** The earliest day from that day on by which something must be done. */
  readonly nextDue?: CivilDate;
}

/**
 * What was due before `today` under each of the keys, at most `limit` for each, the longest missed first: an index range
 * for each key, so that millions of clocks that are not due cost nothing.
 */
export async function missedBefore(
  reader: Pick<ReadModelReader, 'snapshot'>,
  keys: readonly string[],
  today: CivilDate,
  limit: number,
): Promise<Missed> {
  const selects = keys.flatMap((key) => [
    dues(key, lt('due_on', today), limit),
    dues(key, gte('due_on', today), 1),
  ]);
  const snapshot = await reader.snapshot(selects);
  const [nextDue] = keys
    .flatMap((_, i) => rowsAt(snapshot, 2 * i + 1, ({ due_on }: DueRow) => due_on))
    .sort();
  return {
    position: snapshot.checkpoint.position,
    dues: keys.flatMap((_, i) => rowsAt(snapshot, 2 * i, missedDue)),
    ...(nextDue === undefined ? {} : { nextDue }),
  };
}

/** As {@link missedBefore} for one key, after the last one seen of it. */
export async function missedAfter(
  reader: Pick<ReadModelReader, 'query'>,
  seen: MissedDue,
  today: CivilDate,
  limit: number,
): Promise<readonly MissedDue[]> {
  const after = [seen.dueOn, seen.case, seen.clock];
  const rows = await reader.query<DueRow>({ ...dues(seen.key, lt('due_on', today), limit), after });
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
    where: [within('alert', alerts)],
    limit: Math.max(1, alerts.length),
  });
  return new Set(rows.map(({ alert }) => alert));
}

interface DueRow {
  readonly case: string;
  readonly clock: string;
  readonly clock_key: string;
  readonly due_on: CivilDate;
}

const dues = (key: string, range: Filter, limit: number): Select => ({
  from: 'dues',
  columns: ['case', 'clock', 'clock_key', 'due_on'],
  where: [eq('clock_key', key), eq('pending', 1), eq('raised', 0), range],
  order: [asc('due_on'), asc('case'), asc('clock')],
  limit,
});

const missedDue = (row: DueRow): MissedDue => ({
  case: row.case,
  clock: row.clock,
  key: row.clock_key,
  dueOn: row.due_on,
});
