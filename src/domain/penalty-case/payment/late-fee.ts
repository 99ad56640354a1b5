import type { Fen } from '../../../kernel/money';
import { addDays, type CivilDate } from '../../../kernel/time';
import { lateFee, type LateFee } from '../../../law/late-fee';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';

/** A late fee with the first day that counts. */
export interface AccruedFee extends LateFee {
  readonly from: CivilDate;
}

/**
 * What the law lets the organ add up to and including a day (处罚法 72): nothing unless the decision says so, nothing
 * before the day after the rolled due date, and nothing for days after the fine itself was paid. The share is of the
 * fine as decided, as the article says.
 */
export function lawfulLateFee(
  state: CaseState,
  facts: CaseFacts,
  through: CivilDate,
): AccruedFee | undefined {
  const { decision, payBy, money } = state;
  const rate = facts.rules.find('latefee.rate')?.value;
  const cap = facts.rules.find('latefee.cap')?.value;
  if (decision?.lateFee !== true || payBy === undefined || rate === undefined || cap === undefined)
    return undefined;
  const until = money.finePaidOn !== undefined && money.finePaidOn < through ? money.finePaidOn : through;
  if (until <= payBy) return undefined;
  const fee = lateFee({ principal: decision.proposal.fineFen, due: payBy, until, dailyRate: rate, cap });
  return { ...fee, from: addDays(payBy, 1) };
}

/** The amount of {@link lawfulLateFee}, 0 where there is none. */
export const lateFeeFen = (state: CaseState, facts: CaseFacts, through: CivilDate): Fen =>
  lawfulLateFee(state, facts, through)?.fee ?? 0;
