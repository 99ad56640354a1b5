import type { CivilDate } from '../../../src/kernel/time';
import type { ReadModelReader } from '../../../src/ports/read-model';
import { asc, desc, eq, gt, lt, type Filter, type Order } from '../../../src/ports/read-model-query';
import type { ReadRowOf } from '../../../src/ports/read-model-table';
import type { Milestone } from '../case-entry';
import { NO_ORGAN, type milestones } from '../tables';
import { knownFilters } from '../versions';
import { placedFines, type PlacedFine } from './discretion.figures';
import { distributionOf, histogramOf, type Outliers } from './distribution';
import { durations, type durationColumns } from './duration.figures';
import { figureFilters, Groups, resolved, type FigureScope } from './figure-scope';

/** A case that lies outside of what is usual. */
export interface OutlierCase {
  readonly case: string;
  readonly organ: string | null;
  readonly kind: string;
  /** Legal date of what is measured. */
  readonly on: CivilDate;
  /** Days, or the position of the fine in its range. */
  readonly value: number;
  readonly item?: string;
  readonly tier?: string;
}

/** Those outside, the farthest first, with the fences that they lie beyond. */
export interface OutlierList {
  readonly outliers?: Outliers;
  readonly cases: readonly OutlierCase[];
}

/** What `slowCases` is asked for: one milestone, counted from the opening or from the milestone before it. */
export interface DurationOutliersQuery extends FigureScope {
  readonly milestone: Milestone;
  readonly since: 'opening' | 'previous';
  readonly limit: number;
}

/** Cases whose duration lies outside the fences of all durations of the scope (`distribution.ts` states the rule). */
export async function durationOutliers(
  reader: Pick<ReadModelReader, 'query' | 'snapshot'>,
  { milestone, since, limit, ...scope }: DurationOutliersQuery,
): Promise<OutlierList> {
  const [all] = await durations(reader, { ...scope, milestones: [milestone] });
  const outliers = (since === 'opening' ? all?.sinceOpening : all?.sincePrevious)?.outliers;
  if (outliers === undefined) return { cases: [] };
  const column: (typeof durationColumns)[number] = since === 'opening' ? 'since_opening' : 'since_previous';
  const narrowed = await resolved(reader, scope);
  const beyond = async (filter: Filter, order: Order): Promise<readonly OutlierCase[]> => {
    const rows = await reader.query<ReadRowOf<typeof milestones>>({
      from: 'milestones',
      where: [
        ...figureFilters(narrowed, 'reached_on'),
        ...knownFilters(scope.knownAt),
        ...[eq('milestone', milestone), filter],
      ],
      order: [order, asc('case')],
      limit,
    });
    return rows.map((row) => ({
      ...{ case: row.case, organ: row.organ === NO_ORGAN ? null : row.organ, kind: row.kind },
      ...{ on: row.reached_on, value: row[column] ?? 0 },
    }));
  };
  const found = [
    ...(await beyond(gt(column, outliers.high), desc(column))),
    ...(await beyond(lt(column, outliers.low), asc(column))),
  ];
  return { outliers, cases: farthest(found, outliers).slice(0, limit) };
}

/** What `discretionOutliers` is asked for. */
export interface DiscretionOutliersQuery extends FigureScope {
  readonly items?: readonly string[];
  readonly limit: number;
}

/** Fences and cases of one item and tier. */
export interface DiscretionOutliers extends OutlierList {
  readonly item: string;
  readonly tier?: string;
}

/** Decisions whose fine lies outside the fences of its item and tier, for each of these that has any. */
export async function discretionOutliers(
  reader: Pick<ReadModelReader, 'query'>,
  { items, limit, ...scope }: DiscretionOutliersQuery,
): Promise<readonly DiscretionOutliers[]> {
  const fines = await placedFines(reader, await resolved(reader, scope), items);
  const groups = new Groups<{ item: string; tier?: string }, PlacedFine[]>(() => []);
  for (const fine of fines) {
    const { item, tier } = fine.row;
    groups.of({ item, ...(fine.against === 'tier' ? { tier } : {}) }).push(fine);
  }
  return groups
    .sorted((key, placed) => {
      const outliers = distributionOf(histogramOf(placed.map(({ position }) => [position, 1])))?.outliers;
      if (outliers === undefined) return [];
      const outside = placed.filter(({ position }) => position < outliers.low || position > outliers.high);
      const cases = outside.map(({ row, position: value }) => ({
        ...{ case: row.case, organ: row.organ === NO_ORGAN ? null : row.organ, kind: row.kind },
        ...{ on: row.decided_on, value, ...key },
      }));
      return cases.length === 0
        ? []
        : [{ ...key, outliers, cases: farthest(cases, outliers).slice(0, limit) }];
    })
    .flat();
}

/** The farthest beyond its fence first. */
function farthest(cases: readonly OutlierCase[], { low, high }: Outliers): readonly OutlierCase[] {
  const beyond = ({ value }: OutlierCase): number => Math.max(low - value, value - high);
  return cases.toSorted((a, b) => beyond(b) - beyond(a) || (a.case < b.case ? -1 : Number(a.case > b.case)));
}
