import { START, type EventStore, type Position } from '../../ports/event-store';
import { parseEntryTrusted } from '../../seal/entry-codec';

/** The first event that names a blob, as a file where one does. */
export interface NamedBlob {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  /** Whether it is said to be a file: `blob`. Others may be hashes of something else. */
  readonly isFile: boolean;
}

const PAGE = 2000;
const address = /(?<member>"blob":")?(?<![0-9a-f])(?<found>[0-9a-f]{64})(?![0-9a-f])/gu;

/**
 * Everything in the log that has the form of the address of a blob, with the event that says it first. What a command names
 * as a file is among it, under whatever member: what is not here was named by no event.
 *
 * @throws StoreUnavailable
 */
export async function namedBlobs(
  store: Pick<EventStore, 'readAll'>,
): Promise<ReadonlyMap<string, NamedBlob>> {
  return (await namedBlobsAfter(store, START)).named;
}

/** The same of what comes after a position, and where the log ended. @throws StoreUnavailable */
export async function namedBlobsAfter(
  store: Pick<EventStore, 'readAll'>,
  from: Position,
): Promise<{ readonly named: ReadonlyMap<string, NamedBlob>; readonly end: Position }> {
  const named = new Map<string, NamedBlob>();
  for (let after = from; ;) {
    const records = await store.readAll(after, PAGE);
    for (const { entry, position, stream } of records) {
      for (const { groups } of Buffer.from(entry).toString('latin1').matchAll(address)) {
        const { found = '', member } = groups ?? {};
        const isFile = member !== undefined;
        const before = named.get(found);
        if (before !== undefined && (before.isFile || !isFile)) continue;
        named.set(found, { position, stream, revision: parseEntryTrusted(entry).n, isFile });
      }
    }
    const last = records.at(-1);
    if (last === undefined) return { named, end: after };
    after = last.position;
  }
}
