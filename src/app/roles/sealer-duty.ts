import { randomUUID } from 'node:crypto';
import type { Alarm } from '../../../projections/status';
import { openCoordination } from '../engines/open-coordination';
import { openLedgerForSealing } from '../engines/open-ledger';
import type { Place } from '../engines/place';
import { alarmOf } from './alarm-of';
import type { Duty } from './duty';
import { LEASE_MS } from './held-lease';
import { LeasedWork } from './leased-work';

/** A sealer at work. */
export interface SealerDuty extends Duty {
  /** Settles when everything that was appended so far is sealed, by whom ever. @throws StoreUnavailable */
  sealed(): Promise<void>;
}

/** Keep the tree over a ledger whose engine does not keep it with the append, by one process at a time; nothing where it does. */
export async function startSealer(
  place: Place,
  onAlarm: (alarm: Alarm) => void,
): Promise<SealerDuty | undefined> {
  const ledger = await openLedgerForSealing(place, (alarm) => {
    onAlarm({ projection: '', ...alarm });
  });
  if (ledger === undefined) return undefined;
  const coordination = await openCoordination(place);
  const sealer = ledger.sealer();
  const leased = LeasedWork.start({
    ...{ name: 'sealer', coordination, owner: randomUUID(), leaseMs: LEASE_MS },
    now: () => performance.now(),
    work: (signal) => sealer.run(signal),
    onFailure: (error) => {
      onAlarm(alarmOf(error, 'sealer-failing'));
    },
  });
  return {
    name: 'sealer',
    check: () => Promise.resolve(leased.check()),
    // One more beside whoever has the lease: of two that seal the same, one loses the step and goes on from the other's.
    sealed: async () => {
      await ledger.sealer().catchUp();
    },
    stop: async () => {
      await leased.stop();
      await coordination.close();
      await ledger.close();
    },
  };
}
