import type { ReadModelReader } from '../../../src/ports/read-model';
import { asc, MAX_LIMIT, within } from '../../../src/ports/read-model-query';
import { groupsAt } from '../rows';
import { recordedFilters } from '../versions';
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

/** How many alerts of a code were raised, and their part of all within the scope. */
export interface AlertFigure extends GroupKey {
  readonly code: string;
  readonly severity: number;
  readonly alerts: number;
  /** In ten-thousandths. */
  readonly share: number;
}

/** What `alertFigures` is asked for; dates are those of detection. */
export interface AlertFiguresQuery extends Omit<FigureScope, 'kind'> {
  readonly codes?: readonly string[];
  readonly by?: readonly Exclude<Dimension, 'kind'>[];
  /** Codes that only named roles may read. */
  readonly sealed?: readonly string[];
}

/** Fewer than so many alerts of a sealed code would tell whom they are about (C.13): they are in no figure. */
const FEWEST_SEALED = 5;

/** Alerts by code. */
export async function alertFigures(
  reader: Pick<ReadModelReader, 'query' | 'snapshot'>,
  { codes, by = [], sealed = [], ...scope }: AlertFiguresQuery = {},
): Promise<readonly AlertFigure[]> {
  const narrowed = await resolved(reader, scope, by);
  const columns = ['code', 'severity', ...groupColumns(by)];
  const snapshot = await reader.snapshot([
    {
      from: 'alerts',
      where: [
        ...figureFilters(narrowed, 'detected_on'),
        ...recordedFilters(scope.knownAt),
        ...(codes === undefined ? [] : [within('code', codes)]),
      ],
      group: { by: columns, measures: { found: { fn: 'count' } } },
      order: columns.map(asc),
      limit: MAX_LIMIT,
    },
  ]);
  type Key = GroupKey & { readonly code: string; readonly severity: number };
  const groups = new Groups<Key, { alerts: number }>(() => ({ alerts: 0 }));
  groupsAt(snapshot, 0, (row: GroupedRow & { code: string; severity: number; found: number }) => {
    const { code, severity, found } = row;
    groups.of({ code, severity, ...groupOf(row, by, narrowed.levels) }).alerts += found;
  });
  const shown = groups
    .sorted((key, { alerts }) => ({ ...key, alerts }))
    .filter(({ code, alerts }) => alerts >= FEWEST_SEALED || !sealed.includes(code));
  const all = shown.reduce((sum, { alerts }) => sum + alerts, 0);
  return shown.map((each) => ({ ...each, share: tenThousandths(each.alerts, all) ?? 0 }));
}
