import { setTimeout as sleep } from 'node:timers/promises';
import { supervision } from '../../../projections/supervision/supervision.projection';
import type { CivilDate } from '../../kernel/time';
import type { RuleBook } from '../../law/rule-book';
import type { Henji } from '../henji';
import { lawOfOrgan } from '../law/law-in-force';
import { AlertWatch } from './alert-watch';

/** A due date passes at midnight: half a minute later is soon enough. */
const EVERY_MS = 30_000;

/** Watch the clocks of all cases until told to stop; what is under way is finished. */
export function startAlertWatch(
  henji: Pick<Henji, 'readers' | 'store' | 'recorder' | 'clock' | 'commanding'>,
  onFailure: (error: unknown) => void,
): { stop(): Promise<void> } {
  const { readers, store, recorder, clock, commanding } = henji;
  const rulesOf = async (organ: string, on: CivilDate): Promise<RuleBook> =>
    (await lawOfOrgan(commanding.path, organ, on)).rules;
  const reader = readers.of(supervision);
  const watch = new AlertWatch({ reader, store, recorder, clock, rulesOf, onFailure });
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
