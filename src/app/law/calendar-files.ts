import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BadSettings } from '../../engine-settings';
import { HenjiError } from '../../kernel/errors';
import { isDivisionCode } from '../../kernel/identifiers';
import type { CivilDate } from '../../kernel/time';
import { chinaCalendars, type CalendarBook, type LocalHolidays } from '../../law/calendar';
import { isLoaded, listedDays, readCalendarYear, type CalendarYear } from '../../law/calendar-year';
import { canonicalBytes } from '../../seal/canonical-json';
import { hashToHex, sha256 } from '../../seal/hash';
import type { Place } from '../engines/place';
import { Laws } from './laws';

/** `2027.json` of the whole country; `650000-2027.json` of a territory with holidays of its own. */
const fileName = /^(?:(?<territory>\d{6})-)?(?<year>\d{4})\.json$/u;

/** Of one file, in bytes: a year takes three thousand. */
const LARGEST = 1 << 20;

/**
 * The law of a place: the working days of the build, with those in its calendar folder, which is `calendars` in its data
 * folder unless the settings name another. @throws as {@link calendarsIn}
 */
export function lawsAt({ dataFolder, calendarFolder }: Place): Laws {
  const own = join(dataFolder, 'calendars');
  const folder = calendarFolder ?? (existsSync(own) ? own : undefined);
  return new Laws(folder === undefined ? chinaCalendars : calendarsIn(folder));
}

/**
 * The calendars of the build with those of a folder: one file for each year, in the form `{year, papers, days: [{name,
 * date, isOffDay}]}`, as the yearly notice of the State Council gives it (`2027.json`), or the notice of a territory with
 * holidays of its own (`650000-2027.json`). A year in the folder takes the place of the same year of the build. A file
 * whose notice is not out yet, without papers or days, loads nothing.
 *
 * @throws BadSettings `HENJI_CALENDARS`, naming the file that cannot be read; whatever else lies there is refused, too
 */
export function calendarsIn(folder: string): CalendarBook {
  const files = namesIn(folder).map((name) => readFile(folder, name));
  const loaded = files.filter(({ year }) => isLoaded(year));
  const label = hashToHex(sha256(canonicalBytes(loaded))).slice(0, 8);
  const years = loaded.filter(({ territory }) => territory === '').map(({ year }) => year);
  return chinaCalendars.with({
    label: [...years.map(({ year }) => year), label].join('.'),
    years,
    local: listsOf(loaded),
  });
}

interface CalendarFile {
  /** Empty for the whole country. */
  readonly territory: string;
  readonly year: CalendarYear;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    throw unreadable(folder, '目录无法读取', 'the folder cannot be read');
  }
}

function readFile(folder: string, name: string): CalendarFile {
  const path = join(folder, name);
  const { territory = '', year: named } = fileName.exec(name)?.groups ?? {};
  if (named === undefined || (territory !== '' && !isDivisionCode(territory))) {
    throw unreadable(
      path,
      '文件名应为 2027.json 或 650000-2027.json',
      'call it 2027.json or 650000-2027.json',
    );
  }
  const year = readYear(path);
  if (year.year !== Number(named)) {
    throw unreadable(path, `内容是 ${year.year} 年的`, `it is about ${year.year}`);
  }
  const foreign = listedDays(year).find(({ date }) => !belongsTo(year.year, date));
  if (foreign === undefined) return { territory, year };
  throw unreadable(
    path,
    `${foreign.date} 不在该年，也不在上一年12月`,
    `${foreign.date} lies neither in that year nor in the December before it`,
  );
}

/** Notices name days of the turn of the year; any other day outside of the year is a slip that would move last days. */
const belongsTo = (year: number, date: CivilDate): boolean =>
  date.startsWith(`${year}-`) || date.startsWith(`${year - 1}-12-`);

function readYear(path: string): CalendarYear {
  try {
    const found = statSync(path);
    // What is no file, such as a pipe, might never end.
    if (!found.isFile()) throw unreadable(path, '不是文件', 'it is no file');
    if (found.size > LARGEST) throw unreadable(path, '文件过大', 'it is too large');
    return readCalendarYear(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof BadSettings) throw error;
    if (error instanceof HenjiError) throw unreadable(path, error.zh, error.en);
    throw unreadable(path, '不是可读的 JSON 文件', 'it is no JSON that can be read');
  }
}

function listsOf(files: readonly CalendarFile[]): readonly LocalHolidays[] {
  const byTerritory = new Map<string, CalendarYear[]>();
  for (const { territory, year } of files.filter((each) => each.territory !== '')) {
    byTerritory.set(territory, [...(byTerritory.get(territory) ?? []), year]);
  }
  return [...byTerritory].map(([prefix, years]) => ({
    prefix,
    version: `${prefix}-${years.map(({ year }) => year).join('-')}`,
    years,
  }));
}

const unreadable = (path: string, zh: string, en: string): BadSettings =>
  new BadSettings('HENJI_CALENDARS', `${path}：${zh}`, `${path}: ${en}`);
