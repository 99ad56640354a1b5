import { packsAt, type OrganState } from '../../domain/registers/organ-state';
import { organ } from '../../domain/registers/organ';
import type { Entry } from '../../domain/registers/register';
import { HenjiError } from '../../kernel/errors';
import { isDivisionCode, WHOLE_COUNTRY } from '../../kernel/identifiers';
import type { CivilDate } from '../../kernel/time';
import { chinaCalendars, type Calendar, type CalendarBook } from '../../law/calendar';
import { cn2021 } from '../../law/packs/cn-2021';
import { currentPacks, packOf } from '../../law/packs/released-packs';
import { RuleBook } from '../../law/rule-book';
import type { StreamCache } from '../stream-cache';

/** The rule packs that speak somewhere on a day, and the working days there. */
export interface Law {
  readonly rules: RuleBook;
  readonly calendar: Calendar;
}

/** The law as an instance has it: the packs of its build, and the working days that it was given. */
export class Laws {
  constructor(readonly calendars: CalendarBook = chinaCalendars) {}

  /** What holds in a territory by the newest versions of the packs. @throws HenjiError `bad-territory` */
  ofTerritory(territory: string = WHOLE_COUNTRY, on: CivilDate): Law {
    if (territory !== WHOLE_COUNTRY && !isDivisionCode(territory)) throw badTerritory(territory);
    return {
      rules: new RuleBook(currentPacks, { territory, on }),
      calendar: this.calendars.for(territory),
    };
  }

  /** What holds for an organ by the packs that it had adopted on the day; where it had adopted none, the national pack. */
  of(entry: Entry<OrganState> | undefined, on: CivilDate): Law {
    return { rules: rulesFor(entry, on), calendar: this.calendars.for(seatOf(entry)) };
  }

  /** {@link of} an organ as its stream tells it now. @throws HenjiError `unknown-organ` */
  async ofOrgan(streams: Pick<StreamCache, 'load'>, stream: string, on: CivilDate): Promise<Law> {
    if (!stream.startsWith('organ-')) throw unknownOrgan(stream);
    const { state, revision } = await streams.load(organ, stream);
    if (revision < 0) throw unknownOrgan(stream);
    return this.of({ s: stream, n: revision, state }, on);
  }
}

/** Days of one organ that are kept. */
const KEPT_DAYS = 64;

/** By the state of the organ, which is another object once anything is recorded of it. */
const books = new WeakMap<object, Map<string, RuleBook>>();
const noOrgan = {};

/** The rule packs in force for an organ on a day, as it had adopted them; resolved once for each day. */
export function rulesFor(entry: Entry<OrganState> | undefined, on: CivilDate): RuleBook {
  const owner = entry?.state ?? noOrgan;
  const known = books.get(owner) ?? new Map<string, RuleBook>();
  const key = `${on} ${entry?.s ?? ''}`;
  const rules = known.get(key) ?? resolved(entry, on);
  if (known.size >= KEPT_DAYS) known.clear();
  known.set(key, rules);
  books.set(owner, known);
  return rules;
}

function resolved(entry: Entry<OrganState> | undefined, on: CivilDate): RuleBook {
  const labels = entry === undefined ? [] : packsAt(entry.state, on);
  const packs = labels.length === 0 ? [cn2021] : labels.flatMap((label) => packOf(label) ?? []);
  return new RuleBook(packs, {
    ...{ territory: seatOf(entry), on },
    ...(entry === undefined ? {} : { organ: entry.s }),
  });
}

/** The territory of the seat; where no organ is known yet, only the national pack speaks. */
const seatOf = (entry: Entry<OrganState> | undefined): string =>
  entry?.state.organ?.territory ?? WHOLE_COUNTRY;

const badTerritory = (territory: string): HenjiError =>
  new HenjiError({
    code: 'bad-territory',
    zh: `“${territory}”不是行政区划代码`,
    en: `"${territory}" is not a division code`,
    field: 'territory',
    wayOut: { zh: '六位代码（GB/T 2260），例如 370600', en: 'six digits (GB/T 2260), such as 370600' },
  });

const unknownOrgan = (stream: string): HenjiError =>
  new HenjiError({
    code: 'unknown-organ',
    zh: `未登记的执法主体“${stream}”`,
    en: `there is no organ "${stream}" in the register`,
    field: 'organ',
  });
