import { randomUUID } from 'node:crypto';
import { SystemEntropy, type Entropy } from '../../src/app/entropy';
import { systemClock, RecordedClock, type Clock } from '../../src/app/clock';
import { CommandPath } from '../../src/app/command-path';
import { openKeys, openVault } from '../../src/app/engines/open-keys';
import { openLedger as openLedgerAt } from '../../src/app/engines/open-ledger';
import type { Place } from '../../src/app/engines/place';
import { Importer } from '../../src/app/import/importer';
import { KeyedQueue } from '../../src/app/keyed-queue';
import { RecordReader } from '../../src/app/record-reader';
import { Recorder } from '../../src/app/recorder';
import { StreamCache } from '../../src/app/stream-cache';
import type { EventStore } from '../../src/ports/event-store';

/** The write side of a place without projections, on its real engines. */
export async function openLedger(
  place: Place,
  options: { clock?: Clock; entropy?: Entropy; around?: (store: EventStore) => EventStore } = {},
) {
  const { clock = systemClock, entropy = new SystemEntropy() } = options;
  const genesis = { logId: randomUUID(), createdAt: new Date(clock.now()).toISOString() };
  const opened = await openLedgerAt(place, { genesis });
  const store = options.around?.(opened) ?? opened;
  const random = (count: number): Buffer => entropy.bytes(count);
  const vault = openVault(place, random);
  const keys = await openKeys(place, vault, random);
  const recordedClock = new RecordedClock(clock, 0);
  const recorder = new Recorder({ store, keys, vault, recordedClock, clock, entropy });
  const reader = new RecordReader();
  const cache = new StreamCache(store, reader);
  return {
    store,
    keys,
    recorder,
    reader,
    cache,
    path: new CommandPath(cache, recorder, new KeyedQueue(), clock),
    importer: new Importer({ store, recorder, reader, clock, entropy }),
    close: async () => {
      await opened.close();
      await keys.close();
    },
  };
}
