import { shareOf, type Fen, type Ratio } from '../kernel/money';
import { addDays, dateFromDay, dayOf, type CivilDate } from '../kernel/time';
import { SHANGHAI } from '../kernel/zone';
import { dayGaps, endOutside, type Gap, type Interval } from './interval';

/** What a late fee (加处罚款) is computed from. The fee exists only if the decision states it (罚缴分离办法 7). */
export interface LateFeeQuestion {
  /** The fine, or what is left of it. */
  readonly principal: Fen;
  /** Last day to pay, after roll-over and any approved deferral or instalment. */
  readonly due: CivilDate;
  /** Day up to and including which the fee is counted; the day of payment counts. */
  readonly until: CivilDate;
  /** Review and litigation, with or without a stay of execution (行政处罚法 73). One still running lasts to `until`. */
  readonly pauses?: readonly Interval[];
  /** Share of the principal for each day: 3/100 (行政处罚法 72). */
  readonly dailyRate: Ratio;
  /** Most that the fee may be, as a share of the principal: 1/1. */
  readonly cap: Ratio;
}

/** A late fee and how it came about. */
export interface LateFee {
  /** Days that count: after the due date, pauses left out. */
  readonly days: number;
  /** Never above the cap; what is left of a small unit is dropped, so that no day is charged above its rate. */
  readonly fee: Fen;
  readonly capped: boolean;
  /** The day on which the cap is reached; absent while it is not, or while a running pause keeps it away. */
  readonly capReachedOn?: CivilDate;
}

/**
 * The late fee of a fine, from the day after the due date.
 *
 * @throws HenjiError `bad-amount`, `bad-ratio`, `bad-civil-date`, `bad-interval`
 */
export function lateFee(question: LateFeeQuestion): LateFee {
  const { principal, due, until, dailyRate, cap } = question;
  const gaps = dayGaps(question.pauses ?? [], SHANGHAI);
  const days = countedDays(dayOf(due) + 1, dayOf(until), gaps);
  const limit = shareOf(principal, cap);
  const accrued = shareOf(principal, { num: dailyRate.num * days, den: dailyRate.den });
  const afterCap = endOutside(dayOf(due) + 1, daysToCap(dailyRate, cap), gaps);
  return {
    days,
    fee: Math.min(accrued, limit),
    capped: accrued >= limit && days > 0,
    ...(afterCap === undefined || afterCap > dayOf(until) + 1
      ? {}
      : { capReachedOn: dateFromDay(afterCap - 1) }),
  };
}

/** The first day on which a fee accrues. */
export const lateFeeStarts = (due: CivilDate): CivilDate => addDays(due, 1);

/** Counted days after which the cap is reached: 34 for 3 % a day and a cap of 100 %. */
export const daysToCap = (rate: Ratio, cap: Ratio): number =>
  Math.ceil((cap.num * rate.den) / (cap.den * rate.num));

function countedDays(first: number, last: number, gaps: readonly Gap[]): number {
  const paused = gaps.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to - 1, last) - Math.max(from, first) + 1),
    0,
  );
  return Math.max(0, last - first + 1 - paused);
}
