import type { TransferEvent } from '../../../events/transfer.events';
import type { Clock } from '../../../events/schemas';
import type { Recorded } from '../../../kernel/event';
import type { CivilDate } from '../../../kernel/time';
import type { Folds } from '../stage';
import type { CaseState } from '../state';
import { withDecideTime } from './decide-time';
import { heldByAnother, type OneTransfer, type Transfer, type TransferStage } from './state';

/** A new transfer; one that concerns an official does not hold the case of the party (移送规定 19). */
function begun(
  state: CaseState,
  id: string,
  begin: Pick<OneTransfer, 'kind' | 'actId' | 'stage'>,
  since: CivilDate,
): CaseState {
  const { transfer } = state;
  const kind = begin.kind === 'other-organ' ? 'other-organ' : 'criminal';
  const holds =
    begin.kind === 'official' ? transfer.holds : { ...transfer.holds, [begin.actId]: { kind, since } };
  const all = { ...transfer.all, [id]: { ...begin, since } };
  return { ...state, transfer: { ...transfer, all, holds } as CaseState['transfer'] };
}

function moved(state: CaseState, id: string, change: Partial<OneTransfer>): CaseState {
  const { transfer } = state;
  const known = transfer.all[id];
  if (known === undefined) return state;
  return { ...state, transfer: { ...transfer, all: { ...transfer.all, [id]: { ...known, ...change } } } };
}

const at =
  (stage: TransferStage) =>
  (state: CaseState, { data }: { readonly data: { readonly transfer: string } }): CaseState =>
    moved(state, data.transfer, { stage });

type Unblocking = Recorded & {
  readonly data: { readonly transfer: string; readonly opens: readonly Clock[] };
};

/** The act is free again, unless another transfer still holds it; a case that waited goes on. */
function released(state: CaseState, id: string): CaseState {
  if (heldByAnother(state.transfer, id)) return state;
  const actId = state.transfer.all[id]?.actId ?? '';
  const { [actId]: _free, ...holds } = state.transfer.holds;
  const phase = state.phase === 'transferred' ? 'investigating' : state.phase;
  return { ...state, phase, transfer: { ...state.transfer, holds } };
}

const unblocked = (state: CaseState, event: Unblocking): CaseState => {
  const { transfer } = event.data;
  return released(
    moved(withDecideTime(state, event), transfer, { stage: 'ended', ended: 'unblocked' }),
    transfer,
  );
};

/** Nothing is decided while a case is away. */
const away = (state: CaseState): CaseState =>
  state.decision === undefined ? { ...state, phase: 'transferred' } : state;

export const transferFolds: Folds<TransferEvent> = {
  CrimeSuspected: (state, event) => {
    const { transfer, kind, actId } = event.data;
    const begin = { kind, actId, stage: 'suspected' } as const;
    return begun(withDecideTime(state, event), transfer, begin, event.meta.legal.d);
  },
  TransferGroupFormed: at('group'),
  SuspicionNotConfirmed: unblocked,
  TransferReported: at('reported'),
  ChiefDecided: (state, event) =>
    event.data.approved ? at('approved')(state, event) : unblocked(state, event),
  TransferredToPolice: (state, event) => {
    const sent = at('sent')(state, event);
    return sent.transfer.all[event.data.transfer]?.kind === 'official' ? sent : away(sent);
  },
  PoliceReceipt: at('received'),
  PoliceReceiptRefused: at('silent'),
  PoliceForwarded: at('sent'),
  PoliceFiled: at('police-filed'),
  PoliceRefused: at('refused'),
  PoliceReviewAsked: at('review-asked'),
  PoliceReDecided: (state, event) => at(event.data.filed ? 'police-filed' : 'refused-again')(state, event),
  ProcuratorateAsked: at('procuratorate'),
  ProcuratorateAnswered: (state, event) =>
    event.data.filed ? at('police-filed')(state, event) : unblocked(state, event),
  RefusalAccepted: unblocked,
  ItemsHandedOver: (state) => state,
  CriminalOutcome: (state, event) => {
    const { transfer: id, outcome, courtFineFen = 0 } = event.data;
    if (outcome !== 'convicted') return unblocked(state, event);
    const ended = released(moved(withDecideTime(state, event), id, { stage: 'ended', ended: 'final' }), id);
    const actId = state.transfer.all[id]?.actId;
    if (courtFineFen === 0 || actId === undefined) return ended;
    const courtFined = [...new Set([...ended.transfer.courtFined, actId])];
    return { ...ended, transfer: { ...ended.transfer, courtFined } };
  },
  /** The transfer stays open, and a later outcome still counts; the hold is gone, or holds what the outcome will offset. */
  HoldReleased: (state, event) => {
    const { actId = '', stage } = state.transfer.all[event.data.transfer] ?? {};
    const { [actId]: hold, ...free } = state.transfer.holds;
    const holds: Transfer['holds'] =
      stage === 'police-filed' && hold !== undefined
        ? { ...free, [actId]: { ...hold, only: 'offset' } }
        : free;
    const phase = state.phase === 'transferred' ? 'investigating' : state.phase;
    return { ...withDecideTime(state, event), phase, transfer: { ...state.transfer, holds } };
  },
  OutOfCompetenceFound: (state, event) => {
    const { transfer, actId } = event.data;
    const begin = { kind: 'other-organ', actId, stage: 'out-of-competence' } as const;
    return begun(withDecideTime(state, event), transfer, begin, event.meta.legal.d);
  },
  TransferSent: (state, event) => away(at('sent')(state, event)),
  ReceiverFiled: (state, { data }) => moved(state, data.transfer, { stage: 'ended', ended: 'receiver' }),
  ReceiverDeclined: unblocked,
  ReceiverSilent: at('silent'),
  TransferDisputeResolved: (state, event) =>
    event.data.competent === 'sender' ? unblocked(state, event) : at('received')(state, event),
};
