import { setTimeout as sleep } from 'node:timers/promises';
import type { Henji } from '../henji';
import type { Place } from '../engines/place';
import { sweepBeside } from '../files/upload-sweep';
import type { Duty } from './duty';
import { leasedDuty } from './leased-duty';

/** How long the sweep waits for what, in milliseconds. */
export interface SweepTiming {
  /** After the start: those who start a server want it for something else first. */
  readonly first: number;
  /** Between two sweeps, also after one that failed. */
  readonly every: number;
  /** For commands under way: more than an append may take, with its repetitions. */
  readonly grace: number;
}

const usual: SweepTiming = { first: 600_000, every: 86_400_000, grace: 60_000 };

/** Takes old uploads away that no event names, once a day. Of several processes that have it, one does. */
export function uploadDuty(
  place: Place,
  henji: Pick<Henji, 'coordination' | 'store' | 'blobs' | 'clock'>,
  onFailure: (error: unknown) => void,
  timing: SweepTiming = usual,
): Duty {
  const { coordination, store, blobs, clock } = henji;
  const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  };
  const grace = (signal: AbortSignal): Promise<void> => pause(timing.grace, signal);
  const work = async (signal: AbortSignal): Promise<void> => {
    const isOver = async (wait: number): Promise<boolean> => {
      await pause(wait, signal);
      return signal.aborted;
    };
    for (let wait = timing.first; !(await isOver(wait)); wait = timing.every)
      await sweepBeside({ place, store, blobs, clock, grace }, signal).catch(onFailure);
  };
  return leasedDuty({ name: 'uploads', coordination, work, onFailure });
}
