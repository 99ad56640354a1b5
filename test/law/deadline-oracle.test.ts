import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Laws } from '../../src/app/law/laws';
import { PeriodLines } from '../../src/app/law/period-lines';
import { describeWithShared, sharedPath } from '../support/shared';

/**
 * The batch door against a second computation that shares no line with the first: published files, the platform's Date
 * in UTC, one day (or one minute) at a time, by the words of the specification 0.5.
 */

const folder = 'data/reference/holiday-cn';
type Span = readonly [from: string, to: string | null];
interface Question {
  readonly from: string;
  readonly kind: string;
  readonly amount: number;
  readonly roll: string;
  readonly suspended: readonly Span[];
}
type Answer = { readonly due: string } | { readonly error: { readonly code: string } };

class Impossible extends Error {}

describeWithShared(
  'every answer of the batch is the one that counting on the fingers gives',
  [folder],
  () => {
    const offDays = new Map<string, boolean>();
    const loaded = new Set<string>();
    for (const name of readdirSync(sharedPath(folder)).filter((file) => /^\d{4}\.json$/u.test(file))) {
      const { papers, days } = JSON.parse(readFileSync(sharedPath(`${folder}/${name}`), 'utf8')) as {
        readonly papers: readonly string[];
        readonly days: readonly { readonly date: string; readonly isOffDay: boolean }[];
      };
      // (f) A year counts with at least one paper and one day.
      if (papers.length === 0 || days.length === 0) continue;
      loaded.add(name.slice(0, 4));
      for (const { date, isOffDay } of days) offDays.set(date, isOffDay);
    }

    const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    const step = (date: string, days: number): string => dayText(Date.parse(date) + days * 86_400_000);
    const works = (date: string): boolean => {
      if (!loaded.has(date.slice(0, 4))) throw new Impossible('calendar-year-not-loaded');
      return offDays.has(date) ? offDays.get(date) === false : ![0, 6].includes(new Date(date).getUTCDay());
    };
    /** (g) The day it begins is out, the day it ends counts again. One that runs never lets a later day count. */
    const isOut = (date: string, suspended: readonly Span[]): boolean =>
      suspended.some(([from, to]) => from <= date && (to === null || date < to));
    const endsNever = (date: string, suspended: readonly Span[]): boolean =>
      suspended.some(([from, to]) => from <= date && to === null);
    /** Backwards one that runs is out from its beginning on, and how much of it nobody knows. */
    function counted(
      from: string,
      amount: number,
      by: 1 | -1,
      suspended: readonly Span[],
      counts: (date: string) => boolean,
    ) {
      let date = from;
      for (let left = amount; left > 0;) {
        date = step(date, by);
        if (endsNever(date, suspended)) throw new Impossible('suspension-still-running');
        if (!isOut(date, suspended) && counts(date)) left -= 1;
      }
      return date;
    }
    function sameDayLater(from: string, months: number): string {
      const [year, month, day] = from.split('-').map(Number) as [number, number, number];
      const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
      return dayText(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth)));
    }
    function daysFrom(from: string, to: string): number {
      let days = 0;
      for (let date = from; date < to; date = step(date, 1)) days += 1;
      return days;
    }
    /** (c) Clock time; a minute counts unless it lies in an interval. */
    function hoursLater({ from, amount, suspended }: Question): string {
      let at = Date.parse(from);
      const spans = suspended.map(
        ([begin, end]) => [Date.parse(begin), end === null ? Infinity : Date.parse(end)] as const,
      );
      for (let left = amount * 60; left > 0; at += 60_000) {
        const now = spans.filter(([begin, end]) => begin <= at && at < end);
        if (now.some(([, end]) => end === Infinity)) throw new Impossible('suspension-still-running');
        if (now.length === 0) left -= 1;
      }
      return `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
    }
    function slowly(question: Question): string {
      const { from, kind, amount, roll, suspended } = question;
      const every = (): boolean => true;
      if (kind === 'h') return hoursLater(question);
      if (kind === 'wd') return counted(from, amount, 1, suspended, works);
      if (kind === 'wd-before') return counted(from, amount, -1, suspended, works);
      if (kind === 'cd-before') return counted(from, amount, -1, suspended, every);
      // Months and years are lengthened by the days excluded: so many days as they have without.
      const months = kind === 'mo' ? amount : amount * 12;
      const days = kind === 'cd' ? amount : daysFrom(from, sameDayLater(from, months));
      let last = counted(from, days, 1, suspended, every);
      // (b) What begins while the last day is rolling has no effect.
      while (roll === 'next-working-day' && !works(last)) last = step(last, 1);
      return last;
    }
    function expected(question: Question): Answer {
      try {
        return { due: slowly(question) };
      } catch (error) {
        if (error instanceof Impossible) return { error: { code: error.message } };
        throw error;
      }
    }

    const lines = new PeriodLines(new Laws(), undefined);
    const answered = (question: Question): Answer =>
      JSON.parse(lines.answer(JSON.stringify(question))) as Answer;

    /** From before the first loaded year to after the last. */
    const first = Date.parse('2006-10-01') / 86_400_000;
    const last = Date.parse('2027-03-31') / 86_400_000;
    const day = fc.integer({ min: first, max: last }).map((number) => dayText(number * 86_400_000));
    const roll = fc.constantFrom('none', 'next-working-day');
    const most = { wd: 120, cd: 200, mo: 9, y: 3, 'wd-before': 60, 'cd-before': 90 } as const;
    const spansAround = (from: string): fc.Arbitrary<readonly Span[]> =>
      fc.array(
        fc
          .tuple(
            fc.integer({ min: -60, max: 250 }),
            fc.integer({ min: 0, max: 40 }),
            fc.integer({ min: 0, max: 9 }),
          )
          .map(([shift, length, runs]): Span => [
            step(from, shift),
            runs === 0 ? null : step(from, shift + length),
          ]),
        { maxLength: 4 },
      );
    const inDays: fc.Arbitrary<Question> = fc
      .tuple(day, fc.constantFrom(...(Object.keys(most) as (keyof typeof most)[])), roll)
      .chain(([from, kind, how]) =>
        fc
          .tuple(fc.integer({ min: 0, max: most[kind] }), spansAround(from))
          .map(([amount, suspended]) => ({ from, kind, amount, roll: how, suspended })),
      );
    const minute = fc
      .integer({ min: Date.parse('2007-01-01') / 60_000, max: Date.parse('2026-12-01') / 60_000 })
      .map((number) => number * 60_000);
    const text = (ms: number): string => new Date(ms).toISOString();
    const inHours: fc.Arbitrary<Question> = fc
      .tuple(minute, fc.integer({ min: 0, max: 96 }))
      .chain(([at, amount]) =>
        fc
          .array(
            fc
              .tuple(
                fc.integer({ min: -600, max: 6_000 }),
                fc.integer({ min: 0, max: 900 }),
                fc.integer({ min: 0, max: 9 }),
              )
              .map(([shift, length, runs]): Span => [
                text(at + shift * 60_000),
                runs === 0 ? null : text(at + (shift + length) * 60_000),
              ]),
            { maxLength: 3 },
          )
          .map((suspended) => ({ from: text(at), kind: 'h', amount, roll: 'none', suspended })),
      );

    it('in days, months and years, forwards and backwards, with and without suspensions', () => {
      const kinds = new Set<string>();
      fc.assert(
        fc.property(inDays, (question) => {
          const answer = expected(question);
          kinds.add('due' in answer ? question.kind : answer.error.code);
          expect(answered(question)).toEqual(answer);
        }),
        { numRuns: 6_000 },
      );
      expect([...kinds].sort()).toEqual(
        [...Object.keys(most), 'calendar-year-not-loaded', 'suspension-still-running'].sort(),
      );
    });

    it('in hours', () => {
      fc.assert(
        fc.property(inHours, (question) => {
          expect(answered(question)).toEqual(expected(question));
        }),
        { numRuns: 400 },
      );
    });

    it('on every day of the twenty years, for the lengths that the law uses', () => {
      const lengths = [
        ...[3, 7].map((amount) => ({ amount, kind: 'wd', roll: 'none' })),
        { amount: 15, kind: 'cd', roll: 'next-working-day' },
        { amount: 6, kind: 'mo', roll: 'next-working-day' },
        { amount: 7, kind: 'wd-before', roll: 'none' },
      ];
      const wrong: Question[] = [];
      let asked = 0;
      for (let from = '2007-01-01'; from <= '2026-12-31'; from = step(from, 1)) {
        for (const length of lengths) {
          const question = { from, ...length, suspended: [] };
          asked += 1;
          if (JSON.stringify(answered(question)) !== JSON.stringify(expected(question))) wrong.push(question);
        }
      }
      expect(wrong).toEqual([]);
      expect(asked).toBe(7_305 * lengths.length);
    }, 60_000);
  },
);
