import { setTimeout as sleep } from 'node:timers/promises';
import { sealed } from '../../../projections/sealed/sealed.projection';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { leadersAt } from '../../domain/registers/duty-holders';
import type { CivilDate } from '../../kernel/time';
import { newId } from '../entropy';
import type { Henji } from '../henji';
import type { Law } from '../law/laws';
import { SealedWatch } from '../sealed/sealed-watch';
import { AlertWatch } from './alert-watch';
import { CalendarWatch } from './calendar-watch';
import { peopleOf } from './handling';
import { RegisterWatch } from './register-watch';

/** A due date passes at midnight: half a minute later is soon enough. */
const EVERY_MS = 30_000;

/** What of an instance the watch works with. */
export type Watched = Pick<
  Henji,
  'readers' | 'store' | 'recorder' | 'clock' | 'entropy' | 'commanding' | 'pseudonyms'
>;

/** Who leads an organ on a day, by the registers as they stand now. */
const headOf =
  ({ readers, commanding: { path } }: Watched) =>
  async (organ: string, on: CivilDate): Promise<readonly string[]> => {
    const { people } = await peopleOf({ path, readers }, organ);
    return leadersAt(organ, undefined, people, on).head.map(({ officer }) => officer);
  };

/** The watch over the clocks of all cases, to be swept by whoever has it. */
export function alertWatchOf(henji: Watched, onFailure?: (error: unknown) => void): AlertWatch {
  const { readers, store, recorder, clock, commanding } = henji;
  const { path, laws } = commanding;
  const lawOf = (organ: string, on: CivilDate): Promise<Law> => laws.ofOrgan(path, organ, on);
  const parts = { reader: readers.of(supervision), store, recorder, clock, lawOf, headOf: headOf(henji) };
  return new AlertWatch(onFailure === undefined ? parts : { ...parts, onFailure });
}

/** The watch over what is sealed, likewise. */
export function sealedWatchOf(henji: Watched): SealedWatch {
  const { readers, recorder, clock, commanding, pseudonyms } = henji;
  return new SealedWatch({
    ...{ supervision: readers.of(supervision), sealed: readers.of(sealed) },
    ...{ path: commanding.path, laws: commanding.laws },
    ...{ recorder, clock, pseudonyms },
    headOf: headOf(henji),
  });
}

/** The watch over what ends in the registers, and what organs owe in each period. */
export const registerWatchOf = ({ readers, recorder, clock, commanding }: Watched): RegisterWatch =>
  new RegisterWatch({ readers, recorder, clock, path: commanding.path, laws: commanding.laws });

/** The watch over what another calendar moves. */
export function calendarWatchOf({
  readers,
  store,
  recorder,
  clock,
  entropy,
  commanding,
}: Watched): CalendarWatch {
  const { path, laws } = commanding;
  return new CalendarWatch({
    ...{ reader: readers.of(supervision), store, path, recorder, laws, clock },
    newId: () => newId(clock.now(), entropy),
  });
}

/** Watch the clocks of all cases, and the registers, until the signal aborts; what is under way is finished. Never rejects. */
export function watchAlerts(
  henji: Watched,
  onFailure: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  const watch = alertWatchOf(henji, onFailure);
  const sealedWatch = sealedWatchOf(henji);
  const registers = registerWatchOf(henji);
  const calendars = calendarWatchOf(henji);
  // After each round: whatever fails there is told, and tried again in the next.
  const between = async (until: AbortSignal): Promise<unknown> => {
    await sealedWatch.sweep().catch(onFailure);
    await registers.sweep().catch(onFailure);
    await calendars.sweep().catch(onFailure);
    return sleep(EVERY_MS, undefined, { signal: until }).catch(() => undefined);
  };
  return watch.run(between, signal);
}
