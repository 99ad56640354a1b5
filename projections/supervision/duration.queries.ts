import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, MAX_LIMIT, ne, within, type Select } from '../../src/ports/read-model-query';
import { milestoneOrder, type Milestone } from './case-entry';
import { rowsAt } from './rows';
import { scopeFilters, type SupervisionScope } from './scope';
import { NO_ORGAN } from './tables';

/** How long cases took, in calendar days. Quantiles are nearest rank: a number of days that some case did take. */
export interface Distribution {
  readonly cases: number;
  readonly least: number;
  readonly median: number;
  readonly p90: number;
  readonly most: number;
}

/** Durations up to one milestone. */
export interface Duration {
  readonly milestone: Milestone;
  readonly organ?: string | null;
  readonly kind?: string;
  /** From the opening; absent where no case has both. */
  readonly sinceOpening?: Distribution;
  /** From the milestone before it that the case reached; negative days where they came in another order. */
  readonly sincePrevious?: Distribution;
}

/** What `durations` is asked for; dates are those on which the milestone was reached. */
export interface DurationsQuery extends Omit<SupervisionScope, 'knownOn'> {
  readonly milestones?: readonly Milestone[];
  readonly by?: readonly ('organ' | 'kind')[];
}

/** Distributions of durations, milestones in the order of a case. */
export async function durations(
  reader: Pick<ReadModelReader, 'snapshot'>,
  query: DurationsQuery = {},
): Promise<readonly Duration[]> {
  const by = ['milestone', ...(query.by ?? [])];
  const histogram = (column: string): Select => ({
    from: 'milestones',
    where: [
      ...scopeFilters(query, 'reached_on'),
      ne(column, null),
      ...(query.milestones === undefined ? [] : [within('milestone', query.milestones)]),
    ],
    group: { by: [...by, column], measures: { found: { fn: 'count' } } },
    order: [...by, column].map(asc),
    limit: MAX_LIMIT,
  });
  const columns = ['since_opening', 'since_previous'] as const;
  const snapshot = await reader.snapshot(columns.map(histogram));
  const groups = new Map<string, Group>();
  columns.forEach((column, i) => {
    rowsAt(snapshot, i, (row: HistogramRow) => {
      const key = JSON.stringify([row.milestone, row.organ, row.kind]);
      const group = groups.get(key) ?? { row, since_opening: [], since_previous: [] };
      group[column].push([row[column] ?? 0, row.found]);
      groups.set(key, group);
    });
  });
  return [...groups.values()]
    .map(durationOf)
    .sort((a, b) => milestoneOrder.indexOf(a.milestone) - milestoneOrder.indexOf(b.milestone));
}

interface HistogramRow {
  readonly milestone: Milestone;
  readonly organ?: string;
  readonly kind?: string;
  readonly since_opening?: number;
  readonly since_previous?: number;
  readonly found: number;
}

/** Days and how many cases took them, the fewest days first. */
type Histogram = (readonly [days: number, cases: number])[];

interface Group {
  readonly row: HistogramRow;
  readonly since_opening: Histogram;
  readonly since_previous: Histogram;
}

function durationOf({ row, since_opening, since_previous }: Group): Duration {
  const { milestone, organ, kind } = row;
  const sinceOpening = distributionOf(since_opening);
  const sincePrevious = distributionOf(since_previous);
  return {
    milestone,
    ...(organ === undefined ? {} : { organ: organ === NO_ORGAN ? null : organ }),
    ...(kind === undefined ? {} : { kind }),
    ...(sinceOpening === undefined ? {} : { sinceOpening }),
    ...(sincePrevious === undefined ? {} : { sincePrevious }),
  };
}

function distributionOf(histogram: Histogram): Distribution | undefined {
  const [first] = histogram;
  const last = histogram.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const cases = histogram.reduce((all, [, found]) => all + found, 0);
  return {
    cases,
    least: first[0],
    median: nearestRank(histogram, Math.ceil(cases / 2)),
    p90: nearestRank(histogram, Math.ceil((cases * 9) / 10)),
    most: last[0],
  };
}

/** The days of the case at a rank, counted from 1 in order of days. */
function nearestRank(histogram: Histogram, rank: number): number {
  let passed = 0;
  for (const [days, cases] of histogram) {
    passed += cases;
    if (passed >= rank) return days;
  }
  return 0;
}
