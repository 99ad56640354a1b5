import { dayNumber, weekday, yearMonthDay } from '../kernel/day-number';
import { HenjiError } from '../kernel/errors';
import { divisionContains, divisionPrefix, WHOLE_COUNTRY } from '../kernel/identifiers';
import { dateFromDay, dayOf, type CivilDate } from '../kernel/time';
import { isLoaded, listedDays, type CalendarYear } from './calendar-year';
import { cn2007to2016 } from './calendars/cn-2007-2016';
import { cn2017to2026 } from './calendars/cn-2017-2026';

/** What kind of day a date is, with the holiday it belongs to. */
export interface DayKind {
  readonly working: boolean;
  readonly kind: 'ordinary' | 'weekend' | 'day-off' | 'make-up';
  readonly holiday?: string;
}

/**
 * The working days of one territory. Every question about a year that is not loaded throws HenjiError
 * `calendar-year-not-loaded`, and in a territory with holidays of its own whose list is missing
 * `calendar-territory-not-loaded`: nothing is guessed. Days are asked as day numbers (`kernel/time` `dayOf`).
 */
export interface Calendar {
  /** Identifies the data: the same version always answers the same. Recorded with every date computed from it. */
  readonly version: string;
  readonly territory: string;
  /** Whether questions about the day can be answered. */
  isLoaded(day: number): boolean;
  dayKind(day: number): DayKind;
  isWorkingDay(day: number): boolean;
  /**
   * Whether the notice of the following year, not yet loaded, may still change the day: 25 to 31 December of the last
   * loaded year.
   */
  isProvisional(day: number): boolean;
}

/** Days off of its own that a territory adds to the national ones (全国年节及纪念日放假办法, Art. 4). */
export interface LocalHolidays {
  /** GB/T 2260 prefix. */
  readonly prefix: string;
  readonly version: string;
  readonly years: readonly CalendarYear[];
}

/** A territory that has holidays of its own, so that the national table alone gives wrong answers there. */
export interface TerritoryWithOwnHolidays {
  readonly prefix: string;
  readonly zh: string;
  readonly en: string;
}

/**
 * The autonomous regions whose governments set further holidays for everybody who lives there [M]: the lists are made
 * anew each year and have to be loaded.
 */
export const territoriesWithOwnHolidays: readonly TerritoryWithOwnHolidays[] = [
  { prefix: '45', zh: '广西壮族自治区（三月三）', en: 'Guangxi (Sanyuesan)' },
  { prefix: '54', zh: '西藏自治区（藏历新年、雪顿节）', en: 'Tibet (Losar, Sho Dun)' },
  { prefix: '64', zh: '宁夏回族自治区（开斋节、古尔邦节）', en: 'Ningxia (Eid al-Fitr, Eid al-Adha)' },
  { prefix: '65', zh: '新疆维吾尔自治区（肉孜节、古尔邦节）', en: 'Xinjiang (Eid al-Fitr, Eid al-Adha)' },
];

interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** The listed days of a set of years, by day number, and the years that are loaded, as stretches of days. */
interface Table {
  readonly days: ReadonlyMap<number, DayKind>;
  readonly stretches: readonly Stretch[];
}

/** Seven days, 25 to 31 December. */
const provisionalDays = 7;

/**
 * All calendars that can be made from the national years and the local lists at hand. Loading a further year means
 * making another book under another version.
 */
export class CalendarBook {
  readonly #national: Table;
  /** Those of regions before those of their counties. */
  readonly #lists: readonly LocalHolidays[];
  readonly #known = new Map<string, Calendar>();

  constructor(
    readonly version: string,
    private readonly years: readonly CalendarYear[],
    lists: readonly LocalHolidays[] = [],
    private readonly own: readonly TerritoryWithOwnHolidays[] = territoriesWithOwnHolidays,
  ) {
    this.#national = tableOf(years);
    this.#lists = lists.toSorted((a, b) => divisionPrefix(a.prefix).length - divisionPrefix(b.prefix).length);
  }

  /** The calendar of the territory in which an organ has its seat (GB/T 2260 code). */
  for(territory: string): Calendar {
    const known = this.#known.get(territory) ?? this.#made(territory);
    if (this.#known.size >= KEPT_TERRITORIES) this.#known.clear();
    this.#known.set(territory, known);
    return known;
  }

  /**
   * This book with what was loaded since: a national year takes the place of the same year here, and a list that of the
   * same territory. What has no paper or no day changes nothing.
   */
  with({ label, years, local }: LoadedCalendars): CalendarBook {
    const loaded = years.filter(isLoaded);
    const lists = local.filter((list) => list.years.some(isLoaded));
    if (loaded.length + lists.length === 0) return this;
    return new CalendarBook(
      `${this.version}+${label}`,
      [...this.years.filter(({ year }) => !loaded.some((each) => each.year === year)), ...loaded],
      [...this.#lists.filter(({ prefix }) => !lists.some((each) => each.prefix === prefix)), ...lists],
      this.own,
    );
  }

  /** Whether a calendar of that version is one of this book, so that asking it again gives the same. */
  isOf(version: string): boolean {
    return version === this.version || this.#lists.some(({ prefix }) => version === this.for(prefix).version);
  }

  /**
   * The last day to which the working days of the whole country are known from a day on without a gap, but for holidays of
   * single territories; `undefined` where those of the day are not.
   */
  knownTo(from: CivilDate): CivilDate | undefined {
    const stretch = stretchOf(this.#national, dayOf(from));
    return stretch === undefined ? undefined : dateFromDay(stretch.last);
  }

  #made(territory: string): Calendar {
    const lists = this.#lists.filter(({ prefix }) => divisionContains(prefix, territory));
    const owned = this.own.some(({ prefix }) => divisionContains(prefix, territory));
    return new TerritoryCalendar(
      [this.version, ...lists.map(({ version }) => version)].join('+'),
      territory,
      this.#national,
      lists.length > 0 || owned ? localTable(lists, owned) : undefined,
    );
  }
}

/**
 * In each year the list nearest to the territory speaks. A territory that is not known to have holidays of its own has
 * them from the first year of which it has a list.
 */
function localTable(lists: readonly LocalHolidays[], owned: boolean): Table {
  const byYear = new Map(
    lists.flatMap(({ years }) => years.filter(isLoaded)).map((each) => [each.year, each]),
  );
  const table = tableOf([...byYear.values()]);
  const [first] = table.stretches;
  if (owned || first === undefined) return table;
  return { ...table, stretches: [{ first: -Infinity, last: first.first - 1 }, ...table.stretches] };
}

/** More than there are counties; whoever asks for made-up ones makes them anew. */
const KEPT_TERRITORIES = 4096;

/** What is loaded beside the calendars that a book has. */
export interface LoadedCalendars {
  /** Ends the version of the book: the same label, the same days. */
  readonly label: string;
  readonly years: readonly CalendarYear[];
  readonly local: readonly LocalHolidays[];
}

/** The working days of the People's Republic, 2007 to 2026. */
export const chinaCalendars = new CalendarBook('cn-2007-2026.1', [...cn2007to2016, ...cn2017to2026]);

const kinds = {
  ordinary: { working: true, kind: 'ordinary' },
  weekend: { working: false, kind: 'weekend' },
} as const;

class TerritoryCalendar implements Calendar {
  /** Days of loaded years that were asked before: counting asks the same ones again and again. */
  readonly #working = new Map<number, boolean>();

  constructor(
    readonly version: string,
    readonly territory: string,
    private readonly national: Table,
    private readonly local: Table | undefined,
  ) {}

  isLoaded(day: number): boolean {
    return [this.national, this.local].every(
      (table) => table === undefined || stretchOf(table, day) !== undefined,
    );
  }

  dayKind(day: number): DayKind {
    if (stretchOf(this.national, day) === undefined) throw yearNotLoaded(day, this.territory);
    if (this.local !== undefined && stretchOf(this.local, day) === undefined) {
      throw listNotLoaded(day, this.territory);
    }
    const listed = this.local?.days.get(day) ?? this.national.days.get(day);
    return listed ?? (weekday(day) > 5 ? kinds.weekend : kinds.ordinary);
  }

  isWorkingDay(day: number): boolean {
    const known = this.#working.get(day);
    if (known !== undefined) return known;
    const { working } = this.dayKind(day);
    this.#working.set(day, working);
    return working;
  }

  isProvisional(day: number): boolean {
    const stretch = stretchOf(this.national, day);
    return stretch !== undefined && day > stretch.last - provisionalDays;
  }
}

/**
 * Whether work that the law forbids on a 法定节假日 (强制法 43) is forbidden on this day: every listed day off, not an
 * ordinary weekend and not a make-up day. @throws as {@link Calendar}
 */
export const isStatutoryHoliday = (calendar: Calendar, date: CivilDate): boolean =>
  calendar.dayKind(dayOf(date)).kind === 'day-off';

/** {@link Calendar.isWorkingDay} of a date. @throws as there */
export const isWorkingDate = (calendar: Calendar, date: CivilDate): boolean =>
  calendar.isWorkingDay(dayOf(date));

function tableOf(years: readonly CalendarYear[]): Table {
  const loaded = years.filter(isLoaded).sort((a, b) => a.year - b.year);
  const days = new Map<number, DayKind>();
  for (const { date, name, off } of loaded.flatMap(listedDays)) {
    const day = dayOf(date);
    // A weekday that a later notice puts back to work (2020-02-03) is an ordinary day again.
    const makeUp = weekday(day) > 5 ? 'make-up' : 'ordinary';
    days.set(day, { working: !off, kind: off ? 'day-off' : makeUp, holiday: name });
  }
  return { days, stretches: stretchesOf(loaded.map(({ year }) => year)) };
}

function stretchesOf(years: readonly number[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const year of years) {
    const first = dayNumber(year, 1, 1);
    const last = dayNumber(year, 12, 31);
    const previous = stretches.at(-1);
    if (previous?.last === first - 1) stretches.splice(-1, 1, { first: previous.first, last });
    else stretches.push({ first, last });
  }
  return stretches;
}

const stretchOf = (table: Table, day: number): Stretch | undefined =>
  table.stretches.find(({ first, last }) => first <= day && day <= last);

/** Where a further calendar is put: how the ways out of its absence end. */
export const toLoad = {
  zh: '放入数据目录的 calendars 文件夹（或 HENJI_CALENDARS 所指目录）并重新启动',
  en: 'into the folder calendars of the data folder, or the one that HENJI_CALENDARS names, and start again',
} as const;

function yearNotLoaded(day: number, territory: string): HenjiError {
  const { year } = yearMonthDay(day);
  const whole = territory === WHOLE_COUNTRY;
  return new HenjiError({
    code: 'calendar-year-not-loaded',
    zh: `${whole ? '全国' : territory}的 ${year} 年工作日历尚未载入，不能计算经过该年的期限`,
    en: `the working-day calendar of ${whole ? 'the country' : territory} for ${year} is not loaded, so no period through it can be computed`,
    details: { year, territory },
    wayOut: {
      zh: `将国务院办公厅 ${year} 年放假通知（${year}.json）${toLoad.zh}`,
      en: `put the notice for ${year} as ${year}.json ${toLoad.en}`,
    },
  });
}

function listNotLoaded(day: number, territory: string): HenjiError {
  const { year } = yearMonthDay(day);
  return new HenjiError({
    code: 'calendar-territory-not-loaded',
    zh: `${territory} 另有本地法定假日，其 ${year} 年的假日安排尚未载入`,
    en: `${territory} has holidays of its own, and its list for ${year} is not loaded`,
    details: { year, territory },
    wayOut: {
      zh: `将当地人民政府的放假通知（如 ${territory}-${year}.json）${toLoad.zh}`,
      en: `put the notice of the local government as ${territory}-${year}.json ${toLoad.en}`,
    },
  });
}
