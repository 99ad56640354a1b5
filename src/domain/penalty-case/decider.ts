import { personsIn } from '../fields';
import { present } from '../../kernel/plain-data';
import { actions, procedure, type Action, type Procedure, type Reservation } from '../procedure';
import type { CaseRecord } from './case-step';
import type { ClosingCommand } from './closing/commands';
import type { CorrectPersonalData, CorrectRecord } from './corrections/correct-record';
import type * as disclosure from './disclosure/commands';
import { evolveCase } from './evolve';
import type { CaseFacts } from './facts';
import { actOf, type RecordOutOfBandFact } from './out-of-band/commands';
import type * as payment from './payment/commands';
import type * as paper from './paper/commands';
import { phaseNames } from './phase-names';
import type { IndexRecording } from './recording/commands';
import type * as recusal from './recusal/commands';
import type * as simple from './simple/commands';
import { noCase, organOf, type CaseState } from './state';
import { allSteps, caseTable } from './table';
import type { DecisionCommand } from './decision/commands';
import type { ExecutionCommand } from './execution/commands';
import type { FilingCommand } from './filing/commands';
import type { HearingCommand } from './hearing/commands';
import type { InvestigationCommand } from './investigation/commands';
import type { NoticeCommand } from './notice/commands';
import type { RemedyCommand } from './remedy/commands';
import type { ReviewCommand } from './review/commands';
import type { ServiceCommand } from './service/commands';
import type { TransferCommand } from './transfer/commands';

/** Every command on a penalty case. */
export type PenaltyCaseCommand = CommandsOfStages[keyof CommandsOfStages];

interface CommandsOfStages {
  readonly encounter: simple.OpenOnSite | simple.ShowCredential | simple.RecordFacts | simple.InformAndHear;
  readonly spot: simple.ConvertToGeneral | simple.DecideOnSpot | simple.Deliver | simple.FileWithOrgan;
  readonly closing: ClosingCommand;
  readonly recusal: recusal.RequestRecusal | recusal.DecideRecusal;
  readonly cash:
    payment.CollectOnSpot | payment.RecordLanding | payment.HandInCollected | payment.BankCollected;
  readonly bank: payment.ReceivePayment | payment.AccrueLateFee;
  readonly publication: disclosure.PublishDecision | disclosure.DecideNotToPublish;
  readonly published: disclosure.CorrectDisclosure | disclosure.WithdrawDisclosure;
  readonly checked: disclosure.CheckPublication | disclosure.TellPrivacyBreach;
  readonly proven: disclosure.ProvePublication;
  readonly prepared: disclosure.CollectDisclosure | disclosure.CancelDisclosure;
  readonly referral: disclosure.ReferDisclosure | disclosure.RecordReferralAnswer;
  readonly repair: disclosure.ApplyForRepair | disclosure.DecideRepair;
  readonly corrections: CorrectRecord | CorrectPersonalData;
  readonly recording: IndexRecording;
  readonly paper: paper.ReportPaperDifference | paper.SettlePaperDifference;
  readonly filing: FilingCommand;
  readonly investigation: InvestigationCommand;
  readonly review: ReviewCommand;
  readonly notice: NoticeCommand;
  readonly hearing: HearingCommand;
  readonly decision: DecisionCommand;
  readonly service: ServiceCommand;
  readonly execution: ExecutionCommand;
  readonly transfer: TransferCommand;
  readonly remedy: RemedyCommand;
  readonly outOfBand: RecordOutOfBandFact;
}

/** One case, one stream, one decider: `case-…`. */
export const penaltyCase: Procedure<PenaltyCaseCommand, CaseState, CaseRecord, CaseFacts> = procedure({
  category: 'case',
  initial: noCase,
  evolve: (state, event) => (event.type === 'EventCorrected' ? state : evolveCase(state, event)),
  steps: allSteps,
  table: caseTable,
  phases: phaseNames,
});

/** What is possible now in a case, and which rules stand in the way of the rest. */
export const caseActions = (state: CaseState, facts: CaseFacts): readonly Action[] =>
  actions(caseTable(state), state, facts, phaseNames);

/** What must be taken on other streams before the command is recorded; empty for most commands. */
export function caseReservations(
  command: PenaltyCaseCommand,
  state: CaseState,
  facts: CaseFacts,
): readonly Reservation[] {
  const row = caseTable(state).find((each) => command instanceof each.command);
  return row?.reserves?.(command as never, state, facts) ?? [];
}

/** The streams that {@link CaseFacts} are read from. */
export interface StreamsNeeded {
  readonly organ?: string;
  readonly acting: readonly string[];
  readonly approver?: string;
  /** Everybody else whom the command names. */
  readonly people: readonly string[];
  readonly item?: string;
  readonly otherItems: readonly string[];
  readonly template?: string;
  /** Revision of the record to be corrected, on the stream of the case itself. */
  readonly target?: number;
}

/** What `gather` has to read for a command; a stream that does not exist is given as its initial state at −1. */
export function streamsNeeded(command: object, state: CaseState): StreamsNeeded {
  const given = actOf(command) as Partial<
    simple.OpenOnSite & simple.DecideOnSpot & recusal.DecideRecusal & CorrectRecord
  >;
  const { opening, officers, investigation } = state;
  const named = present({
    organ: organOf(state) ?? given.organ,
    approver: given.approver,
    item: opening?.item ?? given.item,
    template: given.template,
    target: given.revision,
  });
  return {
    ...named,
    // Officers who have left the case are not asked any more whether they may act.
    acting: given.officers ?? (investigation.assigned.length > 0 ? investigation.assigned : officers),
    people: personsIn(command),
    otherItems: given.circumstances?.others ?? [],
  };
}
