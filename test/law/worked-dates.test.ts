import { describe, expect, it } from '@jest/globals';
import { CalendarBook, chinaCalendars, isStatutoryHoliday, type Calendar } from '../../src/law/calendar';
import { cn2007to2016 } from '../../src/law/calendars/cn-2007-2016';
import { cn2017to2026 } from '../../src/law/calendars/cn-2017-2026';
import { latestBefore, openClock } from '../../src/law/clock';
import { earliestAfter, lateBy } from '../../src/law/deadline';
import { daysToCap, lateFee } from '../../src/law/late-fee';
import { cn2021 } from '../../src/law/packs/cn-2021';
import { RuleBook, type PeriodChoice, type PeriodKey } from '../../src/law/rule-book';
import type { RulePack } from '../../src/law/rule-pack';
import { legalDay } from '../../src/kernel/time';

/** The dates that the specification works out in 0.5, C.5 and D.8, by the keys of the packs. */

/** The pack of D.8, as far as dates rest on it. */
const example: RulePack = {
  ...{
    id: 'example',
    version: '1',
    zh: '例',
    en: 'example',
    scope: { level: 'territory', prefix: '410184' },
  },
  parameters: [
    {
      ...{ key: 'late.record.hours', basis: [], confidence: 'D', from: '2021-07-15' },
      value: { type: 'period', period: { amount: 48, kind: 'h', roll: 'none' }, extensions: [] },
    },
  ],
};
const rules = new RuleBook([cn2021, example], { territory: '410184', on: '2024-05-20' });
const calendar = chinaCalendars.for('410184');
const without2024 = new CalendarBook(
  'without 2024',
  [...cn2007to2016, ...cn2017to2026].filter(({ year }) => year !== 2024),
).for('410184');

const due = (key: PeriodKey, from: string, choice: PeriodChoice = {}, days: Calendar = calendar) =>
  openClock({ key, opened: legalDay(from), rules, calendar: days, ...choice });
const late = (kind: 'wd' | 'cd', limit: string, act: string): number =>
  lateBy({ due: limit, act, kind, calendar });

describe('0.5', () => {
  it.each([
    ['publish.penalty.own_site', '2024-05-20', '2024-05-29'],
    ['withdraw.penalty', '2024-09-12', '2024-09-18'],
    ['fine.pay', '2024-05-20', '2024-06-04'],
    ['major.filing', '2024-05-20', '2024-06-04'],
    ['court.answer', '2024-09-01', '2024-09-18'],
    ['case.decide', '2024-05-20', '2024-08-18'],
  ] as const)('%s from %s: %s', (key, from, expected) => {
    expect(due(key, from).due).toBe(expected);
  });

  it('rolls the periods of litigation, reconsideration and payment, and no other of the organ', () => {
    const rolling = (Object.keys(sundays) as PeriodKey[]).filter(
      (key) => due(key, sundays[key] ?? '').due !== '2024-09-15',
    );
    // Sunday 2024-09-15 is the Mid-Autumn holiday, as are the two days after it.
    expect(rolling.sort()).toEqual(
      [
        'appeal.apply',
        'appeal.judgment',
        'court.answer',
        'fine.pay',
        'lawsuit',
        'lawsuit.after.review',
      ].sort(),
    );
  });
  const sundays: Partial<Record<PeriodKey, string>> = {
    ...{ 'appeal.apply': '2024-07-17', lawsuit: '2024-03-15', 'lawsuit.after.review': '2024-08-31' },
    ...{ 'appeal.judgment': '2024-08-31', 'court.answer': '2024-08-31', 'fine.pay': '2024-08-31' },
    ...{
      'case.decide': '2024-06-17',
      seizure: '2024-08-16',
      freeze: '2024-08-16',
      'court.apply': '2024-06-15',
    },
    ...{ 'court.review.ask': '2024-08-31', 'service.public': '2024-08-16', 'crime.chief': '2024-09-12' },
    ...{ 'crime.handover': '2024-09-12', 'appeal.opinion': '2024-07-17', 'major.filing': '2024-08-31' },
    'latefee.before.exec': '2024-08-16',
  };

  it('counts back from a hearing, and late in the type of the rule', () => {
    expect(latestBefore({ key: 'hearing.notice', event: '2024-05-29', rules, calendar }).due).toBe(
      '2024-05-20',
    );
    expect(late('wd', '2024-05-29', '2024-06-03')).toBe(3);
    expect(late('cd', '2024-06-04', '2024-06-10')).toBe(6);
  });

  it('makes one longer period of an extension, and ends announcement service on its day', () => {
    expect(due('seizure', '2024-05-20', { extensions: 1 }).due).toBe('2024-07-19');
    expect(due('service.public', '2024-08-16').due).toBe('2024-09-15');
  });

  it('refuses on every listed day off, not on a weekend or a make-up day', () => {
    const refused = ['2024-09-16', '2024-09-14', '2024-09-21', '2024-10-05'].map((date) =>
      isStatutoryHoliday(calendar, date),
    );
    expect(refused).toEqual([true, false, false, true]);
  });
});

describe('C.5', () => {
  it('X10: the court is asked no sooner than the day after the tenth working day of the reminder', () => {
    const urged = { from: '2024-05-20', period: rules.period('urge.before.court'), calendar };
    expect(earliestAfter(urged)).toBe('2024-06-04');
  });

  it('X6: the late fee reaches its cap on day 34', () => {
    const ratio = (key: 'latefee.rate' | 'latefee.cap') => rules.value(key);
    expect(daysToCap(ratio('latefee.rate'), ratio('latefee.cap'))).toBe(34);
  });
});

describe('D.8', () => {
  it('item 2: recorded on 2024-06-12, 23 calendar and 16 working days after', () => {
    expect(rules.period('late.record.hours')).toMatchObject({ amount: 48, kind: 'h' });
    expect([late('cd', '2024-05-20', '2024-06-12'), late('wd', '2024-05-20', '2024-06-12')]).toEqual([
      23, 16,
    ]);
  });

  it('items 3 to 6: publication, payment with its fee, filing, withdrawal', () => {
    expect(due('publish.penalty.own_site', '2024-05-20').due).toBe('2024-05-29');
    expect(late('wd', '2024-05-29', '2024-06-03')).toBe(3);
    const pay = due('fine.pay', '2024-05-20').due ?? '';
    expect(pay).toBe('2024-06-04');
    const [dailyRate, cap] = [rules.value('latefee.rate'), rules.value('latefee.cap')];
    expect(lateFee({ principal: 3_000_000, due: pay, until: '2024-06-10', dailyRate, cap })).toMatchObject({
      ...{ days: 6, fee: 540_000, capped: false },
    });
    expect(due('major.filing', '2024-05-20').due).toBe('2024-06-04');
    // Served on 2024-08-27, nobody appealed: effective on the day after the fifteenth.
    const appeal = { from: '2024-08-27', period: rules.period('appeal.judgment'), calendar };
    expect(due('appeal.judgment', '2024-08-27').due).toBe('2024-09-11');
    expect(earliestAfter(appeal)).toBe('2024-09-12');
    expect(due('withdraw.penalty', '2024-09-12').due).toBe('2024-09-18');
  });

  it('fails without the calendar of 2024', () => {
    for (const key of ['publish.penalty.own_site', 'fine.pay', 'withdraw.penalty'] as const) {
      const clock = due(key, '2024-05-20', {}, without2024);
      expect(clock).toMatchObject({ uncomputable: 'calendar-year-not-loaded:2024' });
      expect(clock.due).toBeUndefined();
    }
  });
});
