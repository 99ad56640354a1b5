import type { Proposal } from '../../../events/case-schemas';
import type { ScrutinyEvent } from '../../../events/scrutiny.events';
import type { RemedyEvent } from '../../../events/remedy.events';
import { present } from '../../../kernel/plain-data';
import { addDays, type CivilDate } from '../../../kernel/time';
import { noHearing } from '../hearing/state';
import { executionAnew, leftToTurnBack } from '../execution/state';
import { reopened } from '../investigation/state';
import { noNotice } from '../notice/state';
import { noReview } from '../review/state';
import { noService } from '../service/state';
import type { Folds } from '../stage';
import { moneyAnew, type CaseState } from '../state';
import { heldFromStart } from '../transfer/decide-time';
import { leaveNothing, type Appeal, type Remedy, type Reversal } from './state';

const remedy = (state: CaseState, change: Partial<Remedy>): CaseState => ({
  ...state,
  remedy: { ...state.remedy, ...change },
});

const noAppeal = (kind: Appeal['kind'], begun: CivilDate): Appeal => ({
  ...{ kind, begun, answered: false, ended: false },
});

/** From the first day on which something is pending to the day on which nothing is any more. */
function pendingFrom(state: CaseState, date: CivilDate): CaseState {
  const { pending } = state.remedy;
  return pending.some(({ to }) => to === undefined)
    ? state
    : remedy(state, { pending: [...pending, { from: date }] });
}

function pendingUntil(state: CaseState, date: CivilDate): CaseState {
  if (Object.values(state.remedy.appeals).some(({ ended }) => !ended)) return state;
  const pending = state.remedy.pending.map((each) => (each.to === undefined ? { ...each, to: date } : each));
  return remedy(state, { pending });
}

function appealed(
  state: CaseState,
  id: string,
  kind: Appeal['kind'],
  date: CivilDate,
  change: Partial<Appeal>,
) {
  const known = state.remedy.appeals[id] ?? noAppeal(kind, date);
  return remedy(state, { appeals: { ...state.remedy.appeals, [id]: { ...known, ...change } } });
}

const begun = (state: CaseState, id: string, kind: Appeal['kind'], date: CivilDate): CaseState =>
  pendingFrom(appealed(state, id, kind, date, {}), date);

const decided = (
  state: CaseState,
  id: string,
  kind: Appeal['kind'],
  date: CivilDate,
  change: Partial<Appeal>,
): CaseState => pendingUntil(appealed(state, id, kind, date, { ...change, ended: true }), date);

interface ReversalData extends Omit<Reversal, 'by' | 'refundedFen'> {
  readonly proposal?: Proposal;
  readonly duties: readonly { readonly kind: 'refund' | 'redo' | 'perform' | 'compensate' }[];
}

/** What stands afterwards: nothing, another penalty, or the decision as it was. */
function reversed(state: CaseState, data: ReversalData, by: Reversal['by']): CaseState {
  const { kind, effectiveAt, refundFen, duties } = data;
  const others = duties.flatMap((each) => (each.kind === 'refund' ? [] : [each.kind]));
  const { reversal: former } = state.remedy;
  // What is still to be returned of an earlier decision stays owed.
  const owed = former === undefined ? 0 : former.refundFen - former.refundedFen;
  const after = remedy(state, {
    reversal: { kind, by, effectiveAt, refundFen: refundFen + owed, refundedFen: 0 },
    duties: [...new Set([...state.remedy.duties, ...others])],
  });
  const gone = leaveNothing.includes(kind);
  if (state.decision === undefined || (!gone && data.proposal === undefined)) return after;
  // 强制法 40(四): nothing is executed on a decision that is gone.
  const stopped = data.proposal === undefined ? executionEnded(after, effectiveAt) : after;
  const proposal = data.proposal ?? { ...state.decision.proposal, fineFen: 0 };
  return { ...stopped, decision: { ...state.decision, proposal } };
}

function executionEnded({ execution, ...state }: CaseState, on: CivilDate): CaseState {
  const running = execution.ended === undefined && execution.done === undefined;
  return {
    ...state,
    execution: {
      ...execution,
      ...(running ? { ended: { on, how: 'terminated' as const } } : {}),
      ...leftToTurnBack(execution),
    },
  };
}

/** What has ended, and a stay, were about the decision that was set aside; a suit that is pending goes on. */
function remedyAnew({ stayed: _over, ...rest }: Remedy): Remedy {
  const appeals = Object.entries(rest.appeals).map(([id, each]): [string, Appeal] => [
    id,
    each.ended ? { ...each, past: true } : each,
  ]);
  return { ...rest, appeals: Object.fromEntries(appeals) };
}

type Court = Extract<ScrutinyEvent, { type: 'CourtAppearanceRecorded' }>;

export const remedyFolds: Folds<RemedyEvent | Court> = {
  CourtAppearanceRecorded: (state) => state,
  ReconsiderationReceived: (state, { data, meta }) =>
    begun(state, data.appeal, 'reconsideration', meta.legal.d),
  ReconsiderationForwarded: (state) => state,
  ReconsiderationApplied: (state, { data, meta }) =>
    begun(state, data.appeal, 'reconsideration', meta.legal.d),
  ReviewCopyReceived: (state, { data, meta }) =>
    appealed(
      begun(state, data.appeal, 'reconsideration', meta.legal.d),
      data.appeal,
      'reconsideration',
      meta.legal.d,
      {
        copy: { on: meta.legal.d, procedure: data.procedure },
      },
    ),
  ReviewProcedureChanged: (state, { data, meta }) => {
    const copy = state.remedy.appeals[data.appeal]?.copy;
    const change = copy === undefined ? {} : { copy: { ...copy, procedure: 'ordinary' as const } };
    return appealed(state, data.appeal, 'reconsideration', meta.legal.d, change);
  },
  ReconsiderationDecided: (state, { data: { appeal, outcome, servedOn } }) =>
    decided(state, appeal, 'reconsideration', servedOn, { outcome, servedOn }),
  LawsuitFiled: (state, { data, meta }) => begun(state, data.appeal, 'suit', meta.legal.d),
  ComplaintCopyReceived: (state, { data, meta }) =>
    appealed(begun(state, data.appeal, 'suit', meta.legal.d), data.appeal, 'suit', meta.legal.d, {
      copy: { on: meta.legal.d, procedure: 'ordinary' },
    }),
  /** A suit goes on until the time for an appeal is over, or the second instance has spoken (行诉法 85). */
  LawsuitJudged: (state, { data: { appeal, outcome, servedOn, performBy, instance, opens } }) => {
    const last = opens.find(({ key }) => key === 'appeal.judgment')?.due;
    const until = last === undefined ? servedOn : addDays(last, 1);
    return decided(state, appeal, 'suit', until, {
      ...{ outcome, servedOn, instance },
      ...present({ performBy }),
    });
  },
  AppealWithdrawn: (state, { data, meta }) => {
    const kind = state.remedy.appeals[data.appeal]?.kind ?? 'reconsideration';
    return decided(state, data.appeal, kind, meta.legal.d, { outcome: 'withdrawn' });
  },
  EvidenceSubmitted: (state, { data, meta }) => {
    const kind = state.remedy.appeals[data.appeal]?.kind ?? 'reconsideration';
    return appealed(state, data.appeal, kind, meta.legal.d, { answered: true });
  },
  // What waits for the report is the clock alone.
  ReviewOpinionReceived: (state) => state,
  ReviewOpinionReported: (state) => state,
  ExecutionStayed: (state, { meta }) => remedy(state, { stayed: meta.legal.d }),
  StayLifted: (state) => {
    const { stayed: _over, ...rest } = state.remedy;
    return { ...state, remedy: rest };
  },
  DecisionReversed: (state, { data }) => reversed(state, data, data.by),
  SelfCorrected: (state, { data }) => remedy(reversed(state, data, 'self'), { inquiry: true }),
  InquiryConcluded: (state) => remedy(state, { inquiry: false }),
  RefundPaid: (state, { data: { amountFen } }) => {
    const { reversal } = state.remedy;
    if (reversal === undefined) return state;
    return remedy(state, { reversal: { ...reversal, refundedFen: reversal.refundedFen + amountFen } });
  },
  JudgmentPerformed: (state, { data }) =>
    remedy(state, { duties: state.remedy.duties.filter((each) => each !== data.duty) }),
  ReceiversCorrected: (state) => state,
  /** Earlier reviews, notices and hearings are stale, and what was paid, executed or stayed was so on what was set aside; facts and evidence stay (P27b). */
  CaseReopened: (state, { meta }) => {
    const { decision: _set, served: _served, payBy: _due, discussed: _discussed, ...rest } = state;
    const again: CaseState = {
      ...rest,
      phase: 'investigating',
      procedure: 'general',
      investigation: reopened(state.investigation),
      // Who once reviewed or chaired still does not decide.
      review: { ...noReview, reviewers: state.review.reviewers },
      notice: noNotice,
      hearing: { ...noHearing, chairs: state.hearing.chairs },
      service: noService,
      money: moneyAnew(state, state.remedy.reversal?.refundFen ?? 0),
      execution: executionAnew(state.execution),
      remedy: remedyAnew(state.remedy),
    };
    return heldFromStart(again, meta.legal.d);
  },
};
