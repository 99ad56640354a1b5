import { randomUUID } from 'node:crypto';
import { hasCode } from '../../kernel/errors';
import type { Henji } from '../henji';
import { watchAlerts, type Watched } from '../alerts/start-watch';
import type { Duty } from './duty';
import { LEASE_MS } from './held-lease';
import { LeasedWork } from './leased-work';

/** The watch over the clocks of all cases. Of several processes that have it, one watches at a time. */
export function alertDuty(
  henji: Watched & Pick<Henji, 'coordination'>,
  onFailure: (error: unknown) => void,
): Duty {
  const { coordination } = henji;
  // Read models that nobody has made yet hold nothing to watch.
  const told = (error: unknown): void => {
    if (!hasCode(error, 'read-model-absent')) onFailure(error);
  };
  const work = (signal: AbortSignal): Promise<void> => watchAlerts(henji, told, signal);
  if (coordination === undefined) {
    const stop = new AbortController();
    const watching = work(stop.signal);
    return {
      name: 'alerts',
      check: () => Promise.resolve({ ok: true }),
      stop: async () => {
        stop.abort();
        await watching;
      },
    };
  }
  const leased = LeasedWork.start({
    ...{ name: 'alerts', coordination, owner: randomUUID(), leaseMs: LEASE_MS, work, onFailure },
    now: () => performance.now(),
  });
  return {
    name: 'alerts',
    check: () => Promise.resolve(leased.check()),
    stop: () => leased.stop(),
  };
}
