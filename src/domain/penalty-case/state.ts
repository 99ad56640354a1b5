import type { CaseEvent } from '../../events/case.events';
import type { EvidenceItem, PartyFacts, Proposal, ViolationFacts } from '../../events/case-schemas';
import type { DisclosureEvent } from '../../events/disclosure.events';
import type { ImportedEvent } from '../../events/imported.events';
import type { PaymentEvent } from '../../events/payment.events';
import type { Clock } from '../../events/schemas';
import type { ClosingEvent } from '../../events/closing.events';
import type { DecisionEvent } from '../../events/decision.events';
import type { ExecutionEvent } from '../../events/execution.events';
import type { FilingEvent } from '../../events/filing.events';
import type { HearingEvent } from '../../events/hearing.events';
import type { InvestigationEvent } from '../../events/investigation.events';
import type { NoticeEvent } from '../../events/notice.events';
import type { OutOfBandEvent } from '../../events/out-of-band.events';
import type { RemedyEvent } from '../../events/remedy.events';
import type { ReviewEvent } from '../../events/review.events';
import type { RecomputationEvent } from '../../events/recomputation.events';
import type { RecordingEvent } from '../../events/recording.events';
import type { ScrutinyEvent } from '../../events/scrutiny.events';
import type { ServiceEvent } from '../../events/service.events';
import type { TransferEvent } from '../../events/transfer.events';
import type { CivilDate } from '../../kernel/time';
import { noClosing, type Closing } from './closing/state';
import type { DecisionOnFile, Discussed } from './decision/state';
import { noDisclosure, type ChannelStatus, type Disclosure, type Published } from './disclosure/state';
import { noExecution, type Execution } from './execution/state';
import { noFiling, type Filing } from './filing/state';
import { noHearing, type Hearing } from './hearing/state';
import { noInvestigation, type Investigation } from './investigation/state';
import { noNotice, type Notice } from './notice/state';
import { noRemedy, type Remedy } from './remedy/state';
import { noReview, type Review } from './review/state';
import { noService, type Service } from './service/state';
import { noTransfer, type Transfer } from './transfer/state';

/** Everything that may stand on the stream of a case; corrections are applied before the fold. */
export type CaseStreamEvent = EventsOfStages[keyof EventsOfStages];

interface EventsOfStages {
  readonly simple: CaseEvent;
  readonly payment: PaymentEvent;
  readonly disclosure: DisclosureEvent;
  readonly imported: ImportedEvent;
  readonly filing: FilingEvent;
  readonly investigation: InvestigationEvent;
  readonly review: ReviewEvent;
  readonly notice: NoticeEvent;
  readonly hearing: HearingEvent;
  readonly closing: ClosingEvent;
  readonly decision: DecisionEvent;
  readonly service: ServiceEvent;
  readonly execution: ExecutionEvent;
  readonly transfer: TransferEvent;
  readonly remedy: RemedyEvent;
  readonly outOfBand: OutOfBandEvent;
  readonly scrutiny: ScrutinyEvent;
  readonly recording: RecordingEvent;
  readonly recomputation: RecomputationEvent;
}

export const phases = [
  'none',
  // Simple procedure.
  'opened',
  'shown',
  'recorded',
  'informed',
  'converted',
  // General procedure.
  'clue',
  'verified',
  'not-filed',
  'filed',
  'investigating',
  'concluded',
  'noticed',
  'suspended',
  'transferred',
  // Both.
  'decided',
  'delivered',
  'closed',
  'archived',
  'imported',
] as const;
export type Phase = (typeof phases)[number];

/** Only what a later decision must know; screens are the business of the projections. */
export interface CaseState {
  readonly phase: Phase;
  /** Selects the table. */
  readonly procedure: 'none' | 'simple' | 'general' | 'imported';
  readonly opening?: {
    readonly organ: string;
    readonly item: string;
    readonly actId: string;
    readonly place: string;
    readonly party: PartyFacts;
    readonly date: CivilDate;
  };
  /** All who acted as officers before the decision: who investigates does not review, hear or approve. */
  readonly officers: readonly string[];
  readonly shown: readonly { readonly contact: string; readonly officers: readonly string[] }[];
  readonly recusals: Readonly<Record<string, 'open' | 'granted' | 'denied'>>;
  /** Papers that were found to differ from the record, by the code of the difference. */
  readonly paper: Readonly<Record<string, 'open' | 'settled'>>;
  readonly findings?: Findings;
  readonly informed?: Informed;
  readonly filing: Filing;
  readonly investigation: Investigation;
  readonly review: Review;
  readonly notice: Notice;
  readonly hearing: Hearing;
  /** 集体讨论 of the proposal as it stands (处罚法 57(2)). */
  readonly discussed?: Discussed;
  readonly decision?: DecisionOnFile;
  readonly service: Service;
  /** Day on which the decision reached the party, on the spot or by service. */
  readonly served?: CivilDate;
  /** Last day to pay, from the clock that the delivery opened. */
  readonly payBy?: CivilDate;
  readonly filed: boolean;
  readonly money: Money;
  readonly execution: Execution;
  readonly transfer: Transfer;
  readonly remedy: Remedy;
  readonly closing: Closing;
  /** Where the decision stands on each channel. */
  readonly disclosures: Readonly<Record<string, ChannelStatus>>;
  readonly disclosure: Disclosure;
  /** What was published last on each channel. */
  readonly published: Readonly<Record<string, Published>>;
  /** Open clocks by key, as they were computed when they were opened. */
  readonly clocks: Readonly<Record<string, Clock>>;
}

/** What has been established. */
export interface Findings {
  readonly violation: ViolationFacts;
  readonly facts: readonly { readonly id: string; readonly evidence: readonly string[] }[];
  readonly evidence: readonly EvidenceItem[];
  readonly disputed: boolean;
}

/** What the party was told last, and whether the file has changed since. */
export interface Informed {
  readonly contact: string;
  readonly proposal: Proposal;
  readonly answer: 'none' | 'waived' | 'statement';
  /** Facts were recorded after the party was told: it must be told again (处罚法 44). */
  readonly stale: boolean;
  /** Evidence not drawn from the defence has come in since (处罚法 45). */
  readonly newEvidence: boolean;
}

/** How far the fine is performed. */
export interface Money {
  readonly collectedFen: number;
  readonly landed: boolean;
  readonly handedInFen: number;
  readonly bankedFen: number;
  readonly paidFineFen: number;
  /** Day on which nothing was left of the fine itself. */
  readonly finePaidOn?: CivilDate;
  /** A payment left neither fine nor late fee open. */
  readonly settled: boolean;
  readonly paidLateFeeFen: number;
  readonly lateFeeFen: number;
  /** Where the case was reopened: what had come in on the decision set aside, and how much of it is not returned. */
  readonly before?: {
    readonly collectedFen: number;
    readonly paidFineFen: number;
    readonly keptFen: number;
  };
}

export const noCase: CaseState = {
  phase: 'none',
  procedure: 'none',
  officers: [],
  shown: [],
  recusals: {},
  paper: {},
  filing: noFiling,
  investigation: noInvestigation,
  review: noReview,
  notice: noNotice,
  hearing: noHearing,
  service: noService,
  execution: noExecution,
  transfer: noTransfer,
  remedy: noRemedy,
  closing: noClosing,
  filed: false,
  money: {
    collectedFen: 0,
    landed: false,
    handedInFen: 0,
    bankedFen: 0,
    paidFineFen: 0,
    settled: false,
    paidLateFeeFen: 0,
    lateFeeFen: 0,
  },
  disclosures: {},
  disclosure: noDisclosure,
  published: {},
  clocks: {},
};

/** The organ whose case it is: from the first clue on, before anything was opened. */
export const organOf = ({ opening, filing }: CaseState): string | undefined =>
  opening?.organ ?? filing.clue?.organ;

const nothingBefore = { collectedFen: 0, paidFineFen: 0, keptFen: 0 } as const;

/** What counts towards the fine of the decision on file, and how much of that was collected on the spot or kept from before. */
export function fineReceived({ collectedFen, paidFineFen, before = nothingBefore }: Money): {
  readonly allFen: number;
  readonly withoutBankFen: number;
} {
  const withoutBankFen = before.keptFen + collectedFen - before.collectedFen;
  return { withoutBankFen, allFen: withoutBankFen + paidFineFen - before.paidFineFen };
}

/** The money of a case that is reopened: what is to be returned of the former fine does not pay a new one (P25, P27b). */
export function moneyAnew({ money }: Pick<CaseState, 'money'>, refundFen: number): Money {
  const { finePaidOn: _paid, ...rest } = money;
  const { collectedFen, paidFineFen } = money;
  const keptFen = Math.max(0, fineReceived(money).allFen - refundFen);
  const before = { collectedFen, paidFineFen, keptFen };
  return { ...rest, settled: false, paidLateFeeFen: 0, lateFeeFen: 0, before };
}

/** What is still owed of the fine itself. */
export const owedFine = (state: CaseState): number =>
  (state.decision?.proposal.fineFen ?? 0) - fineReceived(state.money).allFen;

/** Delivered, and nothing is left to pay or to execute: what was decided has been performed, or its execution ended. */
export const executed = (state: CaseState): boolean =>
  state.served !== undefined &&
  (state.execution.ended !== undefined || (moneyDone(state) && confiscationDone(state) && actDone(state)));

const moneyDone = (state: CaseState): boolean =>
  state.money.settled ||
  settledWithoutBank(state) ||
  (state.execution.done !== undefined && state.execution.overdue?.duty === 'money');

/** A duty to act that was found overdue is done. */
const actDone = ({ execution: { overdue, done } }: CaseState): boolean =>
  overdue?.duty !== 'act' || done !== undefined;

/** What was confiscated has gone where it must, or nothing was confiscated (处罚法 74). */
export const confiscationDone = ({ decision, execution }: CaseState): boolean =>
  execution.goodsDone || decision?.proposal.kinds.some((kind) => kind.startsWith('confiscation-')) !== true;

/** No fine, or all of it collected on the spot: nothing for the bank. */
export const settledWithoutBank = ({ decision, money }: CaseState): boolean =>
  decision !== undefined && decision.proposal.fineFen <= fineReceived(money).withoutBankFen;
