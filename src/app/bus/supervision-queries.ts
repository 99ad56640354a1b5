import {
  alertsRaised,
  alertStatuses,
  type AlertsQuery,
} from '../../../projections/supervision/alert.queries';
import {
  clockTotals,
  openClocks,
  type ClockRow,
  type ClockTotals,
  type OpenClocksQuery,
  type OpenClocksScope,
} from '../../../projections/supervision/clock.queries';
import type { ListPage } from '../../../projections/supervision/list-page';
import type { AlertFigure, AlertFiguresQuery } from '../../../projections/supervision/figures/alert.figures';
import {
  backfill,
  type Backfill,
  type BackfillQuery,
} from '../../../projections/supervision/figures/backfill.figures';
import {
  caseFigures,
  type CaseFigure,
  type CaseFiguresQuery,
} from '../../../projections/supervision/figures/case.figures';
import {
  discretion,
  type Discretion,
  type DiscretionQuery,
} from '../../../projections/supervision/figures/discretion.figures';
import {
  durations,
  type Duration,
  type DurationsQuery,
} from '../../../projections/supervision/figures/duration.figures';
import {
  shareFigures,
  shareNames,
  type ShareFigure,
  type ShareName,
  type SharesQuery,
} from '../../../projections/supervision/figures/share.figures';
import { dimensions, resolved } from '../../../projections/supervision/figures/figure-scope';
import {
  discretionOutliers,
  durationOutliers,
  type DiscretionOutliers,
  type DiscretionOutliersQuery,
  type DurationOutliersQuery,
  type OutlierList,
} from '../../../projections/supervision/figures/outlier.figures';
import {
  punctuality,
  type Punctuality,
  type PunctualityQuery,
} from '../../../projections/supervision/figures/punctuality.figures';
import {
  refusals,
  type Refusals,
  type RefusalsQuery,
} from '../../../projections/supervision/figures/refusal.figures';
import {
  counts,
  stats,
  type Count,
  type CountsQuery,
  type Stats,
  type StatsQuery,
} from '../../../projections/supervision/supervision.queries';
import {
  remindersGiven,
  type ReminderRow,
  type RemindersQuery,
} from '../../../projections/supervision/reminder.queries';
import { milestoneOrder, type Milestone } from '../../../projections/supervision/case-entry';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { openAlertFigures } from '../figures/read-figures';
import { alertView, type AlertView } from './alert-queries';
import { termKinds } from '../../domain/registers/terms';
import { answering, organFilter, Question, type Asking, type Reading } from './queries';

/** Milestones of a case that durations are told for, in the order in which the law wants them. */
export const milestones: readonly Milestone[] = milestoneOrder;
export type { Milestone };
export { shareNames, type ShareName };
/** What figures may be told apart by. */
export const figureDimensions = dimensions;

/** Kinds of what ends in the registers of people. */
export const kindsOfReminders = termKinds;
/** What alerts may be told apart by: what became of them. */
export const statusesOfAlerts = alertStatuses;

/** A question to the supervision projection; organs follow from the scope, and from the one organ that is wanted. */
export interface SupervisionAsking<Q> extends Asking {
  readonly organ?: string | undefined;
  readonly query: Omit<Q, 'organs' | 'today'>;
}

export class ReadStats extends Question<SupervisionAsking<StatsQuery>, Stats> {}
export class ReadCounts extends Question<SupervisionAsking<CountsQuery>, readonly Count[]> {}
export class ReadDurations extends Question<SupervisionAsking<DurationsQuery>, readonly Duration[]> {}
export class ReadRefusals extends Question<SupervisionAsking<RefusalsQuery>, Refusals> {}
export class ReadCaseFigures extends Question<SupervisionAsking<CaseFiguresQuery>, readonly CaseFigure[]> {}
export class ReadShares extends Question<SupervisionAsking<SharesQuery>, readonly ShareFigure[]> {}
export class ReadPunctuality extends Question<SupervisionAsking<PunctualityQuery>, readonly Punctuality[]> {}
export class ReadDiscretion extends Question<SupervisionAsking<DiscretionQuery>, readonly Discretion[]> {}
export class ReadBackfill extends Question<SupervisionAsking<BackfillQuery>, readonly Backfill[]> {}
export class ReadAlertFigures extends Question<
  SupervisionAsking<AlertFiguresQuery>,
  readonly AlertFigure[]
> {}
export class ReadDurationOutliers extends Question<SupervisionAsking<DurationOutliersQuery>, OutlierList> {}
export class ReadDiscretionOutliers extends Question<
  SupervisionAsking<DiscretionOutliersQuery>,
  readonly DiscretionOutliers[]
> {}
export class ReadClocks extends Question<SupervisionAsking<Placed<OpenClocksQuery>>, ListPage<ClockRow>> {}
export class ReadClockTotals extends Question<
  SupervisionAsking<Placed<OpenClocksScope>>,
  readonly ClockTotals[]
> {}
export class ReadAlerts extends Question<SupervisionAsking<Placed<AlertsQuery>>, ListPage<AlertView>> {}

export class ReadReminders extends Question<
  SupervisionAsking<Placed<RemindersQuery>>,
  ListPage<ReminderRow>
> {}

/** A list that may be narrowed by level and territory of the organs. */
type Placed<Q> = Q & { readonly level?: string; readonly territory?: string };

/** Ask a function of the projection with the organs that the scope leaves. */
const from =
  <Q, R>(ask: (reader: ReturnType<Reading['readers']['of']>, query: Q) => Promise<R>) =>
  (reading: Reading, { scope, organ, query }: SupervisionAsking<Q>): Promise<R> => {
    const scoped = { today: reading.today(), ...query, ...organFilter(scope, organ) };
    return ask(reading.readers.of(supervision, scope), scoped as unknown as Q);
  };

/** A list asked with organs alone: level and territory have become organs. */
const placed =
  <Q extends Pick<SupervisionListScope, 'organs'>, R>(
    list: (reader: ReturnType<Reading['readers']['of']>, query: Q) => Promise<R>,
  ) =>
  async (reader: ReturnType<Reading['readers']['of']>, query: Placed<Q>): Promise<R> => {
    const { level, territory, ...rest } = query;
    const scope = {
      ...(query.organs === undefined ? {} : { organs: query.organs }),
      ...(level === undefined ? {} : { level }),
      ...(territory === undefined ? {} : { territory }),
    };
    const { organs } = await resolved(reader, scope);
    return list(reader, { ...rest, ...(organs === undefined ? {} : { organs }) } as unknown as Q);
  };

interface SupervisionListScope {
  readonly organs?: readonly string[];
}

const alertsViewed = async (
  reader: ReturnType<Reading['readers']['of']>,
  query: AlertsQuery,
): Promise<ListPage<AlertView>> => {
  const { rows, ...page } = await alertsRaised(reader, query);
  return { ...page, rows: rows.map(alertView) };
};

export const supervisionAnswers = [
  answering(ReadStats, [supervision], from(stats)),
  answering(ReadCounts, [supervision], from(counts)),
  answering(ReadDurations, [supervision], from(durations)),
  answering(ReadRefusals, [supervision], from(refusals)),
  answering(ReadCaseFigures, [supervision], from(caseFigures)),
  answering(ReadShares, [supervision], from(shareFigures)),
  answering(ReadPunctuality, [supervision], from(punctuality)),
  answering(ReadDiscretion, [supervision], from(discretion)),
  answering(ReadBackfill, [supervision], from(backfill)),
  answering(ReadAlertFigures, [supervision], from(openAlertFigures)),
  answering(ReadDurationOutliers, [supervision], from(durationOutliers)),
  answering(ReadDiscretionOutliers, [supervision], from(discretionOutliers)),
  answering(ReadClocks, [supervision], from(placed(openClocks))),
  answering(ReadClockTotals, [supervision], from(placed(clockTotals))),
  answering(ReadAlerts, [supervision], from(placed(alertsViewed))),
  answering(ReadReminders, [supervision], from(placed(remindersGiven))),
];
