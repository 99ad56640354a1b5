import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { openEventStoreDbLedger } from '../../src/engines/eventstoredb/eventstoredb-event-store';
import { genesis } from '../contract/engines';
import { onServers } from '../support/layouts';
import { startProcess } from '../support/processes';

onServers('a process with the roles relay and projections', (layout) => {
  it('makes the topic that it reads, and ends when it is told to', async () => {
    const { environment } = await layout.place();
    const ledger = await openEventStoreDbLedger({ url: environment['LEDGER_URL'] as string, genesis });
    await ledger.close();
    // Settles when it listens, which is after its projections have found the topic.
    const behind = await startProcess({ ...environment, HENJI_ROLES: 'relay,projections' });
    // Leases are taken a moment after it listens.
    const ready = async (): Promise<boolean> => (await fetch(`${behind.url}/ready`)).ok;
    for (let asked = 0; asked < 100 && !(await ready()); asked++) await sleep(200);
    expect(await ready()).toBe(true);
    expect((await behind.end()).code).toBe(0);
  }, 150_000);
});
