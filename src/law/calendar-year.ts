import { HenjiError } from '../kernel/errors';
import { addDays, isCivilDate, type CivilDate } from '../kernel/time';

/**
 * What the official papers say about one year: days off beside ordinary weekends, and weekend days on which work is
 * done instead (调休). Days may lie in the year before; each counts on its own date.
 */
export interface CalendarYear {
  readonly year: number;
  /** Addresses of the official papers the days are taken from. */
  readonly papers: readonly string[];
  readonly holidays: readonly HolidayDays[];
}

/** The days that belong to one holiday. A range is written `first/last`, both included. */
export interface HolidayDays {
  readonly name: string;
  readonly off: readonly string[];
  readonly work: readonly CivilDate[];
}

/** One listed day. */
export interface ListedDay {
  readonly date: CivilDate;
  readonly name: string;
  readonly off: boolean;
}

/** Every listed day, by holiday and date. */
export const listedDays = (year: CalendarYear): readonly ListedDay[] =>
  year.holidays.flatMap(({ name, off, work }) => [
    ...off.flatMap(rangeDates).map((date) => ({ date, name, off: true })),
    ...work.map((date) => ({ date, name, off: false })),
  ]);

/** A year counts as loaded with at least one official paper and at least one day; before that it is only a name. */
export const isLoaded = (year: CalendarYear): boolean =>
  year.papers.length > 0 && listedDays(year).length > 0;

/**
 * Read a year from a file of the holiday-cn form: `{year, papers, days: [{name, date, isOffDay}]}`. Other members are
 * ignored. A year without papers or days is read as well, and does not count as loaded.
 *
 * @throws HenjiError `bad-calendar-file`
 */
export function readCalendarYear(file: unknown): CalendarYear {
  const { year, papers, days } = record(file, 'file');
  if (!Number.isInteger(year)) throw badFile('year');
  const listed = list(days, 'days').map(readDay);
  const names = [...new Set(listed.map(({ name }) => name))];
  return {
    year: year as number,
    papers: list(papers, 'papers').map((paper) => text(paper, 'papers')),
    holidays: names.map((name) => {
      const own = listed.filter((day) => day.name === name);
      return {
        name,
        off: own.filter(({ off }) => off).map(({ date }) => date),
        work: own.filter(({ off }) => !off).map(({ date }) => date),
      };
    }),
  };
}

function readDay(value: unknown): ListedDay {
  const { name, date, isOffDay } = record(value, 'days');
  if (typeof isOffDay !== 'boolean') throw badFile('isOffDay');
  if (typeof date !== 'string' || !isCivilDate(date)) throw badFile('date');
  return { name: text(name, 'name'), date, off: isOffDay };
}

function rangeDates(range: string): readonly CivilDate[] {
  const [first = range, last = first] = range.split('/');
  const dates: CivilDate[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

function record(
  value: unknown,
  member: string,
): Readonly<Record<string, unknown>> & Record<CalendarMember, unknown> {
  if (typeof value !== 'object' || value === null) throw badFile(member);
  return value as Record<CalendarMember, unknown>;
}

type CalendarMember = 'year' | 'papers' | 'days' | 'name' | 'date' | 'isOffDay';

function list(value: unknown, member: string): readonly unknown[] {
  if (!Array.isArray(value)) throw badFile(member);
  return value;
}

function text(value: unknown, member: string): string {
  if (typeof value !== 'string' || value === '') throw badFile(member);
  return value;
}

const badFile = (member: string): HenjiError =>
  new HenjiError({
    code: 'bad-calendar-file',
    zh: `日历文件的“${member}”缺失或格式不对`,
    en: `"${member}" of the calendar file is missing or of another form`,
    field: member,
    wayOut: {
      zh: '格式：{year, papers, days: [{name, date, isOffDay}]}',
      en: 'the form is {year, papers, days: [{name, date, isOffDay}]}',
    },
  });
