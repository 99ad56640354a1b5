import { projections } from '../../../projections/all';
import { rebuild } from '../../../projections/rebuild';
import { enginesAt, type Place } from '../engines/place';
import { openReading } from '../open-reading';
import { KeyedFeed } from './keyed-feed';
import { openRecord } from './opener';
import { StoreFeed } from './store-feed';

/** Names of the projections of this build. */
export const projectionNames: readonly string[] = projections.map(({ name }) => name);

/**
 * Build one projection anew beside the live one, which goes on serving, and switch over at the end of the log. A server
 * may be running on the same folder.
 *
 * @param onProgress records passed, and records in all where that is known
 * @throws RebuildCancelled, HandlerFailed, UnreadableEvent; the live one stays then
 */
export async function rebuildProjection(
  place: Place,
  name: string,
  signal: AbortSignal,
  onProgress: (done: number, total: number | undefined) => void,
): Promise<void> {
  const projection = projections.find((each) => each.name === name);
  if (projection === undefined) throw new TypeError(`no projection ${name}`);
  const parts = await openReading(place);
  try {
    const feed = new KeyedFeed(new StoreFeed(parts.store), parts.keys);
    const decode = (record: Parameters<typeof openRecord>[0]) => openRecord(record, feed.keyOf);
    const besideLog = enginesAt(place).feed.kind === 'log';
    await rebuild(projection, { feed, models: parts.models, decode, signal, besideLog, onProgress });
  } finally {
    await parts.close();
  }
}
