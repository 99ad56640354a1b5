import { civilDateAt, dateFromDay, dayOf, daysBetween, type CivilDate } from '../kernel/time';
import { SHANGHAI } from '../kernel/zone';
import type { Calendar } from './calendar';
import { deadline, type Deadline, type DeadlineQuestion } from './deadline';
import { periodEn, periodZh } from './period';

/** One step of the computation, for people. */
export interface Reason {
  readonly zh: string;
  readonly en: string;
}

/**
 * A deadline with the reasons for it, in the order of the computation: start, count with the days left out, intervals,
 * roll-over, reservation. Slower than {@link deadline}; for answers to people. @throws as {@link deadline}
 */
export function explainDeadline(question: DeadlineQuestion): {
  readonly deadline: Deadline;
  readonly reasons: readonly Reason[];
} {
  const answer = deadline(question);
  const reasons = [
    startReason(question),
    countReason(question, answer),
    ...excludedReason(answer),
    ...rollReason(question, answer),
    ...provisionalReason(answer),
  ];
  return { deadline: answer, reasons };
}

function startReason({ from, period }: DeadlineQuestion): Reason {
  if (period.amount === 0)
    return { zh: `期限为零，即为 ${from} 当日`, en: `a period of zero ends on ${from} itself` };
  if (period.kind === 'h') return { zh: `自 ${from} 起按钟点计算`, en: `clock time from ${from}` };
  if (period.kind.endsWith('before')) {
    return { zh: `自 ${from} 往前计算，当日不计入`, en: `counted back from ${from}, that day not included` };
  }
  return { zh: `起算日 ${from} 不计入`, en: `the start, ${from}, is not counted` };
}

function countReason({ from, period, calendar, zone }: DeadlineQuestion, answer: Deadline): Reason {
  const zh = `${periodZh({ ...period, roll: 'none' })}：${answer.lastDay}`;
  const en = `${periodEn({ ...period, roll: 'none' })}: ${answer.lastDay}`;
  if (period.kind !== 'wd' && period.kind !== 'wd-before') return { zh, en };
  const start = civilDateAt(from, zone ?? SHANGHAI);
  const { off, makeUp } = listedBetween(calendar, start, answer.lastDay);
  return {
    zh:
      zh +
      (off.length > 0 ? `；${off.join('、')}休息` : '') +
      (makeUp.length > 0 ? `；${makeUp.join('、')}补班` : ''),
    en:
      en +
      (off.length > 0 ? `; off: ${off.join(', ')}` : '') +
      (makeUp.length > 0 ? `; make-up work: ${makeUp.join(', ')}` : ''),
  };
}

/**
 * Listed days between the start and the end, as `name date`; ordinary weekends need no saying. A year that the count
 * jumped over inside an interval need not be loaded.
 */
function listedBetween(calendar: Calendar, a: CivilDate, b: CivilDate) {
  const first = Math.min(dayOf(a), dayOf(b));
  const days = Array.from({ length: Math.abs(daysBetween(a, b)) + 1 }, (_, i) => first + i).filter(
    (day) => day !== dayOf(a) && calendar.isLoaded(day) && calendar.dayKind(day).holiday !== undefined,
  );
  const text = (day: number): string => `${calendar.dayKind(day).holiday ?? ''} ${dateFromDay(day)}`.trim();
  return {
    off: days.filter((day) => calendar.dayKind(day).kind === 'day-off').map(text),
    makeUp: days.filter((day) => calendar.dayKind(day).kind === 'make-up').map(text),
  };
}

function excludedReason({ excluded, kind }: Deadline): readonly Reason[] {
  if (excluded === 0) return [];
  return kind === 'h'
    ? [{ zh: `扣除中止 ${excluded} 小时`, en: `${excluded} hours of suspension excluded` }]
    : [{ zh: `扣除中止期间 ${excluded} 日`, en: `${excluded} days of suspension excluded` }];
}

function rollReason({ calendar }: DeadlineQuestion, { due, lastDay }: Deadline): readonly Reason[] {
  if (due === lastDay) return [];
  const { holiday } = calendar.dayKind(dayOf(lastDay));
  return [
    {
      zh: `${lastDay}（${holiday ?? '周末'}）不是工作日，顺延至 ${due}`,
      en: `${lastDay} (${holiday ?? 'weekend'}) is no working day, so it rolls over to ${due}`,
    },
  ];
}

const provisionalReason = ({ provisional }: Deadline): readonly Reason[] =>
  provisional
    ? [
        {
          zh: '次年放假通知尚未载入，12月末的日期可能变动',
          en: 'the notice for the next year is not loaded; the last days of December may still change',
        },
      ]
    : [];
