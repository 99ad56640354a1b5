import { HenjiError } from '../../kernel/errors';
import { civilDateAt, type DateOrInstant } from '../../kernel/time';
import { deadline, type Deadline, type DeadlineQuestion } from '../../law/deadline';
import { explainDeadline, type Reason } from '../../law/deadline-reasons';
import type { Interval } from '../../law/interval';
import type { ParameterKey } from '../../law/parameter-keys';
import { checkPeriod, type Period, type PeriodKind, type Roll } from '../../law/period';
import { parseParameterKey } from '../../law/resolve';
import { periodIn, type PeriodChoice } from '../../law/rule-book';
import type { Law } from './laws';
import { resolutionView, type ResolutionView } from './rule-questions';

/** How long: by a key of the rule packs, or as a length of its own. */
export type Length =
  | (PeriodChoice & { readonly key: string; readonly roll?: Roll })
  | { readonly amount: number; readonly kind: PeriodKind; readonly roll?: Roll };

/** When a period ends that begins on a day, under a law. */
export interface PeriodQuestion {
  readonly from: DateOrInstant;
  readonly length: Length;
  readonly suspended: readonly Interval[];
}

/** The last day in time, how it came about, and where the length comes from. */
export interface PeriodAnswer extends Omit<Deadline, 'calendar'> {
  readonly from: DateOrInstant;
  readonly period: Period;
  readonly territory: string;
  readonly zone: string;
  readonly calendar: string | null;
  /** In the order of the computation. */
  readonly reasons: readonly Reason[];
  /** Which packs spoke of the key, which of them won and why; null for a length given in the question. */
  readonly rule: ResolutionView | null;
}

/** The day on which a period begins: the law of that day holds. @throws HenjiError `bad-civil-date`, `bad-instant` */
export const lawDayOf = (from: DateOrInstant): string => civilDateAt(from);

/**
 * The answer with its reasons.
 *
 * @throws HenjiError as `law/deadline`, and `unknown-parameter`, `parameter-not-set`, `not-a-period`, `no-such-period`
 */
export function answerPeriod(question: PeriodQuestion, law: Law): PeriodAnswer {
  const { asked, rule } = settled(question, law);
  const { deadline: answer, reasons } = explainDeadline(asked);
  return {
    ...answer,
    from: question.from,
    period: asked.period,
    territory: law.rules.scope.territory,
    zone: law.rules.zone,
    calendar: answer.calendar ?? null,
    reasons,
    rule: rule === undefined ? null : resolutionView(law.rules.resolve(rule)),
  };
}

/** The due date alone, without the cost of reasons. @throws as {@link answerPeriod} */
export const dueDate = (question: PeriodQuestion, law: Law): DateOrInstant =>
  deadline(settled(question, law).asked).due;

function settled(
  { from, length, suspended }: PeriodQuestion,
  { rules, calendar }: Law,
): { readonly asked: DeadlineQuestion; readonly rule?: ParameterKey } {
  const base = { from, calendar, intervals: suspended, zone: rules.zone };
  if (!('key' in length)) {
    const { amount, kind, roll = 'none' } = length;
    return { asked: { ...base, period: checkPeriod({ amount, kind, roll }) } };
  }
  const { key: text, roll, ...choice } = length;
  const key = parseParameterKey(text);
  const period = periodOf(key, choice, rules);
  return { asked: { ...base, period: roll === undefined ? period : { ...period, roll } }, rule: key };
}

function periodOf(key: ParameterKey, choice: PeriodChoice, rules: Law['rules']): Period {
  const { value } = rules.resolve(key);
  if (value.type !== 'period' && value.type !== 'periods') throw notAPeriod(key);
  return periodIn(key, value, choice);
}

const notAPeriod = (key: string): HenjiError =>
  new HenjiError({
    code: 'not-a-period',
    zh: `参数“${key}”不是期限`,
    en: `"${key}" is not a period`,
    field: 'key',
    wayOut: { zh: '其取值与来源：henji rules', en: 'its value and where it comes from: henji rules' },
  });
