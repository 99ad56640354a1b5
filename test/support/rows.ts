import { projections } from '../../projections/all';
import { rebuild } from '../../projections/rebuild';
import { KeyedFeed } from '../../src/app/projections/keyed-feed';
import { openRecord } from '../../src/app/projections/opener';
import { StoreFeed } from '../../src/app/projections/store-feed';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import type { EventStore } from '../../src/ports/event-store';
import type { ReadModels } from '../../src/ports/read-model';
import type { SubjectKeys } from '../../src/ports/subject-keys';
import { linesOf } from '../projections/hosting';

/** The rows of every projection, by its name, each a line. */
export type AllRows = Readonly<Record<string, readonly string[]>>;

/** What the read models hold. */
export async function rowsIn(models: Pick<ReadModels, 'reader'>): Promise<AllRows> {
  const rows: Record<string, readonly string[]> = {};
  for (const projection of projections) rows[projection.name] = await linesOf(models.reader(projection));
  return rows;
}

/** What a fold of the whole log gives, in memory. */
export async function rowsOf(store: EventStore, keys: Pick<SubjectKeys, 'getMany'>): Promise<AllRows> {
  const models = new MemoryReadModels();
  const { signal } = new AbortController();
  for (const projection of projections) {
    const feed = new KeyedFeed(new StoreFeed(store), keys);
    await rebuild(projection, { feed, models, signal, decode: (record) => openRecord(record, feed.keyOf) });
  }
  return rowsIn(models);
}
