import { dayNumber, daysInMonth, firstDay, lastDay, weekday, yearMonthDay } from './day-number';
import { HenjiError } from './errors';
import { SHANGHAI, startOfDay, zoneOffset } from './zone';

/**
 * ISO 8601 text with an offset, `2024-05-20T10:20:00+08:00`: extended form, seconds optional, at most nine decimals,
 * `Z` or `±HH:MM`. Two texts may name one moment, so instants are compared by {@link compareInstants}, never as text.
 * A plain alias, because records are JSON; text from outside goes through {@link parseInstant} first.
 */
export type Instant = string;

/** `YYYY-MM-DD` in the Gregorian calendar, 0001 to 9999. Two of them compare as text. */
export type CivilDate = string;

/** A {@link CivilDate} or an {@link Instant}; only the second has a `T`. */
export type DateOrInstant = string;

/**
 * When something happened in the world (`oc` of the record): the moment, how exactly it is known, and the civil date
 * at the place. Of a fact known only by its day `at` is the first moment of that day.
 */
export interface LegalTime {
  readonly at: Instant;
  readonly p: 'instant' | 'day';
  readonly d: CivilDate;
}

const instantShape =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|([+-])(\d{2}):(\d{2}))$/u;
const dateShape = /^(\d{4})-(\d{2})-(\d{2})$/u;
const minute = 60_000;
const day = 86_400_000;

/** Whether the text is an {@link Instant} that exists: no 30 February, no hour 24, no leap second. */
export const isInstant = (text: string): text is Instant => tryEpochOf(text) !== undefined;

/**
 * Whether a day or an instant lies in the years 1900 to 2999, as every act and period does: so each period can be added
 * to each day, and counted back from it.
 */
export const isOfOurTime = (time: DateOrInstant): boolean => '1900' <= time && time < '3000';

/** The same text, checked. @throws HenjiError `bad-instant` */
export function parseInstant(text: string): Instant {
  epochOf(text);
  return text;
}

/** Milliseconds since 1970-01-01T00:00Z; finer decimals are cut off. @throws HenjiError `bad-instant` */
export function epochOf(instant: Instant): number {
  const epoch = tryEpochOf(instant);
  if (epoch !== undefined) return epoch;
  throw new HenjiError({
    code: 'bad-instant',
    zh: `“${instant}”不是带时区偏移的 ISO 8601 时刻`,
    en: `"${instant}" is not an ISO 8601 instant with offset`,
    wayOut: { zh: '例如 2024-05-20T10:20:00+08:00', en: 'write it like 2024-05-20T10:20:00+08:00' },
  });
}

/** Before (negative), the same moment (0), after (positive), to the millisecond. */
export const compareInstants = (a: Instant, b: Instant): number => epochOf(a) - epochOf(b);

/**
 * The moment as text at an offset (`Z` or `±HH:MM`), with seconds, and with milliseconds where there are any.
 *
 * @throws HenjiError `bad-instant` for an offset of another shape or a year outside 0001–9999
 */
export function instantFromEpoch(epochMs: number, offset = 'Z'): Instant {
  const text = wallClock(epochMs + offsetMs(offset), epochMs % 1000 !== 0) + offset;
  return parseInstant(text);
}

/** The moment in UTC, always with three decimals: the form of recorded time. */
export const utcInstant = (epochMs: number): Instant => parseInstant(`${wallClock(epochMs, true)}Z`);

/** The moment as text on the wall clock of a zone, e.g. `2024-05-20T10:20:00+08:00`. @throws `unknown-zone` */
export const instantInZone = (epochMs: number, zone: string = SHANGHAI): Instant =>
  instantFromEpoch(epochMs, offsetText(zoneOffset(epochMs, zone)));

/** The civil date of a moment in a zone. @throws HenjiError `bad-instant`, `unknown-zone` */
export function civilDateOf(instant: Instant, zone: string = SHANGHAI): CivilDate {
  const epoch = epochOf(instant);
  return dateFromDay(Math.floor((epoch + zoneOffset(epoch, zone)) / day));
}

/** The civil date of a date or a moment. @throws HenjiError `bad-civil-date`, `bad-instant`, `unknown-zone` */
export const civilDateAt = (at: DateOrInstant, zone: string = SHANGHAI): CivilDate =>
  at.includes('T') ? civilDateOf(at, zone) : parseCivilDate(at);

/** Epoch milliseconds of a moment, or of the first moment of a date in the zone. @throws as {@link civilDateAt} */
export const epochAt = (at: DateOrInstant, zone: string = SHANGHAI): number =>
  at.includes('T') ? epochOf(at) : epochOfDay(at, zone);

/** A fact known to the moment. @throws HenjiError `bad-instant`, `unknown-zone` */
export const legalInstant = (at: Instant, zone: string = SHANGHAI): LegalTime => ({
  at,
  p: 'instant',
  d: civilDateOf(at, zone),
});

/**
 * A fact known by its civil date only. Without an offset the day begins as in Shanghai; an import that knows the
 * local offset of its source gives it (`+02:00`), and the date stays the local one.
 *
 * @throws HenjiError `bad-civil-date`, `bad-instant`
 */
export function legalDay(date: CivilDate, offset?: string): LegalTime {
  const midnight = dayOf(date) * day;
  const at =
    offset === undefined ? instantInZone(startOfDay(midnight, SHANGHAI)) : `${date}T00:00:00${offset}`;
  return { at: parseInstant(at), p: 'day', d: date };
}

/** The first moment of a civil date in a zone, in epoch milliseconds. @throws `bad-civil-date`, `unknown-zone` */
export const epochOfDay = (date: CivilDate, zone: string = SHANGHAI): number =>
  startOfDay(dayOf(date) * day, zone);

/** Whether the text is a {@link CivilDate} that exists. */
export const isCivilDate = (text: string): text is CivilDate => tryDayOf(text) !== undefined;

/** The same text, checked. @throws HenjiError `bad-civil-date` */
export function parseCivilDate(text: string): CivilDate {
  dayOf(text);
  return text;
}

/** Days since 1970-01-01. @throws HenjiError `bad-civil-date` */
export function dayOf(date: CivilDate): number {
  const number = tryDayOf(date);
  if (number !== undefined) return number;
  throw new HenjiError({
    code: 'bad-civil-date',
    zh: `“${date}”不是存在的日期`,
    en: `"${date}" is not a date that exists`,
    wayOut: { zh: '例如 2024-05-20', en: 'write it like 2024-05-20' },
  });
}

/** The inverse of {@link dayOf}. @throws HenjiError `date-out-of-range` outside 0001–9999 */
export function dateFromDay(number: number): CivilDate {
  if (!Number.isInteger(number) || number < firstDay || number > lastDay) {
    throw new HenjiError({
      code: 'date-out-of-range',
      zh: '计算结果超出公元 1 年至 9999 年',
      en: 'the date lies outside the years 1 to 9999',
    });
  }
  const { year, month, day: dayOfMonth } = yearMonthDay(number);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
}

/** So many calendar days later, or earlier when negative. @throws `bad-civil-date`, `date-out-of-range` */
export const addDays = (date: CivilDate, days: number): CivilDate => dateFromDay(dayOf(date) + days);

/**
 * The day of the same number so many months later (earlier when negative), or the last day of a shorter month:
 * 2024-01-31 and one month is 2024-02-29. @throws HenjiError `bad-civil-date`, `date-out-of-range`
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const from = yearMonthDay(dayOf(date));
  const index = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dateFromDay(dayNumber(year, month, Math.min(from.day, daysInMonth(year, month))));
}

/** As {@link addMonths}, by twelve: 2024-02-29 and one year is 2025-02-28. */
export const addYears = (date: CivilDate, years: number): CivilDate => addMonths(date, years * 12);

/** Days from the first date to the second; negative when the second is earlier. @throws `bad-civil-date` */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayOf(to) - dayOf(from);

/** 1 = Monday … 7 = Sunday. @throws HenjiError `bad-civil-date` */
export const dayOfWeek = (date: CivilDate): number => weekday(dayOf(date));

/** The year of a date, as a number. */
export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));

function tryDayOf(text: string): number | undefined {
  const parts = dateShape.exec(text);
  return parts === null ? undefined : existingDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

function existingDay(year: number, month: number, dayOfMonth: number): number | undefined {
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month))
    return undefined;
  return dayNumber(year, month, dayOfMonth);
}

function tryEpochOf(text: string): number | undefined {
  const parts = instantShape.exec(text);
  if (parts === null) return undefined;
  const number = existingDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  const clock = clockMs(Number(parts[4]), Number(parts[5]), Number(parts[6] ?? 0));
  const offset = clockMs(Number(parts[10] ?? 0), Number(parts[11] ?? 0), 0);
  if (number === undefined || clock === undefined || offset === undefined) return undefined;
  const millis = Number(`${parts[7] ?? ''}000`.slice(0, 3));
  return number * day + clock + millis + (parts[9] === '-' ? offset : -offset);
}

const clockMs = (hours: number, minutes: number, seconds: number): number | undefined =>
  hours > 23 || minutes > 59 || seconds > 59
    ? undefined
    : hours * 3_600_000 + minutes * minute + seconds * 1000;

function offsetMs(offset: string): number {
  return offset === 'Z' ? 0 : -epochOf(`1970-01-01T00:00:00${offset}`);
}

function offsetText(ms: number): string {
  // Local mean time of before 1900 has seconds in its offset; the record's form has none.
  const minutes = Math.round(Math.abs(ms) / minute);
  return `${ms < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}`;
}

function wallClock(localMs: number, withMillis: boolean): string {
  const inDay = ((localMs % day) + day) % day;
  const clock = [3_600_000, minute, 1000].map((unit, i) =>
    padded(Math.floor(inDay / unit) % (i === 0 ? 24 : 60), 2),
  );
  const millis = withMillis ? `.${padded(inDay % 1000, 3)}` : '';
  return `${dateFromDay(Math.floor(localMs / day))}T${clock.join(':')}${millis}`;
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0');
