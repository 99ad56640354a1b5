import type { ReadModelReader } from '../../../src/ports/read-model';
import { asc, eq, MAX_LIMIT, ne, type Filter, type Select } from '../../../src/ports/read-model-query';
import { groupsAt } from '../rows';
import { recordedFilters } from '../versions';
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

/** How many refused commands a rule stood in the way of. */
export interface RuleRefusals extends GroupKey {
  readonly code: string;
  readonly guard: string;
  readonly refused: number;
}

/** Refused commands, and how many of them each rule stood in the way of. */
export interface Refusals {
  readonly refused: number;
  /** The most frequent first. A command that broke several rules counts under each. */
  readonly rules: readonly RuleRefusals[];
}

/** What `refusals` is asked for; dates are those of the attempts. */
export interface RefusalsQuery extends Omit<FigureScope, 'kind'> {
  readonly by?: readonly Exclude<Dimension, 'kind'>[];
}

/** Refusals by rule. */
export async function refusals(
  reader: Pick<ReadModelReader, 'query' | 'snapshot'>,
  { by = [], ...scope }: RefusalsQuery = {},
): Promise<Refusals> {
  const narrowed = await resolved(reader, scope, by);
  const columns = ['code', 'guard', ...groupColumns(by)];
  const select = (group: readonly string[], filter: Filter): Select => ({
    from: 'refusals',
    where: [...figureFilters(narrowed, 'day'), ...recordedFilters(scope.knownAt), filter],
    group: { by: group, measures: { found: { fn: 'count' } } },
    order: group.map(asc),
    limit: MAX_LIMIT,
  });
  const snapshot = await reader.snapshot([select(['code'], eq('code', '')), select(columns, ne('code', ''))]);
  const [refused = 0] = groupsAt(snapshot, 0, ({ found }: { found: number }) => found);
  const groups = new Groups<Omit<RuleRefusals, 'refused'>, { refused: number }>(() => ({ refused: 0 }));
  groupsAt(snapshot, 1, (row: GroupedRow & { code: string; guard: string; found: number }) => {
    const { code, guard, found } = row;
    groups.of({ code, guard, ...groupOf(row, by, narrowed.levels) }).refused += found;
  });
  const rules = groups.sorted((key, { refused: times }) => ({ ...key, refused: times }));
  return { refused, rules: rules.toSorted((a, b) => b.refused - a.refused) };
}
