import { randomUUID } from 'node:crypto';
import { SystemEntropy, type Entropy } from '../../src/app/entropy';
import { systemClock, RecordedClock, type Clock } from '../../src/app/clock';
import { CommandPath } from '../../src/app/command-path';
import { Importer } from '../../src/app/import/importer';
import { KeyedQueue } from '../../src/app/keyed-queue';
import { RecordReader } from '../../src/app/record-reader';
import { Recorder } from '../../src/app/recorder';
import { StreamCache } from '../../src/app/stream-cache';
import { openFileKeyVault } from '../../src/engines/files/file-key-vault';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import { openSqliteSubjectKeys } from '../../src/engines/sqlite/sqlite-subject-keys';
import type { EventStore } from '../../src/ports/event-store';

/** The write side of a data folder without projections, on the real engines. */
export async function openLedger(
  folder: string,
  options: { clock?: Clock; entropy?: Entropy; around?: (store: EventStore) => EventStore } = {},
) {
  const { clock = systemClock, entropy = new SystemEntropy() } = options;
  const genesis = { logId: randomUUID(), createdAt: new Date(clock.now()).toISOString() };
  const sqlite = await openSqliteLedger({ folder, mode: 'write', genesis });
  const store = options.around?.(sqlite) ?? sqlite;
  const random = (count: number): Buffer => entropy.bytes(count);
  const vault = openFileKeyVault(`${folder}/secrets`, random);
  const keys = await openSqliteSubjectKeys(folder, vault, random);
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
      await sqlite.close();
      await keys.close();
    },
  };
}
