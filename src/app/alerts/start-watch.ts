import { setTimeout as sleep } from 'node:timers/promises';
import { supervision } from '../../../projections/supervision/supervision.projection';
import type { Henji } from '../henji';
import { AlertWatch } from './alert-watch';

/** A due date passes at midnight: half a minute later is soon enough. */
const EVERY_MS = 30_000;

/** Watch the clocks of all cases until told to stop; what is under way is finished. */
export function startAlertWatch(
  henji: Pick<Henji, 'readers' | 'store' | 'recorder' | 'clock'>,
  onFailure: (error: unknown) => void,
): { stop(): Promise<void> } {
  const { readers, store, recorder, clock } = henji;
  const watch = new AlertWatch({ reader: readers.of(supervision), store, recorder, clock, onFailure });
  const stop = new AbortController();
  const pause = (signal: AbortSignal): Promise<unknown> =>
    sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  const running = watch.run(pause, stop.signal);
  return {
    stop: async () => {
      stop.abort();
      await running;
    },
  };
}
