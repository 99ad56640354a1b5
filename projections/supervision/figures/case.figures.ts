import type { ReadModelReader } from '../../../src/ports/read-model';
import { asc, MAX_LIMIT, within } from '../../../src/ports/read-model-query';
import { milestoneOrder, type Milestone } from '../case-entry';
import { groupsAt } from '../rows';
import { knownFilters } from '../versions';
import {
  figureFilters,
  groupColumns,
  groupOf,
  Groups,
  resolved,
  tenThousandths,
  type Dimension,
  type FigureScope,
  type GroupedRow,
  type GroupKey,
} from './figure-scope';

/** How many cases reached a milestone, and their part of all that reached it within the scope. */
export interface CaseFigure extends GroupKey {
  readonly milestone: Milestone;
  readonly cases: number;
  /** In ten-thousandths. */
  readonly share: number;
}

/** What `caseFigures` is asked for; dates are those on which the milestone was reached. */
export interface CaseFiguresQuery extends FigureScope {
  readonly milestones?: readonly Milestone[];
  readonly by?: readonly Dimension[];
}

/** Entered cases by how far they came, milestones in the order of a case. */
export async function caseFigures(
  reader: Pick<ReadModelReader, 'query' | 'snapshot'>,
  { milestones: wanted, by = [], ...scope }: CaseFiguresQuery = {},
): Promise<readonly CaseFigure[]> {
  const narrowed = await resolved(reader, scope, by);
  const columns = ['milestone', ...groupColumns(by)];
  const snapshot = await reader.snapshot([
    {
      from: 'milestones',
      where: [
        ...figureFilters(narrowed, 'reached_on'),
        ...knownFilters(scope.knownAt),
        ...(wanted === undefined ? [] : [within('milestone', wanted)]),
      ],
      group: { by: columns, measures: { found: { fn: 'count' } } },
      order: columns.map(asc),
      limit: MAX_LIMIT,
    },
  ]);
  const groups = new Groups<GroupKey & { milestone: Milestone }, { cases: number }>(() => ({ cases: 0 }));
  const totals = new Map<Milestone, number>();
  groupsAt(snapshot, 0, (row: GroupedRow & { milestone: Milestone; found: number }) => {
    const { milestone, found } = row;
    groups.of({ milestone, ...groupOf(row, by, narrowed.levels) }).cases += found;
    totals.set(milestone, (totals.get(milestone) ?? 0) + found);
  });
  return groups
    .sorted((key, { cases }) => ({
      ...key,
      cases,
      share: tenThousandths(cases, totals.get(key.milestone) ?? 0) ?? 0,
    }))
    .toSorted((a, b) => milestoneOrder.indexOf(a.milestone) - milestoneOrder.indexOf(b.milestone));
}
