import { randomBytes } from 'node:crypto';
import { openEventStoreDbLedger } from '../../src/engines/eventstoredb/eventstoredb-event-store';
import { TestEventStoreDb } from '../support/eventstoredb/server';
import { genesis, type Engine } from './engines';

/** As our servers are set up: an append may hold a ciphertext of 1 MiB and more. */
export const MAX_APPEND_SIZE = 16_000_000;

/**
 * A real server where the environment names one (its `MaxAppendSize` set as in docker/), otherwise the test server. A
 * ledger of its own for each test: a real server keeps those of earlier ones.
 */
export const eventStoreDbEngine: Engine = {
  name:
    process.env['HENJI_TEST_EVENTSTOREDB_URL'] === undefined ? 'eventstoredb (test server)' : 'eventstoredb',
  ids: 'in-place',
  counts: false,
  open: async () => {
    const given = process.env['HENJI_TEST_EVENTSTOREDB_URL'];
    const server =
      given === undefined ? await TestEventStoreDb.start({ mostBytes: MAX_APPEND_SIZE }) : undefined;
    const address = given ?? server?.url ?? '';
    const ledger = `t${randomBytes(8).toString('hex')}`;
    const url = `${address}${address.includes('?') ? '&' : '?'}ledger=${ledger}`;
    const store = await openEventStoreDbLedger({ url, genesis });
    const sealer = store.sealer();
    return {
      store,
      treeState: async () => (await sealer.catchUp()).slots,
      dispose: async () => {
        await store.close();
        await server?.stop();
      },
    };
  },
};
