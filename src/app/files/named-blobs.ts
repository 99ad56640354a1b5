import { START, type EventStore, type Position } from '../../ports/event-store';
import { parseEntryTrusted } from '../../seal/entry-codec';

/** The first event that names a blob. */
export interface NamedBlob {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
}

const PAGE = 2000;
const address = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gu;

/**
 * Everything in the log that has the form of the address of a blob, with the event that says it first. What a command names
 * as a file is among it, under whatever member: what is not here was named by no event.
 *
 * @throws StoreUnavailable
 */
export async function namedBlobs(
  store: Pick<EventStore, 'readAll'>,
): Promise<ReadonlyMap<string, NamedBlob>> {
  const named = new Map<string, NamedBlob>();
  for (let after = START; ;) {
    const records = await store.readAll(after, PAGE);
    for (const { entry, position, stream } of records) {
      for (const [found] of Buffer.from(entry).toString('latin1').matchAll(address)) {
        if (named.has(found)) continue;
        named.set(found, { position, stream, revision: parseEntryTrusted(entry).n });
      }
    }
    const last = records.at(-1);
    if (last === undefined) return named;
    after = last.position;
  }
}
