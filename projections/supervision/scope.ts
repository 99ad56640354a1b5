import { sealedClocks } from '../../src/events/sealed-clocks';
import type { CivilDate } from '../../src/kernel/time';
import { eq, gte, lte, within, type Filter, ne } from '../../src/ports/read-model-query';

/** What the reader may see, or wants to. Absent members narrow nothing. */
export interface SupervisionScope {
  /** Handles of organs; an empty list sees nothing. */
  readonly organs?: readonly string[];
  readonly kind?: string;
  /** Legal dates, both inclusive. */
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  /** Counters only: what had been recorded by the end of this day in Shanghai. */
  readonly knownOn?: CivilDate;
}

/** The scope as filters on a table whose legal date is `day`. */
export function scopeFilters(scope: SupervisionScope, day = 'day'): readonly Filter[] {
  const { organs, kind, from, to, knownOn } = scope;
  return [
    ...(organs === undefined ? [] : [within('organ', organs)]),
    ...(kind === undefined ? [] : [eq('kind', kind)]),
    ...(from === undefined ? [] : [gte(day, from)]),
    ...(to === undefined ? [] : [lte(day, to)]),
    ...(knownOn === undefined ? [] : [lte('known_on', knownOn)]),
  ];
}

/** What becomes of a period of the sealed class is told by no row: it is watched, and never shown. */
export const shownClocks: readonly Filter[] = sealedClocks.map((key) => ne('clock_key', key));
