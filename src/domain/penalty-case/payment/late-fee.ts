import { sumFen, type Fen } from '../../../kernel/money';
import { addDays, type CivilDate } from '../../../kernel/time';
import { lateFee, type LateFee } from '../../../law/late-fee';
import { agreementInForce, type Instalment } from '../execution/state';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';

/** A late fee with the first day that counts. */
export interface AccruedFee extends LateFee {
  readonly from: CivilDate;
}

/**
 * What the law lets the organ add up to and including a day (处罚法 72): nothing unless the decision says so, nothing
 * before the day after the rolled or deferred due date, nothing for days of review and litigation (73), and nothing for
 * days after the fine itself was paid. The share is of the fine as decided, as the article says; of an instalment that
 * is overdue where the fine is paid in instalments.
 */
export function lawfulLateFee(
  state: CaseState,
  facts: CaseFacts,
  through: CivilDate,
): AccruedFee | undefined {
  const rate = facts.rules.find('latefee.rate')?.value;
  const cap = facts.rules.find('latefee.cap')?.value;
  if (state.decision?.lateFee !== true || rate === undefined || cap === undefined) return undefined;
  const pauses = state.remedy.pending.map(({ from, to = null }) => ({ from, to }));
  const overdue = duties(state)
    .map((duty) => ({ ...duty, until: earlier(duty.paidOn, through) }))
    .filter(({ due, until }) => until > due);
  const [first] = overdue;
  if (first === undefined) return undefined;
  const fees = overdue.map(({ due, until, amountFen }) =>
    lateFee({ principal: amountFen, due, until, pauses, dailyRate: rate, cap }),
  );
  const reached = fees.flatMap(({ capReachedOn }) => capReachedOn ?? []).at(-1);
  return {
    from: addDays(first.due, 1),
    days: Math.max(...fees.map(({ days }) => days)),
    fee: sumFen(...fees.map(({ fee }) => fee)),
    capped: fees.every(({ capped }) => capped),
    ...(reached === undefined ? {} : { capReachedOn: reached }),
  };
}

const earlier = (a: CivilDate | undefined, b: CivilDate): CivilDate => (a !== undefined && a < b ? a : b);

/** What was to be paid until when, and when that was done: the whole fine, or each instalment. */
function duties(state: CaseState): readonly (Instalment & { readonly paidOn?: CivilDate })[] {
  const { decision, payBy, money, execution } = state;
  if (execution.instalments === undefined) {
    if (decision === undefined || payBy === undefined) return [];
    const whole = { due: payBy, amountFen: decision.proposal.fineFen };
    return [money.finePaidOn === undefined ? whole : { ...whole, paidOn: money.finePaidOn }];
  }
  let owed =
    (decision?.proposal.fineFen ?? 0) - sumFen(...execution.instalments.map((each) => each.amountFen));
  return execution.instalments.map((part) => {
    owed += part.amountFen;
    const paidOn = paidUpOn(execution.payments, owed);
    return paidOn === undefined ? part : { ...part, paidOn };
  });
}

/** The day on which payments reached an amount. */
function paidUpOn(
  payments: readonly { readonly on: CivilDate; readonly fineFen: number }[],
  amount: number,
): CivilDate | undefined {
  let paid = 0;
  return payments.find(({ fineFen }) => (paid += fineFen) >= amount)?.on;
}

/** The amount of {@link lawfulLateFee}, 0 where there is none; what an execution agreement says while it is kept. */
export const lateFeeFen = (state: CaseState, facts: CaseFacts, through: CivilDate): Fen =>
  agreementInForce(state.execution)?.lateFeeFen ?? lawfulLateFee(state, facts, through)?.fee ?? 0;
