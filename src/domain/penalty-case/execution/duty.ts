import { HenjiError } from '../../../kernel/errors';
import type { CivilDate } from '../../../kernel/time';
import type { PeriodChoice, PeriodKey } from '../../../law/rule-book';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import { lateFeeFen } from '../payment/late-fee';
import { owedFine, type CaseState } from '../state';

/** What is still to be performed, and until when things run. */

/** Fine and late fee that are open on the day of the act. */
export const owedInAll = (state: CaseState, facts: CaseFacts): number =>
  Math.max(0, owedFine(state)) +
  Math.max(0, lateFeeFen(state, facts, facts.date) - state.money.paidLateFeeFen);

/** Whether the duty that was found overdue is still unperformed. */
export const unperformed = (state: CaseState, facts: CaseFacts): boolean =>
  state.execution.done === undefined &&
  (state.execution.overdue?.duty === 'act' || owedInAll(state, facts) > 0);

/** Last day of a period from a day, for rules; `undefined` where no pack sets it or no calendar reaches so far. */
export function lastDay(
  facts: CaseFacts,
  key: PeriodKey,
  from: CivilDate,
  choice: PeriodChoice = {},
): CivilDate | undefined {
  try {
    return opening(facts, key, from, choice).due;
  } catch (error) {
    if (error instanceof HenjiError && error.code === 'parameter-not-set') return undefined;
    throw error;
  }
}

/** Whether a last day is known and over. */
export const isOver = (last: CivilDate | undefined, { date }: CaseFacts): boolean =>
  last !== undefined && date > last;

/** Clocks that are moot once the duty is performed, agreed upon, or ended: W-15 and W-18 close with it. */
export const mootClocks = ({ clocks }: CaseState): string[] =>
  Object.keys(clocks).filter((key) =>
    ['fine.pay', 'court.apply', 'exec.giveup'].includes(key.split('/', 1)[0] ?? key),
  );
