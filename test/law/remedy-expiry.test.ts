import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type CivilDate } from '../../src/kernel/time';
import { chinaCalendars, isWorkingDate } from '../../src/law/calendar';
import { cn2021 } from '../../src/law/packs/cn-2021';
import { remedyEnd, remedyExpiry } from '../../src/law/remedy-expiry';
import { RuleBook } from '../../src/law/rule-book';

const calendar = chinaCalendars.for('110000');
const rules = new RuleBook([cn2021], { territory: '110000', on: '2024-05-20' });
const expiry = (served: CivilDate, told = true, reviewFirst = false) =>
  remedyExpiry({ served, told, reviewFirst, rules, calendar });

/** The same by going through the days one by one and by writing dates as text. */
function slowly(served: CivilDate, told: boolean, reviewFirst: boolean): CivilDate {
  const rolled = (last: CivilDate): CivilDate => {
    let day = last;
    while (!isWorkingDate(calendar, day)) day = addDays(day, 1);
    return day;
  };
  const monthsOn = (months: number): CivilDate => {
    const [year = 0, month = 0, day = 0] = served.split('-').map(Number);
    const whole = month - 1 + months;
    const y = year + Math.floor(whole / 12);
    const m = (whole % 12) + 1;
    const longest = new Date(Date.UTC(y, m, 0)).getUTCDate();
    const two = (n: number) => String(n).padStart(2, '0');
    return `${y}-${two(m)}-${two(Math.min(day, longest))}`;
  };
  if (!told) return rolled(monthsOn(12));
  let sixty = served;
  for (let n = 0; n < 60; n++) sixty = addDays(sixty, 1);
  const review = rolled(sixty);
  if (reviewFirst) return review;
  const suit = rolled(monthsOn(6));
  return suit > review ? suit : review;
}

describe('the end of the remedies', () => {
  it('is the later of reconsideration and suit, from service', () => {
    expect(expiry('2024-05-20')).toBe('2024-11-20');
    expect(expiry('2024-08-31')).toBe('2025-02-28');
  });

  it('rolls over a day off', () => {
    expect(expiry('2024-04-01')).toBe('2024-10-08');
    expect(expiry('2024-08-05', true, true)).toBe('2024-10-08');
  });

  it('is the end of reconsideration where that comes first', () => {
    expect(expiry('2024-05-20', true, true)).toBe('2024-07-19');
  });

  it('is a year where rights or periods were not told', () => {
    expect(expiry('2024-05-20', false)).toBe('2025-05-20');
    expect(expiry('2024-05-20', false, true)).toBe('2025-05-20');
  });

  it('says which calendar is missing', () => {
    const served = '2026-12-01';
    expect(remedyEnd({ served, told: true, reviewFirst: false, rules, calendar })).toEqual({
      uncomputable: 'calendar-year-not-loaded:2027',
    });
    expect(remedyEnd({ served: '2024-05-20', told: true, reviewFirst: false, rules, calendar })).toEqual({
      due: '2024-11-20',
    });
  });

  it('equals a slow count over the years of all calendars', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 18 * 365 }),
        fc.boolean(),
        fc.boolean(),
        (days, told, reviewFirst) => {
          const served = addDays('2007-01-01', days);
          expect(expiry(served, told, reviewFirst)).toBe(slowly(served, told, reviewFirst));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
