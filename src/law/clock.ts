import { hasCode, HenjiError } from '../kernel/errors';
import type { CivilDate, DateOrInstant, LegalTime } from '../kernel/time';
import type { Calendar } from './calendar';
import { deadline, type DeadlineQuestion } from './deadline';
import type { Interval } from './interval';
import { extendedBy, type Period, type PeriodKind } from './period';
import type { PeriodChoice, PeriodKey, RuleBook } from './rule-book';

/**
 * A clock as the event that opens it records it: computed once, when the act is decided. Dates are civil dates; for a
 * period in hours they are instants.
 */
export interface OpenedClock {
  readonly key: string;
  readonly opened: DateOrInstant;
  /** Absent while it cannot be computed. */
  readonly due?: DateOrInstant;
  /**
   * Why there is no due date: the code of the calendar error and the year, `calendar-year-not-loaded:2027`, until an
   * event computes it once that calendar is loaded; or `suspension-still-running`, until an event ends the suspension.
   */
  readonly uncomputable?: string;
  readonly kind: Exclude<PeriodKind, 'wd-before' | 'cd-before'>;
  readonly amount: number;
  /** Label of the rule pack that set the period. */
  readonly pack: string;
  /** Version of the calendar asked; absent when none was needed. */
  readonly calendar?: string;
  /** Present when the notice for the next year may still move the due date. */
  readonly provisional?: true;
}

/** What a clock is opened with. */
export interface ClockQuestion extends PeriodChoice {
  readonly key: PeriodKey;
  readonly opened: LegalTime;
  readonly rules: RuleBook;
  readonly calendar: Calendar;
  readonly intervals?: readonly Interval[];
  /** What was added to the period under another key, such as `case.extend`. */
  readonly added?: readonly Period[];
}

/**
 * Open the clock of a key. A period that runs into a year without a calendar, or into a suspension that still runs,
 * opens as uncomputable; it never keeps a lawful act from being recorded.
 *
 * @throws HenjiError `parameter-not-set`, `no-such-case`, and `counts-backwards` for a key that counts back from an
 *   event: such a key bounds a command and opens no clock
 */
export function openClock(question: ClockQuestion): OpenedClock {
  const { key, opened, rules, calendar, intervals = [], added = [] } = question;
  const { pack } = rules.resolve(key);
  const period = extendedBy(rules.period(key, question), ...added);
  if (period.kind === 'wd-before' || period.kind === 'cd-before') throw countsBackwards(key);
  const from: DateOrInstant = period.kind === 'h' ? opened.at : opened.d;
  const head = { key, opened: from, kind: period.kind, amount: period.amount, pack };
  return { ...head, ...endOf({ from, period, calendar, intervals, zone: rules.zone }) };
}

/** What a clock that was opened before is computed again with. */
export interface Reopening {
  readonly rules: RuleBook;
  readonly calendar: Calendar;
  readonly intervals?: readonly Interval[];
}

/**
 * A clock that rests on a calendar, by another one: the period as it was recorded, whatever the packs say now. Where a
 * calendar was asked for a period in days, months or years, its last day rolls over; nothing else asks one.
 */
export function reopenClock(
  { key, opened, kind, amount, pack }: Omit<OpenedClock, keyof ClockEnd>,
  { rules, calendar, intervals = [] }: Reopening,
): OpenedClock {
  const period: Period = { amount, kind, roll: kind === 'wd' ? 'none' : 'next-working-day' };
  const end = endOf({ from: opened, period, calendar, intervals, zone: rules.zone });
  return { key, opened, kind, amount, pack, ...end };
}

type ClockEnd = Pick<OpenedClock, 'due' | 'uncomputable' | 'calendar' | 'provisional'>;

function endOf(question: DeadlineQuestion): ClockEnd {
  try {
    const answer = deadline(question);
    return {
      due: answer.due,
      ...(answer.calendar === undefined ? {} : { calendar: answer.calendar }),
      ...(answer.provisional ? { provisional: true as const } : {}),
    };
  } catch (error) {
    return { uncomputable: whyNoDue(error), calendar: question.calendar.version };
  }
}

/** The last day on which something that a key wants before an event is still in time: `hearing.notice` before a hearing. */
export function latestBefore(
  question: Omit<ClockQuestion, 'opened' | 'intervals' | 'added'> & { readonly event: CivilDate },
): { readonly due: CivilDate; readonly pack: string; readonly calendar?: string } {
  const { key, rules, calendar, event } = question;
  const answer = deadline({ from: event, period: rules.period(key, question), calendar, zone: rules.zone });
  const { pack } = rules.resolve(key);
  return { due: answer.due, pack, ...(answer.calendar === undefined ? {} : { calendar: answer.calendar }) };
}

function whyNoDue(error: unknown): string {
  if (hasCode(error, 'suspension-still-running')) return 'suspension-still-running';
  if (error instanceof HenjiError && error.code.startsWith('calendar-')) {
    return `${error.code}:${String(error.details?.['year'])}`;
  }
  throw error;
}

const countsBackwards = (key: string): HenjiError =>
  new HenjiError({
    code: 'counts-backwards',
    zh: `参数“${key}”自事件往前计算，不产生期限`,
    en: `"${key}" counts back from an event and opens no clock`,
  });
