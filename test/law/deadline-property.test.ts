import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  dateFromDay,
  dayOf,
  epochOf,
  instantFromEpoch,
  type CivilDate,
} from '../../src/kernel/time';
import { chinaCalendars } from '../../src/law/calendar';
import { deadline, lateBy } from '../../src/law/deadline';
import type { Interval } from '../../src/law/interval';
import { period, type PeriodKind, type Roll } from '../../src/law/period';
import { describeWithShared, sharedPath } from '../support/shared';

const calendar = chinaCalendars.for('310000');

const between = (first: CivilDate, last: CivilDate): fc.Arbitrary<CivilDate> =>
  fc.integer({ min: dayOf(first), max: dayOf(last) }).map(dateFromDay);
/** Far enough from both ends that no period below leaves the loaded years. */
const anyDate = between('2008-01-01', '2024-12-31');
const kinds = fc.constantFrom<PeriodKind>('wd', 'cd', 'mo', 'y', 'wd-before', 'cd-before');
const roll = fc.constantFrom<Roll>('none', 'next-working-day');

const due = (
  from: CivilDate,
  amount: number,
  kind: PeriodKind,
  how: Roll = 'none',
  intervals: Interval[] = [],
) => deadline({ from, period: period(amount, kind, how), calendar, intervals }).due;

const amountFor = (kind: PeriodKind, size: number): number =>
  kind === 'mo' ? size % 7 : kind === 'y' ? size % 2 : kind.endsWith('before') ? size % 60 : size % 91;

const spans = (from: CivilDate): fc.Arbitrary<Interval[]> =>
  fc.array(
    fc.tuple(fc.integer({ min: -40, max: 120 }), fc.integer({ min: 0, max: 30 })).map(([shift, length]) => ({
      from: addDays(from, shift),
      to: addDays(from, shift + length),
    })),
    { maxLength: 4 },
  );

const folder = 'data/reference/holiday-cn';
describeWithShared('deadlines equal a slow and separate computation', [folder], () => {
  // Nothing of the code under test is used here: published files, the platform's Date in UTC, one day at a time.
  const listed = new Map<string, boolean>();
  for (const name of readdirSync(sharedPath(folder)).filter((file) => /^\d{4}\.json$/u.test(file))) {
    const file = JSON.parse(readFileSync(sharedPath(`${folder}/${name}`), 'utf8')) as {
      days: { date: string; isOffDay: boolean }[];
    };
    for (const { date, isOffDay } of file.days) listed.set(date, !isOffDay);
  }
  const days: { readonly date: string; readonly works: boolean }[] = [];
  const text = (at: Date): string => at.toISOString().slice(0, 10);
  for (
    const at = new Date('2006-01-01T00:00:00Z');
    at.getUTCFullYear() < 2029;
    at.setUTCDate(at.getUTCDate() + 1)
  ) {
    days.push({ date: text(at), works: listed.get(text(at)) ?? ![0, 6].includes(at.getUTCDay()) });
  }
  const place = new Map(days.map(({ date }, index) => [date, index]));
  const next = (date: string, step = 1): string => days[place.get(date)! + step]!.date;
  const works = (date: string): boolean => days[place.get(date)!]!.works;
  const out = (date: string, intervals: Interval[]): boolean =>
    intervals.some(({ from, to }) => from <= date && to !== null && date < to);

  function count(
    from: string,
    amount: number,
    step: number,
    intervals: Interval[],
    counts: (date: string) => boolean,
  ) {
    let date = from;
    for (let left = amount; left > 0;) {
      date = next(date, step);
      if (!out(date, intervals) && counts(date)) left--;
    }
    return date;
  }
  function monthsLater(from: string, months: number): string {
    const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
    return text(new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))));
  }
  function slow(from: string, amount: number, kind: PeriodKind, how: Roll, intervals: Interval[]): string {
    const every = (): boolean => true;
    if (kind === 'wd') return count(from, amount, 1, intervals, works);
    if (kind === 'wd-before') return count(from, amount, -1, intervals, works);
    if (kind === 'cd-before') return count(from, amount, -1, intervals, every);
    let length = amount;
    if (kind !== 'cd') {
      const end = monthsLater(from, kind === 'mo' ? amount : amount * 12);
      length = 0;
      for (let date = from; date < end; date = next(date)) length++;
    }
    let last = count(from, length, 1, intervals, every);
    while (how === 'next-working-day' && !works(last)) last = next(last);
    return last;
  }

  it('for the periods of the law from every day of twenty years', () => {
    const wrong: string[] = [];
    let asked = 0;
    for (let from = '2007-01-01'; from <= '2026-10-31'; from = next(from)) {
      for (const [amount, kind, how] of [
        [7, 'wd', 'none'],
        [15, 'cd', 'next-working-day'],
        [1, 'mo', 'next-working-day'],
      ] as const) {
        asked++;
        if (due(from, amount, kind, how) !== slow(from, amount, kind, how, []))
          wrong.push(`${from} ${amount} ${kind}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(21_000);
  });

  it('for any period with any intervals', () => {
    const cases = fc
      .tuple(anyDate, kinds, fc.nat({ max: 10_000 }), roll)
      .chain(([from, kind, size, how]) =>
        fc.tuple(fc.constant({ from, kind, amount: amountFor(kind, size), how }), spans(from)),
      );
    fc.assert(
      fc.property(cases, ([{ from, kind, amount, how }, intervals]) => {
        expect(due(from, amount, kind, how, intervals)).toBe(slow(from, amount, kind, how, intervals));
      }),
      { numRuns: 2000 },
    );
  });

  it('and so does lateness', () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.integer({ min: -10, max: 60 }),
        fc.constantFrom<PeriodKind>('wd', 'cd'),
        (from, days, kind) => {
          const act = next(from, days);
          let late = 0;
          for (let date = from; date < act;) {
            date = next(date);
            if (kind === 'cd' || works(date)) late++;
          }
          expect(lateBy({ due: from, act, kind, calendar })).toBe(late);
        },
      ),
    );
  });
});

describe('laws of periods', () => {
  const cases = fc
    .tuple(anyDate, kinds, fc.nat({ max: 10_000 }))
    .chain(([from, kind, size]) =>
      fc.tuple(fc.constant({ from, kind, amount: amountFor(kind, size) }), spans(from)),
    );

  it('order and repetition of intervals do not matter, nor does cutting one in two', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ([{ from, kind, amount }, intervals], at) => {
        const expected = due(from, amount, kind, 'none', intervals);
        const cut = intervals.flatMap((each) => {
          const middle = addDays(each.from, at % (1 + dayOf(each.to ?? each.from) - dayOf(each.from)));
          return [
            { from: middle, to: each.to },
            { from: each.from, to: middle },
          ];
        });
        expect(due(from, amount, kind, 'none', intervals.toReversed())).toBe(expected);
        expect(due(from, amount, kind, 'none', [...intervals, ...intervals])).toBe(expected);
        expect(due(from, amount, kind, 'none', cut)).toBe(expected);
      }),
    );
  });

  it('an interval never brings a deadline forward, and moves it by no more than its length', () => {
    fc.assert(
      fc.property(cases, ([{ from, amount }, intervals]) => {
        const plain = dayOf(due(from, amount, 'cd'));
        const suspended = dayOf(due(from, amount, 'cd', 'none', intervals));
        const length = intervals.reduce(
          (sum, each) => sum + dayOf(each.to ?? each.from) - dayOf(each.from),
          0,
        );
        expect(suspended).toBeGreaterThanOrEqual(plain);
        expect(suspended - plain).toBeLessThanOrEqual(length);
        expect(deadline({ from, period: period(amount, 'cd'), calendar, intervals }).excluded).toBe(
          suspended - plain,
        );
      }),
    );
  });

  it('a working-day deadline is a working day, and a rolled one too', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (from, amount) => {
        expect(calendar.isWorkingDay(dayOf(due(from, amount, 'wd')))).toBe(true);
        expect(calendar.isWorkingDay(dayOf(due(from, amount, 'cd', 'next-working-day')))).toBe(true);
        expect(due(from, amount, 'cd', 'next-working-day') >= due(from, amount, 'cd')).toBe(true);
      }),
    );
  });

  it('counting back undoes counting on from a working day', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 60 }), (from, amount) => {
        fc.pre(calendar.isWorkingDay(dayOf(from)));
        expect(due(due(from, amount, 'wd'), amount, 'wd-before')).toBe(from);
        expect(due(due(from, amount, 'cd'), amount, 'cd-before')).toBe(from);
      }),
    );
  });

  it('a longer period never ends earlier', () => {
    fc.assert(
      fc.property(cases, ([{ from, kind, amount }, intervals]) => {
        const [shorter, longer] = [
          due(from, amount, kind, 'none', intervals),
          due(from, amount + 1, kind, 'none', intervals),
        ];
        expect(kind.endsWith('before') ? longer <= shorter : longer >= shorter).toBe(true);
      }),
    );
  });

  it('hours pass as the clock does, less what is suspended', () => {
    const start = fc
      .integer({ min: Date.UTC(2008, 0, 1), max: Date.UTC(2024, 0, 1) })
      .map((ms) => Math.floor(ms / 1000) * 1000);
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: -3_600_000, max: 86_400_000 }),
        fc.nat({ max: 86_400_000 }),
        (at, hours, shift, length) => {
          const stop = { from: instantFromEpoch(at + shift), to: instantFromEpoch(at + shift + length) };
          const answer = deadline({
            from: instantFromEpoch(at),
            period: period(hours, 'h'),
            calendar,
            intervals: [stop],
          });
          let left = hours * 3600;
          let second = at / 1000;
          const [first, last] = [(at + shift) / 1000, (at + shift + length) / 1000];
          const before = Math.max(0, Math.min(left, first - second));
          left -= before;
          second += before;
          if (left > 0 && second < last) second = Math.max(second, last);
          expect(epochOf(answer.due)).toBe(Math.floor(second + left) * 1000);
        },
      ),
    );
  });
});
