import type { RecomputationEvent } from '../../../events/recomputation.events';
import { addDays, type CivilDate } from '../../../kernel/time';
import type { Folds } from '../stage';
import type { CaseState } from '../state';

type Following = (state: CaseState, due: CivilDate) => CaseState;

function withNotice(
  state: CaseState,
  change: Partial<NonNullable<CaseState['notice']['served']>>,
): CaseState {
  const { served } = state.notice;
  return served === undefined
    ? state
    : { ...state, notice: { ...state.notice, served: { ...served, ...change } } };
}

/** A suit that waits for an appeal is pending to the day after the last one (行诉法 85). */
function appealOver(state: CaseState, due: CivilDate): CaseState {
  const { pending } = state.remedy;
  const last = pending.at(-1);
  const was = state.clocks['appeal.judgment'];
  // What ended by something else than this clock is not moved by it.
  const by = was?.due === undefined ? was?.opened : addDays(was.due, 1);
  if (last?.to === undefined || last.to !== by) return state;
  const moved = [...pending.slice(0, -1), { ...last, to: addDays(due, 1) }];
  return { ...state, remedy: { ...state.remedy, pending: moved } };
}

/**
 * What of the file follows the last day of a clock, beside the clock itself. The same members are set by whatever opens
 * these clocks first; a test holds both to the same file.
 */
const following: Readonly<Record<string, Following>> = {
  'fine.pay': (state, due) => ({ ...state, payBy: due }),
  'statement.window': (state, due) => withNotice(state, { statementBy: due }),
  'hearing.request': (state, due) => withNotice(state, { hearingBy: due }),
  'appeal.judgment': appealOver,
  'urge.before.court': (state, due) => {
    const { urged } = state.execution;
    return urged === undefined
      ? state
      : { ...state, execution: { ...state.execution, urged: { ...urged, courtWait: due } } };
  },
};

export const recomputingFolds: Folds<RecomputationEvent> = {
  DeadlinesRecomputed: (state, { data: { opens, remedyExpiry } }) =>
    opens.reduce(
      (file, { key, due }) => (due === undefined ? file : (following[key]?.(file, due) ?? file)),
      remedyExpiry === undefined ? state : { ...state, service: { ...state.service, remedyExpiry } },
    ),
};
