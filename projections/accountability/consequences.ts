import type { Recorded } from '../../src/kernel/event';
import {
  CaseArchived,
  CaseClosed,
  ConvertedToGeneral,
  CredentialShown,
  FactsRecorded,
  InformedAndHeard,
  OnSiteCaseOpened,
  OnSpotDecisionIssued,
  OnSpotDelivered,
  OnSpotFiled,
  RecusalDecided,
  RecusalRequested,
} from '../../src/events/case.events';
import { IdentityChecked, MajorDecisionFiled } from '../../src/events/closing.events';
import {
  DecisionPublished,
  DisclosureCorrected,
  DisclosureWithdrawn,
  NotPublished,
} from '../../src/events/disclosure.events';
import {
  CollectedFineBanked,
  CollectedFineHandedIn,
  FineCollectedOnSpot,
  LandingRecorded,
  LateFeeAccrued,
  PaymentReceived,
} from '../../src/events/payment.events';
import {
  CollectivelyDiscussed,
  DecisionDocumentIssued,
  DecisionMade,
} from '../../src/events/decision.events';
import {
  EvidenceExcluded,
  EvidencePreserved,
  EvidenceRegistered,
  EvidenceVerified,
  InspectionRecorded,
  InterviewRecorded,
  PreservationApproved,
  PreservationDisposed,
  PreservationReleased,
  SampleTaken,
  TestOrdered,
  TestResultReceived,
  TestResultTold,
} from '../../src/events/evidence.events';
import { CaseFiled, ClueRegistered, ClueVerified, NotFiled } from '../../src/events/filing.events';
import {
  HearingHeld,
  HearingNotified,
  HearingRequested,
  HearingTerminated,
} from '../../src/events/hearing.events';
import {
  InvestigationConcluded,
  OfficersAssigned,
  RightsNotified,
} from '../../src/events/investigation.events';
import { OutOfBandFactRecorded } from '../../src/events/out-of-band.events';
import { PriorNoticeServed, StatementReceived, StatementReviewed } from '../../src/events/notice.events';
import { DeadlinesRecomputed } from '../../src/events/recomputation.events';
import { CaseReopened, DecisionReversed, RefundPaid, SelfCorrected } from '../../src/events/remedy.events';
import { ReviewPassed, ReviewProblemsFound, ReviewSubmitted } from '../../src/events/review.events';
import { Served, ServedByPublication } from '../../src/events/service.events';
import type { Clock } from '../../src/events/schemas';
import { isCorrection, targetRevision } from '../../src/events/corrections';
import { dispatcher, when } from '../dispatch';
import { evidenceBrought } from './act';

/**
 * Which act followed from which. Three links, and no guess: an event that ends a clock follows from the one that opened
 * it, as does one that computes it again; a correction follows from its target, and the steps of the tables below follow
 * from the step they carry out.
 */

/** What is remembered of a stream: places that later acts refer to, and the evidence on file. A JSON value. */
export interface Memory {
  /** Place → revision of the act that took it last. */
  readonly places: Readonly<Record<string, number>>;
  /** Ids of the evidence on file that was not excluded, as it came in. */
  readonly evidence: readonly string[];
}

export const nothingYet: Memory = { places: {}, evidence: [] };

/** What an act followed from, and what later acts may refer to. */
export interface Consequence {
  /** Earlier revisions of the stream, ascending, each once. */
  readonly follows: readonly number[];
  /** Of acts that rest on the whole file: the evidence on it at that moment. */
  readonly onFile?: readonly string[];
  readonly memory: Memory;
}

/** Places that an act takes. */
const takes = dispatcher<readonly string[]>(
  [],
  [
    when(OnSiteCaseOpened, () => ['opened']),
    when(CredentialShown, ({ data }) => [`credential ${data.contact}`]),
    when(FactsRecorded, () => ['facts']),
    when(InformedAndHeard, () => ['informed']),
    when(OnSpotDecisionIssued, () => ['decision']),
    when(OnSpotDelivered, () => ['delivered']),
    when(FineCollectedOnSpot, () => ['collected']),
    when(CollectedFineHandedIn, () => ['handed-in']),
    when(DecisionPublished, ({ data }) => [`shown ${data.channel}`]),
    when(NotPublished, ({ data }) => [`not shown ${data.channel}`]),
    when(RecusalRequested, ({ data }) => [`recusal ${data.officer}`]),
    when(CaseClosed, () => ['closed']),
    when(ClueRegistered, () => ['clue']),
    when(ClueVerified, () => ['verified']),
    when(CaseFiled, () => ['opened', 'facts']),
    when(OfficersAssigned, () => ['assigned']),
    when(RightsNotified, ({ data }) => [`rights ${data.contact}`]),
    when(PreservationApproved, ({ data }) => [`preservation ${data.id}`]),
    when(EvidencePreserved, ({ data }) => [`preserved ${data.id}`]),
    when(TestOrdered, ({ data }) => [`test ${data.id}`]),
    when(TestResultReceived, ({ data }) => [`result ${data.id}`]),
    when(InvestigationConcluded, () => ['concluded']),
    when(ReviewSubmitted, () => ['submitted']),
    when(ReviewPassed, () => ['opinion']),
    when(ReviewProblemsFound, () => ['opinion']),
    when(PriorNoticeServed, () => ['informed']),
    when(StatementReceived, ({ data }) => [`statement ${data.id}`]),
    when(HearingRequested, () => ['hearing asked']),
    when(HearingNotified, () => ['hearing']),
    when(HearingHeld, () => ['heard']),
    when(HearingTerminated, () => ['heard']),
    when(CollectivelyDiscussed, () => ['discussed']),
    when(DecisionMade, () => ['decision']),
    when(DecisionDocumentIssued, () => ['document']),
    when(Served, () => ['delivered']),
    when(ServedByPublication, () => ['delivered']),
    when(DecisionReversed, () => ['reversed']),
    when(SelfCorrected, () => ['reversed']),
    when(OutOfBandFactRecorded, ({ data, meta }) =>
      Array.from({ length: data.events }, (_, i) => entered(meta.revision + 1 + i)),
    ),
  ],
);

/** The act at a revision was entered late: it follows from its entry. */
const entered = (revision: number): string => `entered ${revision}`;

/** Places whose acts it follows from. */
const refers = dispatcher<readonly string[]>(
  [],
  [
    when(CredentialShown, () => ['opened']),
    when(FactsRecorded, ({ data }) => [`credential ${data.contact}`]),
    when(InformedAndHeard, ({ data }) => [`credential ${data.contact}`, 'facts']),
    when(ConvertedToGeneral, () => ['facts', 'informed']),
    when(OnSpotDecisionIssued, ({ data }) => [`credential ${data.contact}`, 'facts', 'informed']),
    when(OnSpotDelivered, () => ['decision']),
    when(OnSpotFiled, () => ['decision']),
    when(FineCollectedOnSpot, () => ['decision']),
    when(LandingRecorded, () => ['collected']),
    when(CollectedFineHandedIn, () => ['collected']),
    when(CollectedFineBanked, () => ['handed-in']),
    when(PaymentReceived, () => ['decision']),
    when(LateFeeAccrued, () => ['decision']),
    when(DecisionPublished, ({ data }) => ['decision', `not shown ${data.channel}`]),
    when(NotPublished, () => ['decision']),
    when(DisclosureCorrected, ({ data }) => [`shown ${data.channel}`]),
    when(DisclosureWithdrawn, ({ data }) => [`shown ${data.channel}`]),
    when(RecusalDecided, ({ data }) => [`recusal ${data.officer}`]),
    when(CaseClosed, () => ['delivered']),
    when(CaseArchived, () => ['closed']),
    when(ClueVerified, () => ['clue']),
    when(CaseFiled, () => ['verified', 'facts']),
    when(NotFiled, () => ['verified']),
    when(OfficersAssigned, () => ['opened']),
    when(RightsNotified, ({ data }) => [`credential ${data.contact}`]),
    when(InterviewRecorded, ({ data }) => [`credential ${data.contact}`, `rights ${data.contact}`]),
    when(InspectionRecorded, ({ data }) => [`credential ${data.contact}`, `rights ${data.contact}`]),
    when(SampleTaken, ({ data }) => [`credential ${data.contact}`]),
    when(EvidencePreserved, ({ data }) => [`credential ${data.contact}`, `preservation ${data.id}`]),
    when(PreservationDisposed, ({ data }) => [`preserved ${data.id}`]),
    when(PreservationReleased, ({ data }) => [`preserved ${data.id}`]),
    when(TestResultReceived, ({ data }) => [`test ${data.id}`]),
    when(TestResultTold, ({ data }) => [`result ${data.id}`]),
    when(EvidenceRegistered, () => ['opened']),
    when(EvidenceVerified, ({ data }) => [`evidence ${data.id}`]),
    when(EvidenceExcluded, ({ data }) => [`evidence ${data.id}`]),
    when(InvestigationConcluded, () => ['opened', 'assigned']),
    when(ReviewSubmitted, () => ['concluded', 'opinion']),
    when(ReviewPassed, () => ['submitted']),
    when(ReviewProblemsFound, () => ['submitted']),
    when(PriorNoticeServed, () => ['concluded']),
    when(StatementReceived, () => ['informed']),
    when(StatementReviewed, ({ data }) => [`statement ${data.id}`]),
    when(HearingRequested, () => ['informed']),
    when(HearingNotified, () => ['hearing asked']),
    when(HearingHeld, () => ['hearing']),
    when(HearingTerminated, () => ['hearing']),
    when(CollectivelyDiscussed, () => ['concluded', 'opinion']),
    when(DecisionMade, () => ['concluded', 'opinion', 'informed', 'heard', 'discussed']),
    when(DecisionDocumentIssued, () => ['decision']),
    when(Served, () => ['document']),
    when(ServedByPublication, () => ['document']),
    when(DecisionReversed, () => ['decision']),
    when(SelfCorrected, () => ['decision']),
    when(RefundPaid, () => ['reversed']),
    when(MajorDecisionFiled, () => ['decision']),
    when(IdentityChecked, () => ['opened']),
    when(CaseReopened, () => ['reversed']),
    when(DeadlinesRecomputed, ({ data }) => data.opens.map(({ key }) => clockPlace(key))),
  ],
);

/** Acts for which the whole file counts, not only what they name themselves. */
const restsOnFile: ReadonlySet<string> = new Set([
  InformedAndHeard.type,
  OnSpotDecisionIssued.type,
  InvestigationConcluded.type,
  ReviewSubmitted.type,
  ReviewPassed.type,
  ReviewProblemsFound.type,
  PriorNoticeServed.type,
  CollectivelyDiscussed.type,
  DecisionMade.type,
]);

interface ClockMembers {
  readonly opens?: readonly Clock[];
  readonly closes?: readonly string[];
}

/** Pure; revisions come in order. */
export function consequence(event: Recorded, memory: Memory): Consequence {
  const { opens = [], closes = [] } = event.data as ClockMembers;
  const { revision } = event.meta;
  const ended = closes.map(clockPlace);
  const found = [...refers(event), entered(revision), ...ended].flatMap(
    (place) => memory.places[place] ?? [],
  );
  const follows = new Set(isCorrection(event) ? [...found, targetRevision(event)] : found);
  const items = evidenceBrought(event).map(({ id }) => `evidence ${id}`);
  const taken = [...takes(event), ...items, ...opens.map(({ key }) => clockPlace(key))];
  const evidence = evidenceAfter(event, memory.evidence);
  return {
    follows: [...follows].sort((a, b) => a - b),
    ...(restsOnFile.has(event.type) ? { onFile: memory.evidence } : {}),
    memory:
      taken.length === 0 && ended.length === 0 && evidence === memory.evidence
        ? memory
        : { places: { ...without(memory.places, ended), ...placed(taken, revision) }, evidence },
  };
}

const clockPlace = (key: string): string => `clock ${key}`;

const placed = (places: readonly string[], revision: number): Record<string, number> =>
  Object.fromEntries(places.map((place) => [place, revision]));

const without = (places: Memory['places'], ended: readonly string[]): Memory['places'] =>
  Object.fromEntries(Object.entries(places).filter(([place]) => !ended.includes(place)));

function evidenceAfter(event: Recorded, held: readonly string[]): readonly string[] {
  if (event.type === EvidenceExcluded.type) {
    const { id } = event.data as { readonly id: string };
    return held.filter((each) => each !== id);
  }
  const brought = evidenceBrought(event);
  if (brought.length === 0) return held;
  const kept = held.filter((id) => !brought.some((item) => item.id === id));
  return [...kept, ...brought.filter(({ status }) => status !== 'excluded').map(({ id }) => id)];
}
