import { toleratedHours } from '../../domain/penalty-case/clocks';
import type { OrganState } from '../../domain/registers/organ-state';
import type { Entry } from '../../domain/registers/register';
import type { CivilDate } from '../../kernel/time';
import { rulesFor } from './laws';

/**
 * How many hours after an act its record is still in time, by the packs that an organ had adopted on the day of the act;
 * each day is resolved once. `undefined` for days on which no pack sets `late.record.hours`.
 */
export function lateHoursOf(entry: Entry<OrganState>): (on: CivilDate) => number | undefined {
  const known = new Map<CivilDate, number | undefined>();
  return (on) => {
    if (!known.has(on)) known.set(on, toleratedHours(rulesFor(entry, on)));
    return known.get(on);
  };
}
