import { actions, procedure, type Action, type Procedure, type Reservation } from '../procedure';
import type { CaseRecord, CaseStep } from './case-step';
import type * as commands from './simple/commands';
import { correctionSteps, type CorrectPersonalData, type CorrectRecord } from './corrections/correct-record';
import type * as disclosure from './disclosure/commands';
import { evolveCase } from './evolve';
import type { CaseFacts } from './facts';
import type * as payment from './payment/commands';
import { recusalSteps } from './recusal/steps';
import { simpleProcedure } from './simple/simple-procedure';
import { noCase, type CaseState } from './state';

/** Every command on a penalty case. */
export type PenaltyCaseCommand =
  | commands.OpenOnSite
  | commands.ShowCredential
  | commands.RecordFacts
  | commands.InformAndHear
  | commands.ConvertToGeneral
  | commands.DecideOnSpot
  | commands.Deliver
  | commands.FileWithOrgan
  | commands.CloseCase
  | commands.ArchiveCase
  | commands.RequestRecusal
  | commands.DecideRecusal
  | payment.CollectOnSpot
  | payment.RecordLanding
  | payment.HandInCollected
  | payment.BankCollected
  | payment.ReceivePayment
  | payment.AccrueLateFee
  | disclosure.PublishDecision
  | disclosure.DecideNotToPublish
  | disclosure.CorrectDisclosure
  | disclosure.WithdrawDisclosure
  | CorrectRecord
  | CorrectPersonalData;

const anyProcedure: readonly CaseStep[] = [...recusalSteps, ...correctionSteps];
const simple: readonly CaseStep[] = [...simpleProcedure, ...anyProcedure];

/** The table in force: the procedure is state. What was converted or imported keeps only what every procedure has. */
export const caseTable = ({ procedure: which }: CaseState): readonly CaseStep[] =>
  which === 'none' || which === 'simple' ? simple : anyProcedure;

/** One case, one stream, one decider: `case-…`. */
export const penaltyCase: Procedure<PenaltyCaseCommand, CaseState, CaseRecord, CaseFacts> = procedure({
  category: 'case',
  initial: noCase,
  evolve: (state, event) => (event.type === 'EventCorrected' ? state : evolveCase(state, event)),
  steps: simple,
  table: caseTable,
});

/** What is possible now in a case, and which rules stand in the way of the rest. */
export const caseActions = (state: CaseState, facts: CaseFacts): readonly Action[] =>
  actions(caseTable(state), state, facts);

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
  readonly item?: string;
  readonly otherItems: readonly string[];
  readonly template?: string;
  /** Revision of the record to be corrected, on the stream of the case itself. */
  readonly target?: number;
}

/** What `gather` has to read for a command; a stream that does not exist is given as its initial state at −1. */
export function streamsNeeded(command: object, state: CaseState): StreamsNeeded {
  const given = command as Partial<
    commands.OpenOnSite & commands.DecideOnSpot & commands.DecideRecusal & CorrectRecord
  >;
  const { opening, officers } = state;
  const optional = {
    organ: opening?.organ ?? given.organ,
    approver: given.approver,
    item: opening?.item ?? given.item,
    template: given.template,
    target: given.revision,
  };
  const named = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { ...named, acting: given.officers ?? officers, otherItems: given.circumstances?.others ?? [] };
}
