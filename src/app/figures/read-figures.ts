import { clockTotals } from '../../../projections/supervision/clock.queries';
import {
  alertFigures,
  type AlertFigure,
  type AlertFiguresQuery,
} from '../../../projections/supervision/figures/alert.figures';
import { backfill } from '../../../projections/supervision/figures/backfill.figures';
import { caseFigures } from '../../../projections/supervision/figures/case.figures';
import { discretion } from '../../../projections/supervision/figures/discretion.figures';
import { durations } from '../../../projections/supervision/figures/duration.figures';
import {
  dimensions,
  resolved,
  type Dimension,
  type FigureScope,
} from '../../../projections/supervision/figures/figure-scope';
import { punctuality } from '../../../projections/supervision/figures/punctuality.figures';
import { refusals } from '../../../projections/supervision/figures/refusal.figures';
import { supervision } from '../../../projections/supervision/supervision.projection';
import type { CivilDate } from '../../kernel/time';
import { alerts } from '../../law/violations';
import type { ReadModelReader } from '../../ports/read-model';
import type { Readers } from '../readers';

/** The figures of supervision, all of one asking: what the interface answers one by one. */

type Reader = Pick<ReadModelReader, 'query' | 'snapshot'>;

/** What every figure is asked with. Dates are legal dates, both inclusive; open periods have no period of their own. */
export interface FigureAsking extends FigureScope {
  readonly today: CivilDate;
  readonly by: readonly Dimension[];
}

/** What figures may be told apart by. */
export const figureDimensions = dimensions;

const sealedCodes = Object.values(alerts).flatMap(({ code, sealed }) => (sealed ? [code] : []));

/** Alerts by code; of sealed codes only totals that tell of nobody. */
export const openAlertFigures = (reader: Reader, query: AlertFiguresQuery): Promise<readonly AlertFigure[]> =>
  alertFigures(reader, { ...query, sealed: sealedCodes });

const withoutKind = <D extends string>(by: readonly D[]): readonly Exclude<D, 'kind'>[] =>
  by.filter((each): each is Exclude<D, 'kind'> => each !== 'kind');

async function openPeriods(reader: Reader, asking: FigureAsking) {
  const { kind, today, asOf, knownAt } = asking;
  const { organs } = await resolved(reader, asking);
  const given = { organs, kind, asOf, knownAt };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return clockTotals(reader, { today, ...known });
}

const readings = {
  cases: caseFigures,
  durations,
  punctuality: (reader: Reader, asking: FigureAsking) =>
    punctuality(reader, { ...asking, by: [...asking.by, 'key'] }),
  clocks: openPeriods,
  alerts: (reader: Reader, { kind: _, by, today: _today, ...asking }: FigureAsking) =>
    openAlertFigures(reader, { ...asking, by: withoutKind(by) }),
  refusals: (reader: Reader, { kind: _, by, today: _today, ...asking }: FigureAsking) =>
    refusals(reader, { ...asking, by: withoutKind(by) }),
  discretion,
  backfill,
} as const;

/** Which figure. */
export type FigureKind = keyof typeof readings;
/** All of them, in the order in which they are shown. */
export const figureKinds = Object.keys(readings) as readonly FigureKind[];
/** Alerts and refusals know no kind of procedure. */
export const kindless: ReadonlySet<FigureKind> = new Set(['alerts', 'refusals'] as const);

/** The figures that were asked for; as the interface answers them. */
export type Figures = { readonly [K in FigureKind]?: Awaited<ReturnType<(typeof readings)[K]>> };

/** Figures from the rows of a data folder. @throws ReadModelAbsent, HenjiError `bad-instant` */
export async function readFigures(
  readers: Pick<Readers, 'of'>,
  kinds: readonly FigureKind[],
  asking: FigureAsking,
): Promise<Figures> {
  const reader = readers.of(supervision);
  const found = await Promise.all(
    kinds.map(async (kind) => [kind, await readings[kind](reader, asking)] as const),
  );
  return Object.fromEntries(found);
}
