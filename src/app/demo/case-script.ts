import { addDays, dayOf, epochOf, legalInstant, type CivilDate } from '../../kernel/time';
import { chinaCalendars } from '../../law/calendar';
import { TERRITORY } from './parties';
import type { Cast, Member } from './registers';
import type { Category } from '../bus/command-catalogue';
import type { Enclosures, ScriptStep } from './script';
import { Chance, type ScriptIds } from './seeded';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const calendar = chinaCalendars.for(TERRITORY);

/** Whether offices are open. @throws HenjiError `calendar-year-not-loaded` */
export const isWorkingDay = (day: CivilDate): boolean => calendar.isWorkingDay(dayOf(day));

/** The day itself where offices are open, otherwise the next on which they are. */
export function workingDayFrom(day: CivilDate): CivilDate {
  let date = day;
  while (!isWorkingDay(date)) date = addDays(date, 1);
  return date;
}

/** What a step says beside its body. */
export interface StepOptions {
  /** Recorded so many days after it happened, instead of within the hour. */
  readonly recordedAfterDays?: number;
  readonly enclosures?: Enclosures;
  /** Kind of stream that it goes to, where that is not the case; what is sealed is sent to the case. */
  readonly category?: Exclude<Category, 'case'>;
  /** Of a stream that an earlier step has opened. */
  readonly stream?: string;
  /** Opens a stream of its category. */
  readonly opens?: true;
}

/** What a case script is about. */
export interface CaseSetting {
  /** Number of the case in its scenario. */
  readonly number: number;
  readonly cast: Cast;
  /** The organ whose supervision and discipline look at every organ. */
  readonly overseers: Cast;
  readonly ids: ScriptIds;
  readonly seed: string;
  readonly start: CivilDate;
}

/**
 * Writes down the commands of one case, day by day. Acts happen in office hours, minutes apart; each is recorded
 * within the hour unless it says otherwise. Time only goes forward.
 */
export class CaseScript {
  readonly steps: ScriptStep[] = [];
  readonly cast: Cast;
  readonly chance: Chance;
  /** The day on which the next act happens. */
  day: CivilDate;
  /** The stream of the case; it follows from its first command. */
  readonly stream: string;
  #minute = 0;
  #recorded = 0;

  constructor(private readonly setting: CaseSetting) {
    const { cast, ids, number, seed, start } = setting;
    this.cast = cast;
    this.chance = new Chance(`${seed}/${number}`);
    this.day = workingDayFrom(start);
    this.stream = ids.stream('case', `case-${number}/0`);
  }

  /** Id of the last command: what it opened is known by it. */
  get lastCommand(): string {
    return this.steps.at(-1)?.commandId ?? '';
  }

  /** Stream of the last command. */
  get lastStream(): string {
    return this.steps.at(-1)?.stream ?? this.stream;
  }

  /** Number of the case, for references. */
  get number(): number {
    return this.setting.number;
  }

  /** The acts that follow happen so many working days later. */
  after(workingDays: number): this {
    return this.#on(this.workingDay(workingDays));
  }

  /** The day that lies so many working days ahead. */
  workingDay(ahead: number): CivilDate {
    let date = this.day;
    for (let passed = 0; passed < ahead; passed++) date = workingDayFrom(addDays(date, 1));
    return date;
  }

  /** So many calendar days later, or on the next working day. */
  afterDays(days: number): this {
    return this.#on(workingDayFrom(addDays(this.day, days)));
  }

  /** On a certain day; never an earlier one. */
  until(day: CivilDate): this {
    return day > this.day ? this.#on(workingDayFrom(day)) : this;
  }

  /** On the next day on which offices are closed. */
  onDayOff(): this {
    let date = addDays(this.day, 1);
    while (isWorkingDay(date)) date = addDays(date, 1);
    return this.#on(date);
  }

  /** Give a command that is accepted. */
  send(person: string, slug: string, body: ScriptStep['body'] = {}, options: StepOptions = {}): this {
    return this.#add(person, slug, body, options, undefined);
  }

  /** Try what the law forbids; these rules refuse it, among others. */
  attempt(person: string, slug: string, body: object, ...refused: readonly string[]): this {
    return this.#add(person, slug, body, {}, refused);
  }

  /** Register entry of one of the people of the organ. */
  officer(key: string): string {
    return this.member(key).officer ?? this.member(key).account;
  }

  member(key: string): Member {
    const found = this.cast.members.get(key) ?? this.setting.overseers.members.get(key);
    if (found === undefined) throw new TypeError(`${this.cast.plan.key} has no ${key}`);
    return found;
  }

  /** The two who investigate. */
  get officers(): readonly string[] {
    return [this.officer('officer-1'), this.officer('officer-2')];
  }

  get chief(): string {
    return this.officer('chief');
  }

  #on(day: CivilDate): this {
    if (day !== this.day) this.#minute = 0;
    this.day = day;
    return this;
  }

  #add(
    person: string,
    slug: string,
    body: ScriptStep['body'],
    { recordedAfterDays = 0, enclosures, category, stream, opens }: StepOptions,
    refused: readonly string[] | undefined,
  ): this {
    const { ids, number } = this.setting;
    const name = `case-${number}/${this.steps.length}`;
    this.#minute += this.chance.between(2, 9);
    const at = `${this.day}T${clockTime(this.#minute)}:00+08:00`;
    const entered = epochOf(at) + this.chance.between(2, 40) * MINUTE + recordedAfterDays * DAY;
    this.#recorded = Math.max(this.#recorded + 1000, entered);
    const opened = opens === true && category !== undefined ? ids.stream(category, name) : undefined;
    this.steps.push({
      ...{ name, slug, body, category: category ?? 'case', organ: this.cast.organ },
      stream: opened ?? stream ?? this.stream,
      ...{ commandId: ids.commandId(name), by: this.member(person).account },
      ...{ recordedAt: this.#recorded, occurred: legalInstant(at) },
      ...(enclosures === undefined ? {} : { enclosures }),
      ...(refused === undefined ? {} : { refused }),
    });
    return this;
  }
}

/** Minutes after nine in the morning as time of day. */
function clockTime(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(9 + Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
