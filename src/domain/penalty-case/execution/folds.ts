import type { ExecutionEvent } from '../../../events/execution.events';
import type { CivilDate } from '../../../kernel/time';
import type { Folds } from '../stage';
import type { CaseState } from '../state';
import type { CourtStatus, Execution } from './state';

const execution = (state: CaseState, change: Partial<Execution>): CaseState => ({
  ...state,
  execution: { ...state.execution, ...change },
});

/** The execution without some of its members. */
const without = (state: CaseState, ...members: readonly (keyof Execution)[]): CaseState => ({
  ...state,
  execution: Object.fromEntries(
    Object.entries(state.execution).filter(([key]) => !members.includes(key as keyof Execution)),
  ) as unknown as Execution,
});

const acted = (state: CaseState, who: 'organ' | 'substitute'): CaseState =>
  execution(state, { acted: [...state.execution.acted, who] });

const court = (state: CaseState, status: CourtStatus, on: CivilDate, reviewBy?: CivilDate): CaseState =>
  execution(state, { court: { on, status, ...(reviewBy === undefined ? {} : { reviewBy }) } });

const dueOf = (opens: readonly { readonly key: string; readonly due?: string | undefined }[], key: string) =>
  opens.find((each) => each.key === key)?.due;

type CourtType = Extract<ExecutionEvent['type'], `Court${string}`>;

const courtFolds: Folds<Extract<ExecutionEvent, { type: CourtType }>> = {
  CourtEnforcementApplied: (state, { meta }) => court(state, 'applied', meta.legal.d),
  CourtAccepted: (state, { data }) => court(state, 'accepted', data.on),
  CourtNotAccepted: (state, { data }) =>
    court(state, 'not-accepted', data.on, dueOf(data.opens, 'court.review.ask')),
  CourtRuled: (state, { data }) =>
    data.granted
      ? court(state, 'execution-granted', data.on)
      : court(state, 'execution-refused', data.on, dueOf(data.opens, 'court.review.ask')),
  CourtReviewAsked: (state, { data }) => court(state, 'review-asked', data.on),
  CourtReviewDecided: (state, { data }) => {
    const status = { 'to-accept': 'accepted', 'to-execute': 'execution-granted', upheld: 'ended' } as const;
    return court(state, status[data.outcome], data.on);
  },
  CourtExecuted: (state, { data }) => court(state, 'executed', data.on),
  CourtEnded: (state, { data }) =>
    execution(court(state, 'ended', data.on), { ended: { on: data.on, how: 'terminated' } }),
};

export const executionFolds: Folds<ExecutionEvent> = {
  ...courtFolds,
  PerformanceOverdue: (state, { data: { duty, dueOn }, meta }) =>
    execution(state, { overdue: { duty, dueOn, on: meta.legal.d } }),
  UrgeServed: (state, { data: { service, performBy, opens } }) => {
    const courtWait = dueOf(opens, 'urge.before.court');
    const urged = { on: service.servedOn, by: performBy };
    return execution(state, { urged: courtWait === undefined ? urged : { ...urged, courtWait } });
  },
  UrgeStatementReceived: (state, { data: { id } }) =>
    execution(state, { statements: [...state.execution.statements, { id, reviewed: false }] }),
  UrgeStatementReviewed: (state, { data: { id } }) =>
    execution(state, {
      statements: state.execution.statements.map((each) => (each.id === id ? { id, reviewed: true } : each)),
    }),
  ExecutionAgreementMade: (state, { data: { stages, lateFeeFen, paidBefore }, meta }) =>
    execution(state, { agreement: { on: meta.legal.d, stages, lateFeeFen, paidBefore, broken: false } }),
  AgreementBroken: (state) => {
    const { agreement } = state.execution;
    return agreement === undefined ? state : execution(state, { agreement: { ...agreement, broken: true } });
  },
  DemolitionAnnounced: (state, { data: { removeBy }, meta }) =>
    execution(state, { demolition: { on: meta.legal.d, by: removeBy } }),
  ExecutionDecided: (state, { data: { manners }, meta }) =>
    execution(state, { decided: { on: meta.legal.d, manners } }),
  ExecutionDecisionServed: (state, { data: { service } }) => {
    const { decided } = state.execution;
    return decided === undefined
      ? state
      : execution(state, { decided: { ...decided, served: service.servedOn } });
  },
  PropertyDisposed: (state) => acted(state, 'organ'),
  FundsTransferred: (state) => acted(state, 'organ'),
  DirectExecutionDone: (state) => acted(state, 'organ'),
  SubstituteDecisionServed: (state, { data: { service }, meta }) =>
    execution(state, { substitute: { on: meta.legal.d, served: service.servedOn } }),
  SubstituteNoticeServed: (state, { data }) => {
    const { substitute } = state.execution;
    return substitute === undefined
      ? state
      : execution(state, { substitute: { ...substitute, noticed: data.for } });
  },
  SubstitutePerformed: (state) => acted(state, 'substitute'),
  SubstitutePerformedAtOnce: (state) => acted(state, 'substitute'),
  ExecutionHalted: (state, { data: { ground, harmless }, meta }) =>
    execution(state, { halted: { since: meta.legal.d, ground, harmless } }),
  ExecutionResumed: (state) => without(state, 'halted'),
  ExecutionTerminated: (state, { meta }) =>
    execution(state, { ended: { on: meta.legal.d, how: 'terminated' } }),
  ExecutionGivenUp: (state, { meta }) => execution(state, { ended: { on: meta.legal.d, how: 'given-up' } }),
  ExecutionDone: (state, { meta }) => execution(state, { done: meta.legal.d }),
  ExecutionReversed: (state, { meta }) => {
    const { ended, done, toTurnBack } = state.execution;
    // What was done on a decision set aside says nothing of the execution of the new one.
    if (toTurnBack !== undefined) {
      return without(execution(state, { reversed: meta.legal.d }), 'toTurnBack');
    }
    const running = ended === undefined && done === undefined;
    const stopped = running ? { ended: { on: meta.legal.d, how: 'terminated' as const } } : {};
    return execution(state, { reversed: meta.legal.d, ...stopped });
  },
  ConfiscatedDisposed: (state, { data: { goods, complete } }) =>
    execution(state, { goods: [...state.execution.goods, goods], goodsDone: complete }),
};
