import type { Clock } from '../../events/schemas';
import { epochOf, legalDay, type CivilDate, type Instant, type LegalTime } from '../../kernel/time';
import { openClock } from '../../law/clock';
import type { PeriodKey, RuleBook } from '../../law/rule-book';
import type { CaseFacts } from './facts';

/** What watches over a clock: the alert that it raises when overdue, and the row of answerability (D.2). */
export interface ClockWatch {
  readonly zh: string;
  readonly en: string;
  /** Absent: a reminder, and nothing is raised. */
  readonly alert?: string;
  readonly row?: string;
}

/** Every clock of the simple procedure by its key. */
export const clockWatches: Readonly<Record<string, ClockWatch>> = {
  'fine.pay': { zh: '缴纳罚款', en: 'payment of the fine', alert: 'W-15' },
  'money.to.organ': {
    zh: '当场收缴款交至机关',
    en: 'collected money to the organ',
    alert: 'W-20',
    row: 'V21',
  },
  'money.to.bank': { zh: '机关缴付银行', en: 'collected money to the bank', alert: 'W-20', row: 'V21' },
  'onspot.file': { zh: '当场处罚备案', en: 'filing with the organ', alert: 'W-21', row: 'V32' },
  'publish.penalty.own_site': { zh: '处罚决定公示', en: 'publication', alert: 'W-10', row: 'V16' },
  'onspot.close': { zh: '结案', en: 'closing of the case', alert: 'W-23', row: 'V32' },
  'onspot.archive': { zh: '归档', en: 'archiving', alert: 'W-24', row: 'V32' },
  'notpublished.review': { zh: '不公开定期复核', en: 'second look at what is not published' },
};

/** A clock of a parameter, running from a day; `as` gives it another key where one period bounds two duties. */
export function opening(facts: CaseFacts, key: PeriodKey, from: CivilDate, as: string = key): Clock {
  const { rules, calendar } = facts;
  return { ...openClock({ key, opened: legalDay(from), rules, calendar }), key: as };
}

/** Once the decision is performed the case is to be closed and archived (S10): one period for both. */
export const endClocks = (facts: CaseFacts): Clock[] => [
  opening(facts, 'onspot.archive', facts.date, 'onspot.close'),
  opening(facts, 'onspot.archive', facts.date),
];

const hour = 3_600_000;
const day = 24 * hour;

/**
 * W-25: whether a fact was recorded later than `late.record.hours` after it happened. A fact known only by its day is
 * taken to have happened at the end of that day.
 */
export function recordedLate(occurred: LegalTime, recordedAt: Instant, rules: RuleBook): boolean {
  const tolerance = rules.find('late.record.hours')?.value.period;
  if (tolerance?.kind !== 'h') return false;
  const happened = epochOf(occurred.at) + (occurred.p === 'day' ? day : 0);
  return epochOf(recordedAt) - happened > tolerance.amount * hour;
}
