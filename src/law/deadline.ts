import {
  addMonths,
  civilDateAt,
  dateFromDay,
  dayOf,
  daysBetween,
  epochAt,
  instantInZone,
  type CivilDate,
  type DateOrInstant,
} from '../kernel/time';
import { SHANGHAI } from '../kernel/zone';
import type { Calendar } from './calendar';
import { dayGaps, endOutside, momentGaps, stillRunning, type Gap, type Interval } from './interval';
import { checkPeriod, type Period, type PeriodKind } from './period';

/** What a deadline is computed from. */
export interface DeadlineQuestion {
  /** The day or moment from which the period runs, or, for the kinds counting back, the event. Never counted itself. */
  readonly from: DateOrInstant;
  readonly period: Period;
  /** Of the seat of the organ. Asked only where working days matter. */
  readonly calendar: Calendar;
  readonly intervals?: readonly Interval[];
  /** IANA name; Asia/Shanghai unless the territory names another. */
  readonly zone?: string;
}

/** The last day in time, and how it came about. A last day ends at 24:00. */
export interface Deadline {
  /** A civil date; for hours the exact moment, to the second, with the offset of the zone. */
  readonly due: DateOrInstant;
  readonly kind: PeriodKind;
  /** The last day before any roll-over; the same as `due` where nothing rolled. */
  readonly lastDay: DateOrInstant;
  /** Calendar days taken out by intervals; whole hours for a period in hours. */
  readonly excluded: number;
  /** Version of the calendar that was asked; absent when none was needed. */
  readonly calendar?: string;
  /** The notice for the next year may still move it (25–31 December of the last loaded year). */
  readonly provisional: boolean;
}

const hour = 3_600_000;

/**
 * The last day of a period, by the rules of the specification 0.5.
 *
 * The start is not counted; zero days are the same day. Working days are counted one by one outside the intervals.
 * Months and years end on the day of the same number, or on the last day of a shorter month, and are lengthened by
 * the days excluded. Only the last day of `cd`, `mo` and `y` rolls, and an interval that begins while it rolls has no
 * effect. Hours are clock time.
 *
 * @throws HenjiError `calendar-year-not-loaded`, `calendar-territory-not-loaded`, `suspension-still-running`,
 *   `bad-period`, `bad-interval`, `bad-civil-date`, `bad-instant`, `date-out-of-range`
 */
export function deadline(question: DeadlineQuestion): Deadline {
  const { amount, kind } = checkPeriod(question.period);
  const zone = question.zone ?? SHANGHAI;
  if (kind === 'h') return hoursDeadline(question, zone);
  const from = startDay(question.from, zone);
  const gaps = dayGaps(question.intervals ?? [], zone, countsBack(kind) ? from : Infinity);
  switch (kind) {
    case 'wd':
      return workingDays(question, from, gaps, 1);
    case 'wd-before':
      return workingDays(question, from, gaps, -1);
    case 'cd-before':
      return unrolled(kind, countBack(from, amount, gaps));
    case 'cd':
      return rolled(question, from, countOn(from, amount, gaps), amount);
    case 'mo':
    case 'y': {
      const start = dateFromDay(from);
      const days = daysBetween(start, addMonths(start, kind === 'mo' ? amount : amount * 12));
      return rolled(question, from, countOn(from, days, gaps), days);
    }
  }
}

/**
 * The first day on which something may be done that needs a wait of at least the period (“…日后”, “满…日”): the day
 * after the last one. @throws as {@link deadline}
 */
export const earliestAfter = (question: DeadlineQuestion): CivilDate =>
  dateFromDay(dayOf(civilDateAt(deadline(question).due, question.zone)) + 1);

/** Whether the act came after the deadline. Days are compared as civil dates in the zone, hours to the millisecond. */
export function isLate(due: DateOrInstant, act: DateOrInstant, zone: string = SHANGHAI): boolean {
  if (due.includes('T') && act.includes('T')) return epochAt(act) > epochAt(due);
  return dayOf(civilDateAt(act, zone)) > dayOf(civilDateAt(due, zone));
}

/** What lateness is measured with. */
export interface LatenessQuestion extends Omit<DeadlineQuestion, 'from' | 'period'> {
  readonly due: DateOrInstant;
  readonly act: DateOrInstant;
  readonly kind: PeriodKind;
}

/**
 * How late an act was: the days of the rule's own type after the deadline, up to and including the day of the act.
 * Months and years count overdue calendar days, hours begun hours. Working days can be 0 for an act that is late by a
 * weekend: ask {@link isLate} for that. @throws the calendar errors of {@link deadline}
 */
export function lateBy({
  due,
  act,
  kind,
  calendar,
  intervals = [],
  zone = SHANGHAI,
}: LatenessQuestion): number {
  if (kind === 'h') return Math.max(0, Math.ceil((epochAt(act, zone) - epochAt(due, zone)) / hour));
  const gaps = dayGaps(intervals, zone);
  const working = kind === 'wd' || kind === 'wd-before';
  let late = 0;
  for (let day = startDay(due, zone) + 1; day <= startDay(act, zone); day++) {
    const counts = !gaps.some(({ from, to }) => from <= day && day < to);
    if (counts && (!working || calendar.isWorkingDay(day))) late++;
  }
  return late;
}

/**
 * The day on which a share of the period has been used up, counted days only and rounded up: 80 % of 90 days is the
 * 72nd. Months and years are taken as their days. @throws as {@link deadline}
 */
export function alertPoint(
  question: DeadlineQuestion,
  share: { readonly num: number; readonly den: number },
): Deadline {
  const { amount, kind } = checkPeriod(question.period);
  const part = (whole: number): number => Math.ceil((whole * share.num) / share.den);
  if (kind !== 'mo' && kind !== 'y')
    return deadline({ ...question, period: { amount: part(amount), kind, roll: 'none' } });
  const start = dateFromDay(startDay(question.from, question.zone ?? SHANGHAI));
  const days = daysBetween(start, addMonths(start, kind === 'mo' ? amount : amount * 12));
  return deadline({ ...question, period: { amount: part(days), kind: 'cd', roll: 'none' } });
}

const countsBack = (kind: PeriodKind): boolean => kind === 'wd-before' || kind === 'cd-before';

const startDay = (at: DateOrInstant, zone: string): number => dayOf(civilDateAt(at, zone));

interface Counted {
  readonly day: number;
  readonly excluded: number;
}

/** The nth day after `from` that lies in no gap. */
function countOn(from: number, amount: number, gaps: readonly Gap[]): Counted {
  const end = endOutside(from + 1, amount, gaps);
  if (end === undefined) throw stillRunning();
  return { day: end - 1, excluded: end - 1 - from - amount };
}

/** The nth day before `from` that lies in no gap. */
function countBack(from: number, amount: number, gaps: readonly Gap[]): Counted {
  let first = from - amount;
  for (const gap of gaps.toReversed()) {
    if (gap.from >= from) continue;
    const ends = Math.min(gap.to, from);
    if (ends <= first) break;
    if (gap.to === Infinity) throw stillRunning();
    first -= ends - gap.from;
  }
  return { day: first, excluded: from - amount - first };
}

/** The nth working day after (`step` 1) or before (−1) `from` that lies in no gap. */
function workingDays(
  { period, calendar }: DeadlineQuestion,
  from: number,
  gaps: readonly Gap[],
  step: 1 | -1,
): Deadline {
  let day = from;
  let excluded = 0;
  let asked = -Infinity;
  for (let counted = 0; counted < period.amount;) {
    day += step;
    const gap = gaps.find((each) => each.from <= day && day < each.to);
    if (gap === undefined) {
      asked = Math.max(asked, day);
      if (calendar.isWorkingDay(day)) counted++;
      continue;
    }
    if (gap.to === Infinity) throw stillRunning();
    const beyond = step === 1 ? gap.to - 1 : gap.from;
    excluded += Math.abs(beyond - day) + 1;
    day = beyond;
  }
  const due = dateFromDay(day);
  const base = { due, kind: period.kind, lastDay: due, excluded };
  if (asked === -Infinity) return { ...base, provisional: false };
  return { ...base, calendar: calendar.version, provisional: calendar.isProvisional(asked) };
}

function rolled(
  { period, calendar }: DeadlineQuestion,
  from: number,
  counted: Counted,
  days: number,
): Deadline {
  if (period.roll === 'none') return unrolled(period.kind, counted);
  let day = counted.day;
  while (!calendar.isWorkingDay(day)) day++;
  return {
    due: dateFromDay(day),
    kind: period.kind,
    lastDay: dateFromDay(counted.day),
    excluded: counted.day - from - days,
    calendar: calendar.version,
    provisional: calendar.isProvisional(day),
  };
}

function unrolled(kind: PeriodKind, { day, excluded }: Counted): Deadline {
  const due = dateFromDay(day);
  return { due, kind, lastDay: due, excluded, provisional: false };
}

function hoursDeadline(question: DeadlineQuestion, zone: string): Deadline {
  const start = epochAt(question.from, zone);
  const length = question.period.amount * hour;
  const end = endOutside(start, length, momentGaps(question.intervals ?? [], zone));
  if (end === undefined) throw stillRunning();
  // To the second, and never later than the law allows.
  const due = instantInZone(Math.floor(end / 1000) * 1000, zone);
  return {
    due,
    kind: 'h',
    lastDay: due,
    excluded: Math.floor((end - start - length) / hour),
    provisional: false,
  };
}
