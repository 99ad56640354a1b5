import { randomUUID } from 'node:crypto';
import type { Coordination } from '../../ports/coordination';
import type { Duty } from './duty';
import { LEASE_MS } from './held-lease';
import { LeasedWork } from './leased-work';

/** Work of an instance that one process does at a time. */
export interface LeasedDutyParts {
  readonly name: string;
  /** None where one process has the place for itself. */
  readonly coordination: Coordination | undefined;
  /** Works until the signal aborts; what is begun is finished. */
  readonly work: (signal: AbortSignal) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/** Do it while the lease of its name is held; all the time where there is nobody to share with. */
export function leasedDuty({ name, coordination, work, onFailure }: LeasedDutyParts): Duty {
  if (coordination === undefined) {
    const stop = new AbortController();
    const working = work(stop.signal);
    return {
      name,
      check: () => Promise.resolve({ ok: true }),
      stop: async () => {
        stop.abort();
        await working;
      },
    };
  }
  const leased = LeasedWork.start({
    ...{ name, coordination, owner: randomUUID(), leaseMs: LEASE_MS, work, onFailure },
    now: () => performance.now(),
  });
  return { name, check: () => Promise.resolve(leased.check()), stop: () => leased.stop() };
}
