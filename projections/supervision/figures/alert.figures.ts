import type { ReadModelReader } from '../../../src/ports/read-model';
import {
  asc,
  lt,
  lte,
  MAX_LIMIT,
  within,
  type Filter,
  type Select,
} from '../../../src/ports/read-model-query';
import { groupsAt } from '../rows';
import { NEVER } from '../tables';
import { knownFilters } from '../versions';
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

/** How many alerts of a code were raised, how many of them are closed, and their part of all within the scope. */
export interface AlertFigure extends GroupKey {
  readonly code: string;
  readonly severity: number;
  readonly alerts: number;
  readonly open: number;
  readonly closed: number;
  /** Calendar days from detection to close; absent where none is closed. */
  readonly daysToClose?: Distribution;
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
  const alerts = (column: readonly string[], more: readonly Filter[]): Select => ({
    from: 'alerts',
    where: [
      ...figureFilters(narrowed, 'detected_on'),
      ...knownFilters(scope.knownAt),
      ...(codes === undefined ? [] : [within('code', codes)]),
      ...more,
    ],
    group: { by: [...columns, ...column], measures: { found: { fn: 'count' } } },
    order: [...columns, ...column].map(asc),
    limit: MAX_LIMIT,
  });
  const ended = scope.asOf === undefined ? lt('closed_on', NEVER) : lte('closed_on', scope.asOf);
  const snapshot = await reader.snapshot([alerts([], []), alerts(['days'], [ended])]);
  type Key = GroupKey & { readonly code: string; readonly severity: number };
  const groups = new Groups<Key, { alerts: number; days: [number, number][] }>(() => ({
    alerts: 0,
    days: [],
  }));
  const groupAt = (row: AlertGroupRow) =>
    groups.of({ code: row.code, severity: row.severity, ...groupOf(row, by, narrowed.levels) });
  groupsAt(snapshot, 0, (row: AlertGroupRow) => {
    groupAt(row).alerts += row.found;
  });
  groupsAt(snapshot, 1, (row: AlertGroupRow & { days: number | null }) => {
    groupAt(row).days.push([row.days ?? 0, row.found]);
  });
  const shown = groups
    .sorted((key, { alerts: raised, days }) => {
      const daysToClose = distributionOf(histogramOf(days));
      const closed = daysToClose?.cases ?? 0;
      return {
        ...{ ...key, alerts: raised, open: raised - closed, closed },
        ...(daysToClose === undefined ? {} : { daysToClose }),
      };
    })
    .filter(({ code, alerts: raised }) => raised >= FEWEST_SEALED || !sealed.includes(code));
  const all = shown.reduce((sum, { alerts: raised }) => sum + raised, 0);
  return shown.map((each) => ({ ...each, share: tenThousandths(each.alerts, all) ?? 0 }));
}

type AlertGroupRow = GroupedRow & { code: string; severity: number; found: number };
