import type { CivilDate } from '../../../src/kernel/time';
import type { ReadModelReader } from '../../../src/ports/read-model';
import {
  asc,
  eq,
  gt,
  gte,
  lt,
  lte,
  MAX_LIMIT,
  within,
  type Select,
} from '../../../src/ports/read-model-query';
import { groupsAt } from '../rows';
import { shownClocks } from '../scope';
import { NEVER } from '../tables';
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

/** How periods of one key were kept. */
export interface Punctuality extends GroupKey {
  /** Key of the period; absent where they are told together. */
  readonly key?: string;
  /** Done, or moot, by the last day in time. */
  readonly inTime: number;
  /** Done after it, or not done though it has passed. */
  readonly late: number;
  /** Neither done nor due yet: in no share. */
  readonly running: number;
  /** Those in time of all that were in time or late, in ten-thousandths; absent where there are none. */
  readonly onTime?: number;
}

/** What `punctuality` is asked for; dates are last days in time. */
export interface PunctualityQuery extends FigureScope {
  readonly today: CivilDate;
  readonly keys?: readonly string[];
  readonly by?: readonly (Dimension | 'key')[];
}

const states = ['inTime', 'late', 'running'] as const;

/** On-time shares, as of a legal date (today when none is given) and as known at an instant. */
export async function punctuality(
  reader: Pick<ReadModelReader, 'query' | 'snapshot'>,
  { today, keys, by: asked = [], asOf = today, ...scope }: PunctualityQuery,
): Promise<readonly Punctuality[]> {
  const by = asked.filter((each): each is Dimension => each !== 'key');
  const narrowed = await resolved(reader, { ...scope, asOf }, by);
  const { asOf: _later, ...period } = narrowed;
  const columns = [...(asked.includes('key') ? ['clock_key'] : []), ...groupColumns(by)].map((column) =>
    column === 'month' ? 'due_month' : column,
  );
  const inState = {
    inTime: [eq('missed', false), eq('moved', false), lte('closed_on', asOf)],
    late: [eq('missed', true), lt('due_on', asOf)],
    running: [gt('closed_on', asOf), gte('due_on', asOf), lt('due_on', NEVER)],
  };
  const select = (state: (typeof states)[number]): Select => ({
    from: 'clocks',
    where: [
      ...figureFilters(period, 'due_on'),
      ...knownFilters(scope.knownAt),
      ...shownClocks,
      ...[lte('opened_on', asOf), ...inState[state]],
      ...(keys === undefined ? [] : [within('clock_key', keys)]),
    ],
    group: { by: columns, measures: { found: { fn: 'count' } } },
    order: columns.map(asc),
    limit: MAX_LIMIT,
  });
  const snapshot = await reader.snapshot(states.map(select));
  const groups = new Groups<GroupKey & { key?: string }, Record<(typeof states)[number], number>>(() => ({
    ...{ inTime: 0, late: 0, running: 0 },
  }));
  states.forEach((state, i) => {
    groupsAt(snapshot, i, (row: GroupedRow & { clock_key?: string; due_month?: string; found: number }) => {
      const { clock_key: key, due_month: month, found } = row;
      const place = { ...row, ...(month === undefined ? {} : { month }) };
      const named = key === undefined ? {} : { key };
      groups.of({ ...named, ...groupOf(place, by, narrowed.levels) })[state] += found;
    });
  });
  return groups
    .sorted((key, counted) => {
      const onTime = tenThousandths(counted.inTime, counted.inTime + counted.late);
      return { ...key, ...counted, ...(onTime === undefined ? {} : { onTime }) };
    })
    .filter(({ inTime, late, running }) => inTime + late + running > 0);
}
