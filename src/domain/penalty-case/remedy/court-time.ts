import type { Clock } from '../../../events/schemas';
import type { CivilDate } from '../../../kernel/time';
import { opening } from '../clocks';
import { courtClock } from '../execution/remedy-end';
import type { CaseFacts } from '../facts';
import { owedFine, type CaseState } from '../state';
import { judgedToPerform } from './state';

/** What reconsideration and suit do to the time for an application to the court (W-18; 强制法 53, 解释 153, 156). */

/** While a remedy is pending nothing can be applied for, and no time for it runs. */
export const courtTimeStops = ({ clocks }: CaseState): string[] =>
  'court.apply' in clocks ? ['court.apply'] : [];

const executable = (state: CaseState): boolean =>
  state.served !== undefined &&
  state.execution.done === undefined &&
  (owedFine(state) > 0 || state.execution.overdue?.duty === 'act');

/** After the decision was maintained: three months from the end of the time for a suit. */
export const courtTimeAfterReview = (
  state: CaseState,
  facts: Pick<CaseFacts, 'rules' | 'calendar'>,
  outcome: string,
  suitEnd: CivilDate | undefined,
): Clock[] =>
  executable(state) && (outcome === 'upheld' || outcome === 'rejected') && suitEnd !== undefined
    ? [opening(facts, 'court.apply', suitEnd)]
    : [];

/** After a judgment that leaves something to perform: two years from the last day to perform, else from the service of the judgment. */
export const courtTimeAfterJudgment = (
  state: CaseState,
  facts: CaseFacts,
  outcome: string,
  from: CivilDate,
): Clock[] =>
  executable(state) && judgedToPerform.includes(outcome)
    ? [opening(facts, 'court.apply.judgment', from, 'court.apply')]
    : [];

/** After a withdrawal: as if no remedy had been used. */
export const courtTimeAfterWithdrawal = (state: CaseState, facts: CaseFacts): Clock[] =>
  executable(state) ? [courtClock(state, facts, state.execution.deferredUntil)] : [];
