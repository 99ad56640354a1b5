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
    const ready = await fetch(`${behind.url}/ready`);
    expect(await ready.json()).toMatchObject({ status: 'ready' });
    expect((await behind.end()).code).toBe(0);
  }, 150_000);
});
