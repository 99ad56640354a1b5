import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { hasCode } from '../../src/kernel/errors';
import {
  addDays,
  addMonths,
  addYears,
  civilDateOf,
  compareInstants,
  dateFromDay,
  dayOf,
  dayOfWeek,
  daysBetween,
  epochOf,
  epochOfDay,
  instantFromEpoch,
  instantInZone,
  isCivilDate,
  isInstant,
  legalDay,
  legalInstant,
  parseCivilDate,
  parseInstant,
  utcInstant,
} from '../../src/kernel/time';

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
  }
  return 'no error';
};

const anyDay = fc.integer({ min: dayOf('0001-01-01'), max: dayOf('9999-12-31') });
const anyDate = anyDay.map(dateFromDay);
const someEpoch = fc.integer({ min: Date.UTC(1949, 9, 1), max: Date.UTC(2100, 0, 1) });

describe('civil dates', () => {
  it.each(['2024-02-29', '0001-01-01', '9999-12-31', '2000-02-29'])('takes %s', (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  it.each(['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-05-00', '0000-01-01'])(
    'refuses %s, which does not exist',
    (text) => {
      expect(isCivilDate(text)).toBe(false);
      expect(codeOf(() => parseCivilDate(text))).toBe('bad-civil-date');
    },
  );

  it.each([
    '2024-5-20',
    '20240520',
    '2024-05-20T00:00:00Z',
    ' 2024-05-20',
    '2024-05-20\n',
    '',
    '２０２４-05-20',
  ])('refuses the form %j', (text) => {
    expect(isCivilDate(text)).toBe(false);
  });

  it('counts days as Temporal does, over ten thousand years', () => {
    fc.assert(
      fc.property(anyDay, (number) => {
        const expected = new Temporal.PlainDate(1970, 1, 1).add({ days: number });
        expect(dateFromDay(number)).toBe(expected.toString());
        expect(dayOf(expected.toString())).toBe(number);
        expect(dayOfWeek(dateFromDay(number))).toBe(expected.dayOfWeek);
      }),
    );
  });

  it('adds months and years as Temporal does, ending on the last day of a shorter month', () => {
    const step = fc.integer({ min: -1200, max: 1200 });
    const within = fc.integer({ min: dayOf('0200-01-01'), max: dayOf('9800-12-31') }).map(dateFromDay);
    fc.assert(
      fc.property(within, step, (date, months) => {
        expect(addMonths(date, months)).toBe(Temporal.PlainDate.from(date).add({ months }).toString());
      }),
    );
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2023-12-31', 2)).toBe('2024-02-29');
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28');
  });

  it('measures what it added', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -400, max: 400 }), (date, days) => {
        fc.pre(dayOf(date) + days >= dayOf('0001-01-01') && dayOf(date) + days <= dayOf('9999-12-31'));
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it('stays within four-digit years', () => {
    expect(codeOf(() => addDays('9999-12-31', 1))).toBe('date-out-of-range');
    expect(codeOf(() => addMonths('0001-01-01', -1))).toBe('date-out-of-range');
  });
});

describe('instants', () => {
  it.each([
    ['2024-05-20T10:20:00+08:00', Date.UTC(2024, 4, 20, 2, 20)],
    ['2024-05-20T02:20Z', Date.UTC(2024, 4, 20, 2, 20)],
    ['2024-05-20T02:20:00.5Z', Date.UTC(2024, 4, 20, 2, 20, 0, 500)],
    ['2024-05-20T02:20:00.123456789Z', Date.UTC(2024, 4, 20, 2, 20, 0, 123)],
    ['2024-05-19T21:20:00-05:00', Date.UTC(2024, 4, 20, 2, 20)],
    ['1969-12-31T23:59:59.999Z', -1],
  ])('reads %s', (text, epoch) => {
    expect(epochOf(text)).toBe(epoch);
  });

  it.each([
    '2024-05-20T10:20:00',
    '2024-05-20 10:20:00+08:00',
    '2024-02-30T10:20:00Z',
    '2024-05-20T24:00:00Z',
    '2024-05-20T10:60:00Z',
    '2024-05-20T10:20:60Z',
    '2024-05-20T10:20:00+8:00',
    '2024-05-20T10:20:00+24:00',
    '2024-05-20T10:20:00+08:60',
    '2024-05-20T10:20:00.Z',
    '2024-05-20T10:20:00z',
    '2024-05-20',
  ])('refuses %s', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(codeOf(() => parseInstant(text))).toBe('bad-instant');
  });

  it('compares moments, not texts', () => {
    expect(compareInstants('2024-05-20T10:20:00+08:00', '2024-05-20T02:20:00Z')).toBe(0);
    expect(compareInstants('2024-05-20T09:00:00+08:00', '2024-05-20T02:00:00Z')).toBeLessThan(0);
    expect(compareInstants('2024-05-20T23:00:00Z', '2024-05-21T01:00:00+08:00')).toBeGreaterThan(0);
  });

  it('writes a moment at any offset and reads it back', () => {
    const offsets = fc.constantFrom('Z', '+08:00', '-05:30', '+00:00', '+14:00');
    fc.assert(
      fc.property(someEpoch, offsets, (epoch, offset) => {
        const text = instantFromEpoch(epoch, offset);
        expect(text.endsWith(offset)).toBe(true);
        expect(epochOf(text)).toBe(epoch);
        expect(epochOf(utcInstant(epoch))).toBe(epoch);
        expect(utcInstant(epoch)).toBe(new Date(epoch).toISOString());
      }),
    );
  });

  it('leaves out milliseconds that are zero, except in UTC record form', () => {
    expect(instantFromEpoch(Date.UTC(2024, 4, 20, 2, 20), '+08:00')).toBe('2024-05-20T10:20:00+08:00');
    expect(instantFromEpoch(1, '+08:00')).toBe('1970-01-01T08:00:00.001+08:00');
    expect(utcInstant(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(codeOf(() => instantFromEpoch(0, '8'))).toBe('bad-instant');
  });
});

describe('the civil date of a moment', () => {
  const zones = ['Asia/Shanghai', 'Europe/Rome', 'America/New_York', 'Asia/Kathmandu', 'UTC', 'Asia/Urumqi'];

  it('agrees with Temporal in every zone', () => {
    fc.assert(
      fc.property(someEpoch, fc.constantFrom(...zones), (epoch, zone) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(zone);
        expect(civilDateOf(utcInstant(epoch), zone)).toBe(expected.toPlainDate().toString());
        expect(epochOf(instantInZone(epoch, zone))).toBe(epoch);
        expect(instantInZone(epoch, zone).slice(-6)).toBe(expected.offset);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['2024-05-20T16:30:00Z', '2024-05-21'],
    ['2024-05-20T15:59:59.999Z', '2024-05-20'],
    ['2024-05-20T16:00:00Z', '2024-05-21'],
    ['1988-07-01T15:30:00Z', '1988-07-02'],
    ['1991-09-14T15:30:00Z', '1991-09-15'],
    ['1991-09-15T15:30:00Z', '1991-09-15'],
    ['1985-07-01T15:30:00Z', '1985-07-01'],
  ])('in Shanghai %s is on %s, summer time of 1986–1991 included', (instant, date) => {
    expect(civilDateOf(instant)).toBe(date);
  });

  it('is the same in both hours of a clock turned back', () => {
    expect(civilDateOf('2024-10-27T00:30:00Z', 'Europe/Rome')).toBe('2024-10-27');
    expect(civilDateOf('2024-10-27T01:30:00Z', 'Europe/Rome')).toBe('2024-10-27');
    expect(instantInZone(epochOf('2024-10-27T00:59:59Z'), 'Europe/Rome')).toBe('2024-10-27T02:59:59+02:00');
    expect(instantInZone(epochOf('2024-10-27T01:00:00Z'), 'Europe/Rome')).toBe('2024-10-27T02:00:00+01:00');
  });

  it('refuses a zone that nobody knows', () => {
    expect(codeOf(() => civilDateOf('2024-05-20T00:00:00Z', 'Asia/Beijing2'))).toBe('unknown-zone');
    expect(codeOf(() => epochOfDay('2024-05-20', 'nowhere'))).toBe('unknown-zone');
  });
});

describe('legal time', () => {
  it('of a moment keeps its text and takes the local date', () => {
    expect(legalInstant('2024-05-20T16:30:00Z')).toEqual({
      at: '2024-05-20T16:30:00Z',
      p: 'instant',
      d: '2024-05-21',
    });
    expect(legalInstant('2024-05-20T16:30:00Z', 'Europe/Rome').d).toBe('2024-05-20');
  });

  it('of a day begins at local midnight, with the offset of then', () => {
    expect(legalDay('2024-05-20')).toEqual({ at: '2024-05-20T00:00:00+08:00', p: 'day', d: '2024-05-20' });
    expect(legalDay('1988-07-01').at).toBe('1988-07-01T00:00:00+09:00');
    expect(legalDay('1991-09-15').at).toBe('1991-09-15T00:00:00+09:00');
    expect(legalDay('1991-09-16').at).toBe('1991-09-16T00:00:00+08:00');
  });

  it('of a day with its own offset keeps the date of the source', () => {
    expect(legalDay('2006-07-24', '+02:00')).toEqual({
      at: '2006-07-24T00:00:00+02:00',
      p: 'day',
      d: '2006-07-24',
    });
    expect(codeOf(() => legalDay('2006-07-24', 'CET'))).toBe('bad-instant');
    expect(codeOf(() => legalDay('2006-02-30'))).toBe('bad-civil-date');
  });

  it('of a day whose midnight does not exist begins where the day begins', () => {
    expect(instantInZone(epochOfDay('2024-03-31', 'Asia/Beirut'), 'Asia/Beirut')).toBe(
      '2024-03-31T01:00:00+03:00',
    );
  });

  it('says in both languages what was wrong', () => {
    try {
      parseCivilDate('2024-02-30');
      expect('an error').toBe('thrown');
    } catch (error) {
      expect(hasCode(error, 'bad-civil-date')).toBe(true);
      expect(error).toMatchObject({
        zh: expect.stringContaining('2024-02-30'),
        en: expect.stringContaining('2024-02-30'),
      });
    }
  });
});
