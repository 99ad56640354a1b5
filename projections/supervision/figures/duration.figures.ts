import type { ReadModelReader } from '../../../src/ports/read-model';
import { asc, MAX_LIMIT, ne, within, type Select } from '../../../src/ports/read-model-query';
import { milestoneOrder, type Milestone } from '../case-entry';
import { groupsAt } from '../rows';
import { knownFilters } from '../versions';
import { distributionOf, histogramOf, type Distribution } from './distribution';
import {
  figureFilters,
  groupColumns,
  groupOf,
  Groups,
  resolved,
  type Dimension,
  type FigureScope,
  type GroupedRow,
  type GroupKey,
} from './figure-scope';

/** Durations up to one milestone, in calendar days. */
export interface Duration extends GroupKey {
  readonly milestone: Milestone;
  /** From the opening; absent where no case has both. */
  readonly sinceOpening?: Distribution;
  /** From the milestone before it, in the order of the law, that the case had reached by then. */
  readonly sincePrevious?: Distribution;
}

/** What `durations` is asked for; dates are those on which the milestone was reached. */
export interface DurationsQuery extends FigureScope {
  readonly milestones?: readonly Milestone[];
  readonly by?: readonly Dimension[];
}

/** The two columns of durations. */
export const durationColumns = ['since_opening', 'since_previous'] as const;

type Row = GroupedRow & { milestone: Milestone; found: number } & Partial<
    Record<(typeof durationColumns)[number], number>
  >;

/** Distributions of durations, milestones in the order of a case. */
export async function durations(
  reader: Pick<ReadModelReader, 'query' | 'snapshot'>,
  { milestones: wanted = milestoneOrder.slice(1), by = [], ...scope }: DurationsQuery = {},
): Promise<readonly Duration[]> {
  const narrowed = await resolved(reader, scope, by);
  const columns = ['milestone', ...groupColumns(by)];
  const histogram = (column: string): Select => ({
    from: 'milestones',
    where: [
      ...figureFilters(narrowed, 'reached_on'),
      ...knownFilters(scope.knownAt),
      ...[ne(column, null), within('milestone', wanted)],
    ],
    group: { by: [...columns, column], measures: { found: { fn: 'count' } } },
    order: [...columns, column].map(asc),
    limit: MAX_LIMIT,
  });
  const snapshot = await reader.snapshot(durationColumns.map(histogram));
  const groups = new Groups<GroupKey & { milestone: Milestone }, Record<string, [number, number][]>>(() => ({
    since_opening: [],
    since_previous: [],
  }));
  durationColumns.forEach((column, i) => {
    groupsAt(snapshot, i, (row: Row) => {
      const group = groups.of({ milestone: row.milestone, ...groupOf(row, by, narrowed.levels) });
      group[column]?.push([row[column] ?? 0, row.found]);
    });
  });
  return groups
    .sorted((key, { since_opening = [], since_previous = [] }) => {
      const sinceOpening = distributionOf(histogramOf(since_opening));
      const sincePrevious = distributionOf(histogramOf(since_previous));
      return {
        ...key,
        ...(sinceOpening === undefined ? {} : { sinceOpening }),
        ...(sincePrevious === undefined ? {} : { sincePrevious }),
      };
    })
    .toSorted((a, b) => milestoneOrder.indexOf(a.milestone) - milestoneOrder.indexOf(b.milestone));
}
