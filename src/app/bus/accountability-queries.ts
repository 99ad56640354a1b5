import {
  actsOfActor,
  actsOfStream,
  refusalCounts,
  refusalsByRule,
  refusalsOfActor,
  refusalsOfTarget,
  type AccountabilityView,
  type ActList,
  type ActPage,
  type PagedView,
} from '../../../projections/accountability/accountability.queries';
import { accountability } from '../../../projections/accountability/accountability.projection';
import type { ActOfActor, Refusal, RefusalByRule } from '../../../projections/accountability/readings';
import { citationsOf, type Citation } from '../../../projections/accountability/citation.queries';
import {
  caseReadings,
  type CaseReading,
  type ReadingsView,
} from '../../../projections/accountability/reading.queries';
import { answering, organFilter, Question, type Asking, type Reading } from './queries';

/** A question to the accountability projection; organs follow from the scope, and from the one organ that is wanted. */
export interface AccountabilityAsking<Q> extends Asking {
  readonly organ?: string | undefined;
  readonly query: Omit<Q, 'organs'>;
}

/** What somebody did, in which view. */
export type OfActor = PagedView & { readonly actor: string };

export class ReadActsOfActor extends Question<AccountabilityAsking<OfActor>, ActPage<ActOfActor>> {}
export class ReadRefusalsOfActor extends Question<AccountabilityAsking<OfActor>, ActPage<ActOfActor>> {}
export class ReadActsOfStream extends Question<
  AccountabilityAsking<AccountabilityView & { readonly stream: string }>,
  ActList
> {}
export class ReadRefusalsOfTarget extends Question<
  AccountabilityAsking<PagedView & { readonly target: string }>,
  ActPage<Refusal>
> {}
export class ReadRefusalsByRule extends Question<
  AccountabilityAsking<PagedView & { readonly code: string }>,
  ActPage<RefusalByRule>
> {}
export class ReadRefusalCounts extends Question<
  AccountabilityAsking<AccountabilityView>,
  readonly { readonly code: string; readonly refusals: number }[]
> {}

export class ReadCitations extends Question<
  AccountabilityAsking<PagedView & { readonly norm: string; readonly article?: string }>,
  ActPage<Citation>
> {}
export class ReadCaseReadings extends Question<AccountabilityAsking<ReadingsView>, ActPage<CaseReading>> {}

/** Ask a function of the projection with the organs that the scope leaves. */
const from =
  <Q, R>(ask: (reader: ReturnType<Reading['readers']['of']>, query: Q) => Promise<R>) =>
  (reading: Reading, { scope, organ, query }: AccountabilityAsking<Q>): Promise<R> => {
    const scoped = { ...query, ...organFilter(scope, organ) };
    return ask(reading.readers.of(accountability, scope), scoped as unknown as Q);
  };

export const accountabilityAnswers = [
  answering(ReadActsOfActor, [accountability], from(actsOfActor)),
  answering(ReadRefusalsOfActor, [accountability], from(refusalsOfActor)),
  answering(ReadActsOfStream, [accountability], from(actsOfStream)),
  answering(ReadRefusalsOfTarget, [accountability], from(refusalsOfTarget)),
  answering(ReadRefusalsByRule, [accountability], from(refusalsByRule)),
  answering(ReadCitations, [accountability], from(citationsOf)),
  answering(ReadCaseReadings, [accountability], from(caseReadings)),
  answering(ReadRefusalCounts, [accountability], from(refusalCounts)),
];
