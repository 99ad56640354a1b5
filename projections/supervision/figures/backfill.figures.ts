import type { ReadModelReader } from '../../../src/ports/read-model';
import { asc, MAX_LIMIT, within } from '../../../src/ports/read-model-query';
import { groupsAt } from '../rows';
import { recordedFilters } from '../versions';
import { distributionOf, histogramOf, type Distribution } from './distribution';
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

/** How long after they happened events were recorded. Imported events and corrections are not among them. */
export interface Backfill extends GroupKey {
  /** Type of the event; absent where they are told together. */
  readonly type?: string;
  readonly events: number;
  /** Recorded an hour and more after they happened; a fact known only by its day happened at the end of that day. */
  readonly later: number;
  /** Those of all, in ten-thousandths. */
  readonly laterShare: number;
  /** Whole hours between what happened and its record. `cases` counts events. */
  readonly hours: Distribution;
}

/** What `backfill` is asked for; dates are legal dates of the events. */
export interface BackfillQuery extends FigureScope {
  readonly types?: readonly string[];
  readonly by?: readonly (Dimension | 'type')[];
}

/** The back-fill meter: recorded minus occurred. Organs are those that recorded. */
export async function backfill(
  reader: Pick<ReadModelReader, 'query' | 'snapshot'>,
  { types, by: asked = [], ...scope }: BackfillQuery = {},
): Promise<readonly Backfill[]> {
  const by = asked.filter((each): each is Dimension => each !== 'type');
  const narrowed = await resolved(reader, scope, by);
  const columns = [...(asked.includes('type') ? ['type'] : []), ...groupColumns(by), 'hours'];
  const snapshot = await reader.snapshot([
    {
      from: 'entered',
      where: [
        ...figureFilters(narrowed, 'day'),
        ...recordedFilters(scope.knownAt),
        ...(types === undefined ? [] : [within('type', types)]),
      ],
      group: { by: columns, measures: { found: { fn: 'count' } } },
      order: columns.map(asc),
      limit: MAX_LIMIT,
    },
  ]);
  const groups = new Groups<GroupKey & { type?: string }, [number, number][]>(() => []);
  groupsAt(snapshot, 0, (row: GroupedRow & { type?: string; hours: number; found: number }) => {
    const named = row.type === undefined ? {} : { type: row.type };
    groups.of({ ...named, ...groupOf(row, by, narrowed.levels) }).push([row.hours, row.found]);
  });
  return groups
    .sorted((key, rows) => {
      const hours = distributionOf(histogramOf(rows));
      if (hours === undefined) return [];
      const later = rows.reduce((all, [late, found]) => (late > 0 ? all + found : all), 0);
      const laterShare = tenThousandths(later, hours.cases) ?? 0;
      return [{ ...key, events: hours.cases, later, laterShare, hours }];
    })
    .flat();
}
