import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isShared, openCoordination } from '../engines/open-coordination';
import type { Place } from '../engines/place';
import { HeldLease, LEASE_MS, tendEvery } from './held-lease';

/** The turn of one process to look whether a place is empty, and to put there what an empty one gets. */
export interface FoundingTurn {
  /** Idempotent. */
  done(): Promise<void>;
}

const ASK_AGAIN_MS = 200;

/** Waits until no other process is at it; at once where there can be no other. @throws DatabaseUnavailable */
export async function foundingTurn(place: Place): Promise<FoundingTurn> {
  if (!isShared(place)) return { done: () => Promise.resolve() };
  const coordination = await openCoordination(place);
  const parts = { coordination, owner: randomUUID(), leaseMs: LEASE_MS, now: () => performance.now() };
  const lease = new HeldLease('founding', parts);
  while (!(await lease.tend())) await sleep(ASK_AGAIN_MS);
  let tended: Promise<unknown> = Promise.resolve();
  const tending = setInterval(() => {
    tended = tended.then(() => lease.tend());
  }, tendEvery(LEASE_MS));
  const end = async (): Promise<void> => {
    clearInterval(tending);
    // A renewal that arrives after the release would keep the next one waiting until it runs out.
    await tended;
    await lease.giveUp();
    await coordination.close();
  };
  let ended: Promise<void> | undefined;
  return { done: () => (ended ??= end()) };
}
