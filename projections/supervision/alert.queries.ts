import { daysBetween, type CivilDate, type Instant } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, desc, eq, gt, lte, within, type Filter, type Select } from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { pageOf, paged, type ListPage, type PageOf } from './list-page';
import { scopeFilters, type SupervisionScope } from './scope';
import { NEVER, NO_ORGAN, type alerts } from './tables';
import { knownFilters } from './versions';

/** What has become of an alert: the first three while it is open, the others are how it ended (C.13). */
export const alertStatuses = [
  ...(['open', 'acknowledged', 'answered'] as const),
  ...(['explained', 'rectified', 'referred', 'false'] as const),
] as const;
export type AlertStatus = (typeof alertStatuses)[number];

/** An alert that was raised, as it stands. */
export interface AlertRow {
  /** Stream of the alert. */
  readonly alert: string;
  /** What it is about: a case, or an organ. */
  readonly case: string;
  readonly clock: string;
  readonly code: string;
  readonly organ: string | null;
  readonly dueOn: CivilDate;
  readonly detectedOn: CivilDate;
  /** 1: at once. 2: weekly. 3: quarterly list. */
  readonly severity: number;
  /** Row of the answerability table. */
  readonly row: string | null;
  readonly status: AlertStatus;
  /** With whom it lies: `post`, `head`, `supervision`, `superior`; and since when. */
  readonly level: string;
  readonly levelSince: CivilDate;
  readonly closedOn: CivilDate | null;
  /** Calendar days from its detection to its close; while it is open, to the day asked for. */
  readonly ageDays: number;
}

/** What `alertsRaised` is asked for; dates are those of detection. */
export interface AlertsQuery extends Pick<SupervisionScope, 'organs' | 'from' | 'to'>, PageOf {
  /** The day to which open alerts have their age. */
  readonly today: CivilDate;
  /** As they were known at that instant. */
  readonly knownAt?: Instant;
  readonly case?: string;
  readonly codes?: readonly string[];
  readonly statuses?: readonly AlertStatus[];
  readonly levels?: readonly string[];
}

/** Alerts, the last detected first. */
export async function alertsRaised(
  reader: Pick<ReadModelReader, 'query'>,
  query: AlertsQuery,
): Promise<ListPage<AlertRow>> {
  const where: Filter[] = [
    ...scopeFilters(
      {
        ...(query.organs === undefined ? {} : { organs: query.organs }),
        ...(query.from === undefined ? {} : { from: query.from }),
        ...(query.to === undefined ? {} : { to: query.to }),
      },
      'detected_on',
    ),
    ...knownFilters(query.knownAt),
    ...(query.case === undefined ? [] : [eq('case', query.case)]),
    ...(query.codes === undefined ? [] : [within('code', query.codes)]),
    ...(query.statuses === undefined ? [] : [within('status', query.statuses)]),
    ...(query.levels === undefined ? [] : [within('level', query.levels)]),
  ];
  const order = [desc('detected_on'), desc('alert')];
  const select: Select = { from: 'alerts', where, order, ...paged(query) };
  const rows = await reader.query<ReadRowOf<typeof alerts>>(select);
  const shown = (row: ReadRowOf<typeof alerts>): AlertRow => alertRow(row, query.today);
  return pageOf(rows, query.limit, shown, (row) => [row.detected_on, row.alert]);
}

/** Streams of the alerts on a case, at most `limit`. */
export async function alertsOn(
  reader: Pick<ReadModelReader, 'query'>,
  about: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await reader.query<{ readonly alert: string }>({
    from: 'alerts',
    columns: ['alert'],
    where: [eq('case', about), eq('known_until', NEVER)],
    limit,
  });
  return rows.map(({ alert }) => alert);
}

/** An alert of severity 1 that nobody closed, and how long it has lain where it lies. */
export interface WaitingAlert {
  readonly alert: string;
  readonly levelSince: CivilDate;
}

/** Open alerts of severity 1 that lie at a level since a day or longer, the longest first, after the last one seen. */
export async function waitingAlerts(
  reader: Pick<ReadModelReader, 'query'>,
  level: string,
  since: CivilDate,
  { limit, seen }: { readonly limit: number; readonly seen?: WaitingAlert },
): Promise<readonly WaitingAlert[]> {
  const rows = await reader.query<ReadRowOf<typeof alerts>>({
    from: 'alerts',
    where: [...openAt(level), lte('level_since', since)],
    order: [asc('level_since'), asc('alert')],
    limit,
    ...(seen === undefined ? {} : { after: [seen.levelSince, seen.alert] }),
  });
  return rows.map(({ alert, level_since: levelSince }) => ({ alert, levelSince }));
}

/** The day since which the alert that came to a level after a day, and before all others that did, lies there. */
export async function nextWaiting(
  reader: Pick<ReadModelReader, 'query'>,
  levels: readonly string[],
  after: CivilDate,
): Promise<CivilDate | undefined> {
  const first = await Promise.all(
    levels.map((level) =>
      reader.query<ReadRowOf<typeof alerts>>({
        from: 'alerts',
        where: [...openAt(level), gt('level_since', after)],
        order: [asc('level_since'), asc('alert')],
        limit: 1,
      }),
    ),
  );
  return first
    .flat()
    .map(({ level_since }) => level_since)
    .sort()[0];
}

const openAt = (level: string): readonly Filter[] => [
  ...[eq('known_until', NEVER), eq('closed_on', NEVER)],
  ...[eq('severity', 1), eq('level', level)],
];

const alertRow = (row: ReadRowOf<typeof alerts>, today: CivilDate): AlertRow => ({
  alert: row.alert,
  case: row.case,
  clock: row.clock,
  code: row.code,
  organ: row.organ === NO_ORGAN ? null : row.organ,
  dueOn: row.due_on,
  detectedOn: row.detected_on,
  severity: row.severity,
  row: row.row,
  status: row.status as AlertStatus,
  level: row.level,
  levelSince: row.level_since,
  closedOn: row.closed_on === NEVER ? null : row.closed_on,
  ageDays: row.days ?? Math.max(0, daysBetween(row.detected_on, today)),
});
