import { HenjiError } from '../../kernel/errors';
import {
  addDays,
  civilDateOf,
  daysBetween,
  epochOfDay,
  instantInZone,
  isCivilDate,
  yearOf,
  type CivilDate,
} from '../../kernel/time';
import { isWorkingDay, workingDayFrom, CaseScript } from './case-script';
import { districtOrgans } from './organs';
import { castOf, registerSteps, type Cast } from './registers';
import { interleaved, type ScriptStep } from './script';
import { Chance, ScriptIds } from './seeded';
import { generalTales } from './tales/general';
import { oversightTales } from './tales/oversight';
import { performanceTales } from './tales/performance';
import { publicityTales } from './tales/publicity';
import { remedyTales } from './tales/remedy';
import { simpleTales } from './tales/simple';
import type { Tale } from './tales/tale';

/** Every way in which a case of the demonstration can go. */
export const tales: readonly Tale[] = [
  ...[...simpleTales, ...generalTales, ...performanceTales, ...remedyTales],
  ...[...publicityTales, ...oversightTales],
];

/** What a demonstration is made from. The same size gives the same steps, on every machine. */
export interface DemonstrationSize {
  readonly cases: number;
  readonly seed: string;
  /** The day on which its last acts may happen. */
  readonly until: CivilDate;
}

/** The demonstration that is asked for cannot be made. Nothing was opened. */
export class BadDemonstration extends HenjiError {
  constructor(field: string, zh: string, en: string) {
    super({ code: 'bad-demonstration', zh, en, field });
  }
}

const MOST_CASES = 200_000;
const LONGEST_SEED = 64;
/** Registers are filled two years before the year of its end, and not before the present law of penalties and of reconsideration. */
const YEARS_BEFORE = 2;
const FIRST_END = '2025-01-01';

/** @throws BadDemonstration where no such demonstration can be made at that time */
export function checkSize({ cases, seed, until }: DemonstrationSize, now: number): void {
  const last = latestEnd(now);
  if (!Number.isSafeInteger(cases) || cases < 1 || cases > MOST_CASES) {
    throw new BadDemonstration('cases', `案件数应为 1 至 ${MOST_CASES}`, `cases: 1 to ${MOST_CASES}`);
  }
  if (!/^[\p{L}\p{N}._-]+$/u.test(seed) || seed.length > LONGEST_SEED) {
    throw new BadDemonstration('seed', '种子应为字母、数字、. _ -', 'seed: letters, digits, . _ -');
  }
  if (!isCivilDate(until) || until < FIRST_END || until > last) {
    throw new BadDemonstration(
      'until',
      `截止日期应在 ${FIRST_END} 至 ${last} 之间`,
      `until: from ${FIRST_END} to ${last}`,
    );
  }
}

/** The day itself, or the last day of which the working days are known. */
function lastEnd(today: CivilDate): CivilDate {
  let day = today;
  while (!isKnown(day)) day = `${yearOf(day) - 1}-12-31`;
  return day;
}

function isKnown(day: CivilDate): boolean {
  try {
    isWorkingDay(day);
    return true;
  } catch (error) {
    if (error instanceof HenjiError && error.code === 'calendar-year-not-loaded') return false;
    throw error;
  }
}

/** The last day of a demonstration that is made now: yesterday, so that nothing in it lies ahead. */
const latestEnd = (now: number): CivilDate => lastEnd(addDays(civilDateOf(instantInZone(now)), -1));

/** The district that an empty data folder gets: every tale once. */
export const districtSize = (now: number): DemonstrationSize => ({
  ...{ cases: tales.length, seed: 'district', until: latestEnd(now) },
});

/** A look at a whole scenario before it is played. */
export interface Survey {
  readonly steps: number;
  /** Numbers of the cases in the order in which they begin. */
  readonly order: readonly number[];
  /** When the first of them begins, epoch milliseconds. */
  readonly casesBegin: number;
}

/** All that happens in a district: its registers, then its cases, interwoven as time goes by. */
export class Scenario {
  /** The day from which its registers hold. */
  readonly since: CivilDate;
  readonly casts: readonly Cast[];
  readonly #ids: ScriptIds;
  readonly #registers: readonly ScriptStep[];

  constructor(readonly size: DemonstrationSize) {
    this.since = `${yearOf(size.until) - YEARS_BEFORE}-01-01`;
    this.#ids = new ScriptIds(size.seed, epochOfDay(this.since));
    this.casts = districtOrgans.map((plan) => castOf(plan, this.#ids));
    const expiry = addDays(size.until, -EXPIRED_FOR);
    this.#registers = registerSteps(this.casts, this.#ids, { since: this.since, expiry });
  }

  /** When its first step is recorded, epoch milliseconds. */
  get begins(): number {
    return this.#registers[0]?.recordedAt ?? epochOfDay(this.since);
  }

  /** How many steps it has, and which cases begin when. */
  survey(): Survey {
    let steps = this.#registers.length;
    const begun: { readonly number: number; readonly at: number }[] = [];
    for (let number = 1; number <= this.size.cases; number++) {
      const script = this.#caseScript(number);
      steps += script.length;
      begun.push({ number, at: script[0]?.recordedAt ?? 0 });
    }
    begun.sort((one, other) => one.at - other.at || one.number - other.number);
    return { steps, order: begun.map(({ number }) => number), casesBegin: begun[0]?.at ?? this.begins };
  }

  /** Every step, in the order in which it is recorded. @param order of the cases, from {@link survey} */
  *steps(order: readonly number[]): Generator<ScriptStep> {
    yield* this.#registers;
    yield* interleaved(this.#scripts(order));
  }

  *#scripts(order: readonly number[]): Generator<readonly ScriptStep[]> {
    for (const number of order) yield this.#caseScript(number);
  }

  /** The steps of a case, placed so that its last act lies as long before the end as its tale says. */
  #caseScript(number: number): readonly ScriptStep[] {
    const { seed, until } = this.size;
    const chance = new Chance(`${seed}/tale/${number}`);
    const tale = taleOf(number, chance);
    const cast = this.#castFor(tale, number);
    const [overseers = cast] = this.casts;
    const end = lastWorkingDay(addDays(until, -chance.between(...tale.rest)));
    const told = (start: CivilDate): CaseScript => {
      const script = new CaseScript({ number, cast, overseers, ids: this.#ids, seed, start });
      tale.tell(script);
      return script;
    };
    // How long a tale takes depends on the holidays that it meets: told once to measure it, then moved until it fits.
    let start = addDays(end, -LONGEST_TALE);
    start = addDays(start, daysBetween(told(start).day, end));
    for (;;) {
      const script = told(start);
      const over = daysBetween(end, script.day);
      if (over <= 0) return script.steps;
      start = addDays(start, -over);
    }
  }

  #castFor({ organs }: Tale, number: number): Cast {
    const fitting = this.casts.filter(({ plan }) => organs?.includes(plan.key) ?? true);
    const cast = fitting[number % fitting.length];
    if (cast === undefined) throw new TypeError('no organ fits the tale');
    return cast;
  }
}

/** No tale takes more days. */
const LONGEST_TALE = 420;
/** Days before the end on which the certificate of one officer runs out. */
const EXPIRED_FOR = 90;

/** Every tale is told once before one is told again; then by their weights. */
function taleOf(number: number, chance: Chance): Tale {
  const first = tales[number - 1];
  if (first !== undefined) return first;
  let drawn = chance.below(tales.reduce((sum, { weight }) => sum + weight, 0));
  for (const tale of tales) {
    drawn -= tale.weight;
    if (drawn < 0) return tale;
  }
  throw new RangeError('no tale');
}

/** The day itself, or the last working day before it. */
function lastWorkingDay(day: CivilDate): CivilDate {
  let date = day;
  while (!isWorkingDay(date)) date = addDays(date, -1);
  return workingDayFrom(date);
}
