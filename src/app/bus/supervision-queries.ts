import {
  alertsRaised,
  clockTotals,
  openClocks,
  type AlertRow,
  type AlertsQuery,
  type ClockRow,
  type ClockTotals,
  type ListPage,
  type OpenClocksQuery,
} from '../../../projections/supervision/clock.queries';
import {
  durations,
  type Duration,
  type DurationsQuery,
} from '../../../projections/supervision/duration.queries';
import {
  counts,
  refusals,
  stats,
  type Count,
  type CountsQuery,
  type Refusals,
  type Stats,
  type StatsQuery,
} from '../../../projections/supervision/supervision.queries';
import { milestoneOrder, type Milestone } from '../../../projections/supervision/case-entry';
import type { SupervisionScope } from '../../../projections/supervision/scope';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { answering, organFilter, Question, type Asking, type Reading } from './queries';

/** Milestones of a case that durations are told for, in the order in which the law wants them. */
export const milestones: readonly Milestone[] = milestoneOrder;
export type { Milestone };

/** A question to the supervision projection; organs follow from the scope, and from the one organ that is wanted. */
export interface SupervisionAsking<Q> extends Asking {
  readonly organ?: string | undefined;
  readonly query: Omit<Q, 'organs' | 'today'>;
}

export class ReadStats extends Question<SupervisionAsking<StatsQuery>, Stats> {}
export class ReadCounts extends Question<SupervisionAsking<CountsQuery>, readonly Count[]> {}
export class ReadDurations extends Question<SupervisionAsking<DurationsQuery>, readonly Duration[]> {}
export class ReadRefusals extends Question<SupervisionAsking<SupervisionScope>, Refusals> {}
export class ReadClocks extends Question<SupervisionAsking<OpenClocksQuery>, ListPage<ClockRow>> {}
export class ReadClockTotals extends Question<
  SupervisionAsking<{ readonly kind?: string; readonly asOf?: string }>,
  readonly ClockTotals[]
> {}
export class ReadAlerts extends Question<SupervisionAsking<AlertsQuery>, ListPage<AlertRow>> {}

/** Ask a function of the projection with the organs that the scope leaves. */
const from =
  <Q, R>(ask: (reader: ReturnType<Reading['readers']['of']>, query: Q) => Promise<R>) =>
  (reading: Reading, { scope, organ, query }: SupervisionAsking<Q>): Promise<R> => {
    const scoped = { today: reading.today(), ...query, ...organFilter(scope, organ) };
    return ask(reading.readers.of(supervision), scoped as unknown as Q);
  };

export const supervisionAnswers = [
  answering(ReadStats, [supervision], from(stats)),
  answering(ReadCounts, [supervision], from(counts)),
  answering(ReadDurations, [supervision], from(durations)),
  answering(ReadRefusals, [supervision], from(refusals)),
  answering(ReadClocks, [supervision], from(openClocks)),
  answering(ReadClockTotals, [supervision], from(clockTotals)),
  answering(ReadAlerts, [supervision], from(alertsRaised)),
];
