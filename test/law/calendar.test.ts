import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { addDays, dayOf, dayOfWeek, type CivilDate } from '../../src/kernel/time';
import { CalendarBook, chinaCalendars, isStatutoryHoliday, isWorkingDate } from '../../src/law/calendar';
import { isLoaded, listedDays, readCalendarYear, type CalendarYear } from '../../src/law/calendar-year';
import { cn2007to2016 } from '../../src/law/calendars/cn-2007-2016';
import { cn2017to2026 } from '../../src/law/calendars/cn-2017-2026';
import { describeWithShared, sharedPath } from '../support/shared';

const years = [...cn2007to2016, ...cn2017to2026];
const shanghai = chinaCalendars.for('310000');
const works = (date: CivilDate): boolean => isWorkingDate(shanghai, date);

const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'no error';
};

describe('the calendar of the People’s Republic', () => {
  it('holds the years 2007 to 2026, each with a paper and days', () => {
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 20 }, (_, i) => 2007 + i));
    expect(years.filter((year) => !isLoaded(year))).toEqual([]);
    for (const paper of years.flatMap(({ papers }) => papers))
      expect(paper).toMatch(/^https?:\/\/www\.gov\.cn\//u);
  });

  it.each([
    ['2024-09-13', true, 'an ordinary Friday'],
    ['2024-09-14', true, 'a make-up Saturday'],
    ['2024-09-15', false, 'Mid-Autumn'],
    ['2024-09-17', false, 'Mid-Autumn'],
    ['2024-09-18', true, 'the day after'],
    ['2024-09-21', false, 'an ordinary Saturday'],
    ['2020-01-31', false, 'the Spring Festival as lengthened in 2020'],
    ['2020-02-03', true, 'the Monday on which work began again'],
    ['2015-09-03', false, 'the day of victory, once'],
    ['2007-12-29', true, 'a make-up Saturday named in the paper for 2008'],
    ['2007-12-31', false, 'a day off named in the paper for 2008'],
    ['2018-12-31', false, 'a day off named in the paper for 2019'],
    ['2022-12-31', false, 'a day off named in the paper for 2023'],
  ])('%s works: %s (%s)', (date, expected) => {
    expect(works(date)).toBe(expected);
  });

  it('tells a listed day off from a weekend and a make-up day', () => {
    expect(shanghai.dayKind(dayOf('2024-10-01'))).toEqual({
      working: false,
      kind: 'day-off',
      holiday: '国庆节',
    });
    expect(shanghai.dayKind(dayOf('2024-10-12'))).toEqual({
      working: true,
      kind: 'make-up',
      holiday: '国庆节',
    });
    expect(shanghai.dayKind(dayOf('2024-10-19'))).toEqual({ working: false, kind: 'weekend' });
    expect(shanghai.dayKind(dayOf('2024-10-21'))).toEqual({ working: true, kind: 'ordinary' });
    expect(shanghai.dayKind(dayOf('2020-02-03'))).toEqual({
      working: true,
      kind: 'ordinary',
      holiday: '春节',
    });
    expect(isStatutoryHoliday(shanghai, '2024-10-05')).toBe(true);
    expect(isStatutoryHoliday(shanghai, '2024-10-12')).toBe(false);
    expect(isStatutoryHoliday(shanghai, '2024-10-19')).toBe(false);
  });

  it('fails loudly outside its years, naming year and territory', () => {
    expect(() => works('2027-01-04')).toThrow(
      expect.objectContaining({
        code: 'calendar-year-not-loaded',
        details: { year: 2027, territory: '310000' },
        zh: expect.stringContaining('2027'),
        en: expect.stringContaining('310000'),
      }),
    );
    // Listed by the paper for 2007, yet the rest of 2006 is unknown.
    expect(codeOf(() => works('2006-12-30'))).toBe('calendar-year-not-loaded');
    expect(shanghai.isLoaded(dayOf('2026-12-31'))).toBe(true);
    expect(shanghai.isLoaded(dayOf('2027-01-01'))).toBe(false);
    expect(works('2026-12-31')).toBe(true);
    expect(works('2007-01-01')).toBe(false);
  });

  it('holds the last week of its last year open', () => {
    expect(shanghai.isProvisional(dayOf('2026-12-24'))).toBe(false);
    expect(shanghai.isProvisional(dayOf('2026-12-25'))).toBe(true);
    expect(shanghai.isProvisional(dayOf('2026-12-31'))).toBe(true);
    expect(shanghai.isProvisional(dayOf('2025-12-31'))).toBe(false);
    expect(shanghai.isProvisional(dayOf('2027-01-01'))).toBe(false);
  });

  it('stops at a hole between years', () => {
    const holed = new CalendarBook(
      'test',
      years.filter(({ year }) => year !== 2019),
    ).for('310000');
    expect(codeOf(() => holed.dayKind(dayOf('2019-06-03')))).toBe('calendar-year-not-loaded');
    expect(holed.isProvisional(dayOf('2018-12-28'))).toBe(true);
    expect(holed.isProvisional(dayOf('2017-12-28'))).toBe(false);
    expect(isWorkingDate(holed, '2020-06-01')).toBe(true);
  });

  it('ignores a year without papers or days, as published before the notice exists', () => {
    const empty: CalendarYear = {
      year: 2027,
      papers: [],
      holidays: [{ name: '元旦', off: ['2027-01-01'], work: [] }],
    };
    const noDays: CalendarYear = { year: 2027, papers: ['https://www.gov.cn/x'], holidays: [] };
    for (const year of [empty, noDays]) {
      expect(isLoaded(year)).toBe(false);
      const calendar = new CalendarBook('test', [...years, year]).for('310000');
      expect(codeOf(() => calendar.isWorkingDay(dayOf('2027-01-04')))).toBe('calendar-year-not-loaded');
    }
  });

  it('takes a further year, and the last days of December are settled', () => {
    const year: CalendarYear = {
      year: 2027,
      papers: ['x'],
      holidays: [{ name: '元旦', off: ['2026-12-31/2027-01-02'], work: [] }],
    };
    const calendar = new CalendarBook('cn-test', [...years, year]).for('310000');
    expect(calendar.isWorkingDay(dayOf('2026-12-31'))).toBe(false);
    expect(calendar.isProvisional(dayOf('2026-12-31'))).toBe(false);
    expect(calendar.version).toBe('cn-test');
  });
});

describe('territories with holidays of their own', () => {
  const list = {
    prefix: '65',
    version: '65-2024.1',
    years: [
      {
        year: 2024,
        papers: ['notice of the regional government'],
        holidays: [{ name: '肉孜节', off: ['2024-04-10'], work: ['2024-04-13'] }],
      },
    ],
  };

  it('fail without their list', () => {
    const calendar = chinaCalendars.for('652301');
    expect(() => calendar.isWorkingDay(dayOf('2024-05-20'))).toThrow(
      expect.objectContaining({
        code: 'calendar-territory-not-loaded',
        details: { year: 2024, territory: '652301' },
      }),
    );
    expect(calendar.isLoaded(dayOf('2024-05-20'))).toBe(false);
    expect(codeOf(() => calendar.isWorkingDay(dayOf('2030-05-20')))).toBe('calendar-year-not-loaded');
  });

  it('answer with it, in its years and only there, under a version of their own', () => {
    const book = new CalendarBook('cn-x', years, [list]);
    const calendar = book.for('652301');
    expect(calendar.version).toBe('cn-x+65-2024.1');
    expect(isWorkingDate(calendar, '2024-04-10')).toBe(false);
    expect(isWorkingDate(calendar, '2024-04-13')).toBe(true);
    expect(isWorkingDate(calendar, '2024-10-01')).toBe(false);
    expect(codeOf(() => isWorkingDate(calendar, '2023-04-10'))).toBe('calendar-territory-not-loaded');
    expect(isWorkingDate(book.for('310000'), '2024-04-10')).toBe(true);
    expect(book.for('310000').version).toBe('cn-x');
  });
});

describe('a book with what was loaded since', () => {
  const year = (of: number, ...off: readonly string[]): CalendarYear => ({
    ...{ year: of, papers: ['x'] },
    holidays: [{ name: '元旦', off, work: [] }],
  });
  const more = { label: '2027.ab12', years: [year(2027, '2026-12-31', '2027-01-04')], local: [] };

  it('knows both, under a version of its own', () => {
    const book = chinaCalendars.with(more);
    expect(book.version).toBe('cn-2007-2026.1+2027.ab12');
    expect(['2026-10-01', '2027-10-01', '2028-01-01'].map((on) => book.knownTo(on))).toEqual([
      ...['2027-12-31', '2027-12-31', undefined],
    ]);
    expect(chinaCalendars.knownTo('2026-10-01')).toBe('2026-12-31');
    // A year beyond a gap, and one before it, make nothing known between.
    const gapped = chinaCalendars.with({
      ...more,
      years: [year(2005, '2005-01-03'), year(2029, '2029-01-01')],
    });
    expect(gapped.knownTo('2026-10-01')).toBe('2026-12-31');
    const calendar = book.for('310000');
    expect(isWorkingDate(calendar, '2027-01-04')).toBe(false);
    expect(isWorkingDate(calendar, '2026-12-31')).toBe(false);
    expect(isWorkingDate(calendar, '2026-10-10')).toBe(true);
    expect(isWorkingDate(chinaCalendars.for('310000'), '2026-12-31')).toBe(true);
    expect(book.for('310000')).toBe(calendar);
  });

  it('says of a year that it had before only what was loaded', () => {
    const book = chinaCalendars.with({ ...more, years: [year(2025, '2025-06-03')] });
    expect(isWorkingDate(book.for('310000'), '2025-06-03')).toBe(false);
    expect(isWorkingDate(book.for('310000'), '2025-10-01')).toBe(true);
    expect(book.knownTo('2026-10-01')).toBe('2026-12-31');
  });

  it('is the same book where the notice is not out yet', () => {
    const empty: CalendarYear = { year: 2026, papers: [], holidays: [] };
    expect(chinaCalendars.with({ label: 'x', years: [empty], local: [] })).toBe(chinaCalendars);
    const list = { prefix: '650000', version: 'v', years: [empty] };
    expect(chinaCalendars.with({ label: 'x', years: [], local: [list] })).toBe(chinaCalendars);
  });

  it('asks the list of a county before that of its region, whichever was loaded first', () => {
    const region = { prefix: '650000', version: '65', years: [year(2026, '2026-06-03')] };
    const county = { prefix: '652301', version: '652301', years: [year(2026, '2026-06-04')] };
    for (const local of [
      [region, county],
      [county, region],
    ]) {
      const book = chinaCalendars.with({ label: 'x', years: [], local });
      const off = (territory: string) =>
        ['2026-06-03', '2026-06-04'].filter((date) => !isWorkingDate(book.for(territory), date));
      expect([off('652301'), off('650100'), off('310000')]).toEqual([['2026-06-04'], ['2026-06-03'], []]);
    }
  });

  it('tells its own versions, those of territories too, from all others', () => {
    const list = { prefix: '650000', version: '650000-2026', years: [year(2026, '2026-06-03')] };
    const book = chinaCalendars.with({ ...more, local: [list] });
    for (const place of ['310000', '650100']) {
      expect([book.isOf(book.for(place).version), chinaCalendars.isOf(book.for(place).version)]).toEqual([
        ...[true, false],
      ]);
    }
    expect([book.isOf('cn-2007-2026.1'), book.isOf(`${book.version}+650000-2025`)]).toEqual([false, false]);
  });

  it('asks the list of the region in a year of which the county has none', () => {
    const region = { prefix: '650000', version: '65', years: [2025, 2026].map((y) => year(y, `${y}-06-03`)) };
    const county = { prefix: '652301', version: '652301', years: [year(2026, '2026-06-04')] };
    const book = chinaCalendars.with({ label: 'x', years: [], local: [county, region] });
    const calendar = book.for('652301');
    expect(['2025-06-03', '2026-06-03', '2026-06-04'].map((date) => isWorkingDate(calendar, date))).toEqual([
      ...[false, true, false],
    ]);
    expect(codeOf(() => isWorkingDate(calendar, '2024-06-03'))).toBe('calendar-territory-not-loaded');
    expect(calendar.version).toBe('cn-2007-2026.1+x+65+652301');
    expect(book.isOf(calendar.version)).toBe(true);
  });

  it('marks a territory by its first list: not the years before, and all after', () => {
    const list = { prefix: '222400', version: '222400', years: [year(2025, '2025-09-02')] };
    const calendar = chinaCalendars.with({ label: 'x', years: [], local: [list] }).for('222401');
    expect(['2024-09-02', '2025-09-02'].map((date) => isWorkingDate(calendar, date))).toEqual([true, false]);
    expect(codeOf(() => isWorkingDate(calendar, '2026-09-02'))).toBe('calendar-territory-not-loaded');
  });

  it('takes a list in place of that which the same territory had', () => {
    const list = (date: string) => ({ prefix: '650000', version: date, years: [year(2026, date)] });
    const first = chinaCalendars.with({ label: 'x', years: [], local: [list('2026-06-03')] });
    const then = first.with({ label: 'y', years: [], local: [list('2026-06-04')] });
    expect(then.for('650100').version).toBe('cn-2007-2026.1+x+y+2026-06-04');
    expect(isWorkingDate(then.for('650100'), '2026-06-03')).toBe(true);
  });
});

describe('a calendar file', () => {
  const good = { year: 2028, papers: ['p'], days: [{ name: '元旦', date: '2028-01-01', isOffDay: true }] };

  it('is read into a year', () => {
    const year = readCalendarYear(good);
    expect(isLoaded(year)).toBe(true);
    expect(listedDays(year)).toEqual([{ date: '2028-01-01', name: '元旦', off: true }]);
  });

  it.each([
    null,
    'text',
    { ...good, year: '2028' },
    { ...good, papers: 'p' },
    { ...good, papers: [''] },
    { ...good, days: {} },
    { ...good, days: [{ name: '元旦', date: '2028-02-30', isOffDay: true }] },
    { ...good, days: [{ name: '元旦', date: '2028-01-01', isOffDay: 'yes' }] },
    { ...good, days: [{ date: '2028-01-01', isOffDay: true }] },
    { ...good, days: [7] },
  ])('of another form is refused: %j', (file) => {
    expect(codeOf(() => readCalendarYear(file))).toBe('bad-calendar-file');
  });
});

const folder = 'data/reference/holiday-cn';
describeWithShared('the table equals the published files', [folder], () => {
  const files = readdirSync(sharedPath(folder)).filter((name) => /^\d{4}\.json$/u.test(name));
  const read = (name: string) =>
    readCalendarYear(JSON.parse(readFileSync(sharedPath(`${folder}/${name}`), 'utf8')));
  const ordered = (year: CalendarYear) =>
    listedDays(year).toSorted((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));

  it.each(files)('%s', (name) => {
    const file = read(name);
    const ours = years.find(({ year }) => year === file.year);
    if (!isLoaded(file)) {
      expect(ours).toBeUndefined();
      return;
    }
    expect(ours?.papers).toEqual(file.papers);
    expect(ours === undefined ? [] : ordered(ours)).toEqual(ordered(file));
  });

  it('covers 20 loaded years and one that is empty', () => {
    expect(files.filter((name) => isLoaded(read(name)))).toHaveLength(20);
    expect(files.filter((name) => !isLoaded(read(name)))).toEqual(['2027.json']);
    const foreign = files.flatMap((name) =>
      listedDays(read(name)).filter(({ date }) => !name.startsWith(date.slice(0, 4))),
    );
    expect(foreign).toHaveLength(10);
  });

  it('and every day of twenty years is what files and weekdays say', () => {
    const listed = new Map(
      files.flatMap((name) => listedDays(read(name)).map(({ date, off }) => [date, !off])),
    );
    let wrong = 0;
    for (let date = '2007-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
      if (works(date) !== (listed.get(date) ?? dayOfWeek(date) <= 5)) wrong++;
    }
    expect(wrong).toBe(0);
  });
});
