import type { CivilDate, Instant } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, eq, gte, lte, within, type Filter } from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { pageOf, paged, type ListPage, type PageOf } from './list-page';
import type { reminders } from './tables';
import { recordedFilters } from './versions';

/** A reminder that was given. */
export interface ReminderRow {
  readonly kind: string;
  readonly officer: string;
  readonly organ: string;
  /** Number of the certificate, or code of the post. */
  readonly what: string;
  /** The last day. */
  readonly endsOn: CivilDate;
  /** How many days before it; 0 where it was over. */
  readonly before: number;
  readonly givenOn: CivilDate;
}

/** What reminders are asked for; dates are those of the last day. */
export interface RemindersQuery extends PageOf {
  readonly organs?: readonly string[];
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  readonly kinds?: readonly string[];
  readonly officer?: string;
  /** Those that had been recorded by that instant. */
  readonly knownAt?: Instant;
}

/** Reminders, what ends first before the others. */
export async function remindersGiven(
  reader: Pick<ReadModelReader, 'query'>,
  query: RemindersQuery,
): Promise<ListPage<ReminderRow>> {
  const { organs, from, to, kinds, officer, knownAt } = query;
  const where: Filter[] = [
    ...(organs === undefined ? [] : [within('organ', organs)]),
    ...(from === undefined ? [] : [gte('ends_on', from)]),
    ...(to === undefined ? [] : [lte('ends_on', to)]),
    ...(kinds === undefined ? [] : [within('kind', kinds)]),
    ...(officer === undefined ? [] : [eq('officer', officer)]),
    ...recordedFilters(knownAt),
  ];
  const order = [asc('ends_on'), asc('reminder')];
  const rows = await reader.query<ReadRowOf<typeof reminders>>({
    from: 'reminders',
    where,
    order,
    ...paged(query),
  });
  const shown = (row: ReadRowOf<typeof reminders>): ReminderRow => ({
    ...{ kind: row.kind, officer: row.officer, organ: row.organ, what: row.what },
    ...{ endsOn: row.ends_on, before: row.before, givenOn: row.given_on },
  });
  return pageOf(rows, query.limit, shown, (row) => [row.ends_on, row.reminder]);
}

/** Those of the given streams of reminders that are recorded. */
export async function remindersAmong(
  reader: Pick<ReadModelReader, 'query'>,
  streams: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await reader.query<{ readonly reminder: string }>({
    ...{ from: 'reminders', columns: ['reminder'], where: [within('reminder', streams)] },
    limit: Math.max(1, streams.length),
  });
  return new Set(rows.map(({ reminder }) => reminder));
}
