import { describe, expect, it } from '@jest/globals';
import { chinaCalendars } from '../../src/law/calendar';
import {
  alertPoint,
  deadline,
  earliestAfter,
  isLate,
  lateBy,
  type DeadlineQuestion,
} from '../../src/law/deadline';
import { explainDeadline } from '../../src/law/deadline-reasons';
import type { Interval } from '../../src/law/interval';
import {
  extendedBy,
  isPeriodKind,
  isRoll,
  period,
  periodEn,
  periodZh,
  type PeriodKind,
} from '../../src/law/period';

const calendar = chinaCalendars.for('410184');
const question = (
  from: string,
  amount: number,
  kind: PeriodKind,
  intervals: Interval[] = [],
): DeadlineQuestion => ({
  from,
  period: period(amount, kind),
  calendar,
  intervals,
});
const due = (...parts: Parameters<typeof question>): string => deadline(question(...parts)).due;
const rolling = (from: string, amount: number, kind: PeriodKind, intervals: Interval[] = []): string =>
  deadline({ ...question(from, amount, kind, intervals), period: period(amount, kind, 'next-working-day') })
    .due;

const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'no error';
};

describe('counting (a)', () => {
  it.each([
    ['2024-05-20', 7, 'wd', '2024-05-29'],
    ['2024-09-12', 3, 'wd', '2024-09-18'],
    ['2024-05-20', 15, 'cd', '2024-06-04'],
    ['2024-02-08', 5, 'wd', '2024-02-21'],
    ['2024-09-30', 5, 'wd', '2024-10-12'],
    ['2025-01-24', 5, 'wd', '2025-02-07'],
    ['2025-09-30', 7, 'wd', '2025-10-16'],
    ['2023-12-29', 3, 'wd', '2024-01-04'],
    ['2026-02-13', 5, 'wd', '2026-02-27'],
    ['2024-05-20', 10, 'wd', '2024-06-03'],
    ['2024-01-31', 1, 'mo', '2024-02-29'],
    ['2024-01-31', 3, 'mo', '2024-04-30'],
    ['2024-02-29', 1, 'y', '2025-02-28'],
    ['2024-05-20', 2, 'y', '2026-05-20'],
    ['2024-05-29', 7, 'wd-before', '2024-05-20'],
    ['2024-05-29', 7, 'cd-before', '2024-05-22'],
    ['2024-09-18', 3, 'wd-before', '2024-09-12'],
  ] as const)('%s and %d %s end on %s', (from, amount, kind, expected) => {
    expect(due(from, amount, kind)).toBe(expected);
  });

  it('starts from the civil date of a moment', () => {
    expect(due('2024-05-20T15:59:59Z', 7, 'wd')).toBe('2024-05-29');
    expect(due('2024-05-20T16:00:00Z', 7, 'wd')).toBe('2024-05-30');
    expect(deadline({ ...question('2024-05-20T22:30:00Z', 1, 'cd'), zone: 'Europe/Rome' }).due).toBe(
      '2024-05-22',
    );
  });

  it('does not count a start on a day off either (i)', () => {
    expect(due('2024-09-15', 1, 'wd')).toBe('2024-09-18');
    expect(due('2024-09-14', 1, 'wd')).toBe('2024-09-18');
  });

  it('ends a period of zero on the same day, also on a day off (i)', () => {
    for (const kind of ['wd', 'cd', 'mo', 'y', 'wd-before', 'cd-before'] as const) {
      expect(due('2024-09-15', 0, kind)).toBe('2024-09-15');
    }
    expect(due('2030-09-15', 0, 'wd')).toBe('2030-09-15');
    expect(due('2024-05-20T10:20:00+08:00', 0, 'h')).toBe('2024-05-20T10:20:00+08:00');
  });

  it('refuses lengths that are none', () => {
    for (const amount of [-1, 1.5, NaN, Infinity, 100_001])
      expect(codeOf(() => due('2024-05-20', amount, 'cd'))).toBe('bad-period');
    expect(codeOf(() => due('2024-02-30', 1, 'cd'))).toBe('bad-civil-date');
    expect(codeOf(() => due('2024-02-28T25:00:00Z', 1, 'h'))).toBe('bad-instant');
    expect(codeOf(() => due('9999-12-31', 1, 'cd'))).toBe('date-out-of-range');
  });
});

describe('roll-over (b)', () => {
  it.each([
    ['2024-09-01', 15, 'cd', '2024-09-18'],
    ['2024-05-20', 15, 'cd', '2024-06-04'],
    ['2024-08-30', 15, 'cd', '2024-09-14'],
    ['2024-09-06', 15, 'cd', '2024-09-23'],
    ['2024-04-01', 6, 'mo', '2024-10-08'],
    ['2023-10-01', 1, 'y', '2024-10-08'],
  ] as const)('%s and %d %s roll to %s', (from, amount, kind, expected) => {
    expect(rolling(from, amount, kind)).toBe(expected);
  });

  it('keeps the day before it rolled', () => {
    const answer = deadline({
      ...question('2024-09-01', 15, 'cd'),
      period: period(15, 'cd', 'next-working-day'),
    });
    expect(answer).toEqual({
      due: '2024-09-18',
      kind: 'cd',
      lastDay: '2024-09-16',
      excluded: 0,
      calendar: 'cn-2007-2026.1',
      provisional: false,
    });
  });

  it('has no effect on working days, hours and what is counted back', () => {
    expect(rolling('2024-09-12', 3, 'wd')).toBe('2024-09-18');
    expect(rolling('2024-09-13T10:20:00+08:00', 48, 'h')).toBe('2024-09-15T10:20:00+08:00');
    expect(rolling('2024-09-20', 5, 'cd-before')).toBe('2024-09-15');
    expect(rolling('2024-09-20', 1, 'wd-before')).toBe('2024-09-19');
  });
});

describe('hours (c)', () => {
  it('are clock time, to the second, at the offset of the zone', () => {
    expect(due('2024-05-20T10:20:00+08:00', 24, 'h')).toBe('2024-05-21T10:20:00+08:00');
    expect(due('2024-05-20T02:20:30.999Z', 24, 'h')).toBe('2024-05-21T10:20:30+08:00');
    expect(due('2024-05-20', 24, 'h')).toBe('2024-05-21T00:00:00+08:00');
    const rome = { ...question('2024-03-30T12:00:00+01:00', 24, 'h'), zone: 'Europe/Rome' };
    expect(deadline(rome).due).toBe('2024-03-31T13:00:00+02:00');
  });

  it('stand still in an interval', () => {
    const stop: Interval = { from: '2024-05-20T20:00:00+08:00', to: '2024-05-20T23:00:00+08:00' };
    expect(due('2024-05-20T10:20:00+08:00', 24, 'h', [stop])).toBe('2024-05-21T13:20:00+08:00');
    expect(deadline(question('2024-05-20T10:20:00+08:00', 24, 'h', [stop])).excluded).toBe(3);
    const before: Interval = { from: '2024-05-20', to: '2024-05-20T11:20:00+08:00' };
    expect(due('2024-05-20T10:20:00+08:00', 24, 'h', [before])).toBe('2024-05-21T11:20:00+08:00');
    const atTheEnd: Interval = { from: '2024-05-21T10:20:00+08:00', to: null };
    expect(due('2024-05-20T10:20:00+08:00', 24, 'h', [atTheEnd])).toBe('2024-05-21T10:20:00+08:00');
    const running: Interval = { from: '2024-05-21T10:19:59+08:00', to: null };
    expect(codeOf(() => due('2024-05-20T10:20:00+08:00', 24, 'h', [running]))).toBe(
      'suspension-still-running',
    );
  });
});

describe('calendars (d, f, j)', () => {
  it('are asked for working days and roll-over alone', () => {
    expect(due('2030-05-20', 90, 'cd')).toBe('2030-08-18');
    expect(due('2030-05-20', 3, 'mo')).toBe('2030-08-20');
    expect(due('2030-05-20', 3, 'cd-before')).toBe('2030-05-17');
    expect(deadline(question('2024-05-20', 90, 'cd')).calendar).toBeUndefined();
    expect(deadline(question('2024-05-20', 1, 'wd')).calendar).toBe('cn-2007-2026.1');
    expect(codeOf(() => due('2030-05-20', 1, 'wd'))).toBe('calendar-year-not-loaded');
    expect(codeOf(() => rolling('2030-05-20', 1, 'mo'))).toBe('calendar-year-not-loaded');
    expect(codeOf(() => due('2026-12-30', 2, 'wd'))).toBe('calendar-year-not-loaded');
    expect(codeOf(() => due('2007-01-05', 3, 'wd-before'))).toBe('calendar-year-not-loaded');
  });

  it('of the territory decide', () => {
    const changji = chinaCalendars.for('652301');
    expect(codeOf(() => deadline({ ...question('2024-05-20', 1, 'wd'), calendar: changji }))).toBe(
      'calendar-territory-not-loaded',
    );
    expect(deadline({ ...question('2024-05-20', 15, 'cd'), calendar: changji }).due).toBe('2024-06-04');
  });

  it('leave the last week of the last loaded year open', () => {
    expect(deadline(question('2026-12-22', 2, 'wd')).provisional).toBe(false);
    expect(deadline(question('2026-12-22', 3, 'wd'))).toMatchObject({ due: '2026-12-25', provisional: true });
    expect(
      deadline({ ...question('2026-12-01', 25, 'cd'), period: period(25, 'cd', 'next-working-day') }),
    ).toMatchObject({
      due: '2026-12-28',
      provisional: true,
    });
    expect(deadline(question('2026-12-28', 4, 'wd-before'))).toMatchObject({
      due: '2026-12-22',
      provisional: true,
    });
    expect(deadline(question('2026-12-01', 28, 'cd')).provisional).toBe(false);
    expect(deadline(question('2025-12-22', 5, 'wd')).provisional).toBe(false);
  });
});

describe('intervals (g)', () => {
  const stop = (from: string, to: string | null): Interval => ({ from, to });

  it('take out the day they begin and not the day they end', () => {
    expect(due('2024-05-20', 5, 'cd', [stop('2024-05-22', '2024-05-24')])).toBe('2024-05-27');
    expect(due('2024-05-20', 5, 'wd', [stop('2024-05-22', '2024-05-24')])).toBe('2024-05-29');
    expect(deadline(question('2024-05-20', 5, 'cd', [stop('2024-05-22', '2024-05-24')])).excluded).toBe(2);
    expect(deadline(question('2024-05-20', 5, 'wd', [stop('2024-05-22', '2024-05-24')])).excluded).toBe(2);
  });

  it('are united, not added', () => {
    const overlapping = [
      stop('2024-05-23', '2024-05-26'),
      stop('2024-05-22', '2024-05-24'),
      stop('2024-05-23', '2024-05-24'),
    ];
    expect(due('2024-05-20', 5, 'cd', overlapping)).toBe(
      due('2024-05-20', 5, 'cd', [stop('2024-05-22', '2024-05-26')]),
    );
  });

  it('count only from the day after the start', () => {
    expect(due('2024-05-20', 5, 'cd', [stop('2024-05-01', '2024-05-21')])).toBe('2024-05-25');
    expect(due('2024-05-20', 5, 'cd', [stop('2024-05-01', '2024-05-23')])).toBe('2024-05-27');
  });

  it('on the last day push it on, after the last day do nothing', () => {
    expect(due('2024-05-20', 5, 'cd', [stop('2024-05-25', '2024-05-27')])).toBe('2024-05-27');
    expect(due('2024-05-20', 5, 'cd', [stop('2024-05-26', '2024-05-28')])).toBe('2024-05-25');
  });

  it('reach intervals that the lengthened period runs into', () => {
    expect(
      due('2024-05-20', 5, 'cd', [stop('2024-05-25', '2024-05-27'), stop('2024-05-27', '2024-05-28')]),
    ).toBe('2024-05-28');
  });

  it('lengthen months and years by the days excluded', () => {
    expect(due('2024-01-31', 1, 'mo', [stop('2024-02-10', '2024-02-13')])).toBe('2024-03-03');
    expect(due('2024-01-31', 1, 'y', [stop('2024-02-10', '2024-02-11')])).toBe('2025-02-01');
  });

  it('beginning while the last day rolls have no effect', () => {
    // 15 days from 09-01 end on the holiday 09-16 and roll to 09-18.
    expect(rolling('2024-09-01', 15, 'cd', [stop('2024-09-17', '2024-09-30')])).toBe('2024-09-18');
    expect(rolling('2024-09-01', 15, 'cd', [stop('2024-09-17', null)])).toBe('2024-09-18');
    expect(rolling('2024-09-01', 15, 'cd', [stop('2024-09-16', '2024-09-30')])).toBe('2024-09-30');
  });

  it('still running are an error as soon as the date depends on them', () => {
    expect(codeOf(() => due('2024-05-20', 5, 'cd', [stop('2024-05-25', null)]))).toBe(
      'suspension-still-running',
    );
    expect(due('2024-05-20', 5, 'cd', [stop('2024-05-26', null)])).toBe('2024-05-25');
    expect(codeOf(() => due('2024-05-20', 5, 'wd', [stop('2024-05-27', null)]))).toBe(
      'suspension-still-running',
    );
    expect(due('2024-05-20', 5, 'wd', [stop('2024-05-28', null)])).toBe('2024-05-27');
    expect(codeOf(() => due('2024-05-20', 1, 'mo', [stop('2024-05-01', null)]))).toBe(
      'suspension-still-running',
    );
    expect(due('2024-05-20', 0, 'cd', [stop('2024-05-01', null)])).toBe('2024-05-20');
    expect(codeOf(() => due('2024-05-29', 2, 'wd-before', [stop('2024-05-28', null)]))).toBe(
      'suspension-still-running',
    );
    expect(codeOf(() => due('2024-05-29', 2, 'cd-before', [stop('2024-05-28', null)]))).toBe(
      'suspension-still-running',
    );
    expect(due('2024-05-29', 2, 'cd-before', [stop('2024-05-29', null)])).toBe('2024-05-27');
    expect(due('2024-05-29', 2, 'wd-before', [stop('2024-05-29', null)])).toBe('2024-05-27');
  });

  it('that begin on the event or later do not reach back, whatever they touch', () => {
    const touching = [stop('2024-05-28', '2024-05-29'), stop('2024-05-29', null)];
    expect(due('2024-05-29', 1, 'wd-before', touching)).toBe('2024-05-27');
    expect(due('2024-05-29', 1, 'cd-before', touching)).toBe('2024-05-27');
    expect(codeOf(() => due('2024-05-29', 1, 'cd-before', [stop('2024-06-02', '2024-06-01')]))).toBe(
      'bad-interval',
    );
  });

  it('need no calendar for the years they jump over', () => {
    expect(due('2024-05-20', 1, 'wd', [stop('2024-05-21', '2024-06-03')])).toBe('2024-06-03');
    expect(codeOf(() => due('2026-12-30', 1, 'wd', [stop('2026-12-31', '2031-01-01')]))).toBe(
      'calendar-year-not-loaded',
    );
  });

  it('that end before they begin are refused', () => {
    expect(codeOf(() => due('2024-05-20', 5, 'cd', [stop('2024-05-25', '2024-05-24')]))).toBe('bad-interval');
    expect(due('2024-05-20', 5, 'cd', [stop('2024-05-24', '2024-05-24')])).toBe('2024-05-25');
    expect(codeOf(() => due('2024-05-20', 5, 'cd', [stop('soon', '2024-05-24')]))).toBe('bad-civil-date');
  });

  it('given as moments count with their civil dates', () => {
    const moments = stop('2024-05-21T16:10:00Z', '2024-05-24T09:00:00+08:00');
    expect(due('2024-05-20', 5, 'cd', [moments])).toBe('2024-05-27');
  });
});

describe('edges (a, i)', () => {
  it('lets a minimum wait end on the day after the nth', () => {
    expect(earliestAfter(question('2024-05-20', 10, 'wd'))).toBe('2024-06-04');
    expect(earliestAfter(question('2024-05-20', 30, 'cd'))).toBe('2024-06-20');
  });

  it('makes one longer period of an extension', () => {
    expect(extendedBy(period(30, 'cd'), period(30, 'cd'))).toEqual(period(60, 'cd'));
    expect(extendedBy(period(20, 'wd'), period(10, 'wd'), period(5, 'wd')).amount).toBe(35);
    expect(extendedBy(period(7, 'wd'))).toEqual(period(7, 'wd'));
    expect(codeOf(() => extendedBy(period(30, 'cd'), period(1, 'mo')))).toBe('bad-period');
  });

  it('counts lateness in the type of the rule', () => {
    expect(lateBy({ due: '2024-05-29', act: '2024-06-03', kind: 'wd', calendar })).toBe(3);
    expect(lateBy({ due: '2024-06-04', act: '2024-06-10', kind: 'cd', calendar })).toBe(6);
    expect(lateBy({ due: '2024-06-04', act: '2024-06-04', kind: 'cd', calendar })).toBe(0);
    expect(lateBy({ due: '2024-06-04', act: '2024-06-01', kind: 'wd', calendar })).toBe(0);
    expect(lateBy({ due: '2024-06-04', act: '2024-06-10', kind: 'mo', calendar })).toBe(6);
    expect(lateBy({ due: '2024-05-20', act: '2024-06-12', kind: 'wd', calendar })).toBe(16);
    expect(lateBy({ due: '2024-05-20', act: '2024-06-12', kind: 'cd', calendar })).toBe(23);
    const pause = [{ from: '2024-06-06', to: '2024-06-08' }];
    expect(lateBy({ due: '2024-06-04', act: '2024-06-10', kind: 'cd', calendar, intervals: pause })).toBe(4);
    const [at, late] = ['2024-05-21T10:20:00+08:00', '2024-05-21T12:21:00+08:00'];
    expect(lateBy({ due: at, act: late, kind: 'h', calendar })).toBe(3);
    expect(lateBy({ due: at, act: at, kind: 'h', calendar })).toBe(0);
  });

  it('tells late from in time, a last day ending at 24:00', () => {
    expect(isLate('2024-05-29', '2024-05-29')).toBe(false);
    expect(isLate('2024-05-29', '2024-05-29T23:59:59+08:00')).toBe(false);
    expect(isLate('2024-05-29', '2024-05-29T16:00:00Z')).toBe(true);
    expect(isLate('2024-05-31', '2024-06-01')).toBe(true);
    expect(isLate('2024-05-21T10:20:00+08:00', '2024-05-21T02:20:00Z')).toBe(false);
    expect(isLate('2024-05-21T10:20:00+08:00', '2024-05-21T10:20:00.001+08:00')).toBe(true);
  });

  it('rounds alert points up to a counted day', () => {
    const share = { num: 80, den: 100 };
    expect(alertPoint(question('2024-01-01', 90, 'cd'), share).due).toBe('2024-03-13');
    expect(alertPoint(question('2024-05-20', 7, 'wd'), share).due).toBe('2024-05-28');
    expect(
      alertPoint(question('2024-05-20', 7, 'wd', [{ from: '2024-05-22', to: '2024-05-24' }]), share).due,
    ).toBe('2024-05-30');
    expect(alertPoint(question('2024-01-31', 1, 'mo'), share).due).toBe('2024-02-24');
  });
});

describe('reasons', () => {
  it('tell the count, the holidays and the make-up days', () => {
    const { deadline: answer, reasons } = explainDeadline(question('2024-09-12', 3, 'wd'));
    expect(answer.due).toBe('2024-09-18');
    expect(reasons.map(({ zh }) => zh)).toEqual([
      '起算日 2024-09-12 不计入',
      '3个工作日：2024-09-18；中秋节 2024-09-15、中秋节 2024-09-16、中秋节 2024-09-17休息；中秋节 2024-09-14补班',
    ]);
    expect(reasons[1]?.en).toContain('make-up work: 中秋节 2024-09-14');
  });

  it('tell intervals, roll-over and reservation', () => {
    const asked = {
      ...question('2024-09-01', 13, 'cd', [{ from: '2024-09-03', to: '2024-09-05' }]),
      period: period(13, 'cd', 'next-working-day'),
    };
    expect(
      explainDeadline(asked)
        .reasons.map(({ zh }) => zh)
        .slice(2),
    ).toEqual(['扣除中止期间 2 日', '2024-09-16（中秋节）不是工作日，顺延至 2024-09-18']);
    const open = explainDeadline(question('2026-12-22', 3, 'wd')).reasons.at(-1);
    expect(open?.zh).toContain('次年放假通知尚未载入');
  });

  it('tell zero, hours and counting back', () => {
    const first = (...parts: Parameters<typeof question>) =>
      explainDeadline(question(...parts)).reasons[0]?.zh;
    expect(first('2024-09-12', 0, 'wd')).toBe('期限为零，即为 2024-09-12 当日');
    expect(first('2024-09-12T10:00:00+08:00', 24, 'h')).toContain('按钟点计算');
    expect(first('2024-05-29', 7, 'wd-before')).toContain('往前计算');
    expect(
      explainDeadline(
        question('2024-05-20T10:20:00+08:00', 24, 'h', [
          { from: '2024-05-20T20:00:00+08:00', to: '2024-05-20T23:00:00+08:00' },
        ]),
      ).reasons[2]?.zh,
    ).toBe('扣除中止 3 小时');
  });
});

describe('words for periods', () => {
  it('are the law’s', () => {
    expect(periodZh(period(7, 'wd'))).toBe('7个工作日');
    expect(periodZh(period(15, 'cd', 'next-working-day'))).toBe('15日（末日遇非工作日顺延）');
    expect(periodEn(period(3, 'mo'))).toBe('3 months');
    expect(isPeriodKind('wd-before')).toBe(true);
    expect(isPeriodKind('days')).toBe(false);
    expect(isRoll('none')).toBe(true);
    expect(isRoll('both')).toBe(false);
  });
});
