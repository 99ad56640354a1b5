import { toleratedHours } from '../../domain/penalty-case/clocks';
import { organ } from '../../domain/registers/organ';
import type { OrganState } from '../../domain/registers/organ-state';
import type { Entry } from '../../domain/registers/register';
import { HenjiError } from '../../kernel/errors';
import { isDivisionCode } from '../../kernel/identifiers';
import type { CivilDate } from '../../kernel/time';
import { chinaCalendars, type Calendar } from '../../law/calendar';
import { currentPacks } from '../../law/packs/released-packs';
import { RuleBook } from '../../law/rule-book';
import { lawFor } from '../handling/penalty-case';
import type { StreamCache } from '../stream-cache';

/** The rule packs that speak somewhere on a day, and the working days there. */
export interface Law {
  readonly rules: RuleBook;
  readonly calendar: Calendar;
}

/** Whose law is asked for. With neither member: what holds in the whole country. */
export interface Place {
  /** GB/T 2260 code. */
  readonly territory?: string;
  /** Handle of an organ: the packs that it adopted, and the territory of its seat. */
  readonly organ?: string;
}

/** In no province, so that the national packs alone speak. */
const WHOLE_COUNTRY = '000000';

/** What holds in a territory by the newest versions of the packs. @throws HenjiError `bad-territory` */
export function lawOfTerritory(territory: string = WHOLE_COUNTRY, on: CivilDate): Law {
  if (territory !== WHOLE_COUNTRY && !isDivisionCode(territory)) throw badTerritory(territory);
  return {
    rules: new RuleBook(currentPacks, { territory, on }),
    calendar: chinaCalendars.for(territory),
  };
}

/**
 * What holds for an organ by the packs that it had adopted on the day; where it had adopted none, the national pack.
 *
 * @throws HenjiError `unknown-organ`
 */
export async function lawOfOrgan(
  streams: Pick<StreamCache, 'load'>,
  stream: string,
  on: CivilDate,
): Promise<Law> {
  if (!stream.startsWith('organ-')) throw unknownOrgan(stream);
  const { state, revision } = await streams.load(organ, stream);
  if (revision < 0) throw unknownOrgan(stream);
  return lawFor({ s: stream, n: revision, state }, on);
}

/**
 * How many hours after an act its record is still in time, by the packs that an organ had adopted on the day of the act;
 * each day is resolved once. `undefined` for days on which no pack sets `late.record.hours`.
 */
export function lateHoursOf(entry: Entry<OrganState>): (on: CivilDate) => number | undefined {
  const known = new Map<CivilDate, number | undefined>();
  return (on) => {
    if (!known.has(on)) known.set(on, toleratedHours(lawFor(entry, on).rules));
    return known.get(on);
  };
}

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
