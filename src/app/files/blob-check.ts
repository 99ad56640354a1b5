import { BlobDamaged, type BlobStore } from '../../ports/blob-store';
import type { EventStore } from '../../ports/event-store';
import { openBlobAudit, openBlobs } from '../engines/open-blobs';
import type { Place } from '../engines/place';
import { drained } from './byte-streams';
import { namedBlobs, type NamedBlob } from './named-blobs';

/** What was found of the uploaded files. */
export interface BlobCheck {
  /** Files that an event names and whose bytes have the hash that they are named by. */
  readonly sound: number;
  /** Files that no event names: uploads for a command that was never given. */
  readonly unnamed: number;
  /** Files that events name and that are not there: taken away, or never uploaded; which of both, nothing can say. */
  readonly absent: number;
  readonly damaged: readonly (NamedBlob & { readonly address: string })[];
}

/**
 * Read every file that an event names and compare it with the hash in the event. No key is needed. Where nothing was ever
 * uploaded the log is not read.
 *
 * @throws BlobStoreUnavailable, StoreUnavailable
 */
export async function checkBlobs(place: Place, store: Pick<EventStore, 'readAll'>): Promise<BlobCheck> {
  const addresses = await keptBlobs(place);
  if (addresses === undefined) return { sound: 0, unnamed: 0, absent: 0, damaged: [] };
  const named = await namedBlobs(store);
  const blobs = await openBlobs(place, 'read');
  const damaged: (NamedBlob & { readonly address: string })[] = [];
  let sound = 0;
  for (const address of addresses) {
    const by = named.get(address);
    if (by === undefined) continue;
    if (await isWhole(blobs, address)) sound += 1;
    else damaged.push({ ...by, address });
  }
  await blobs.close();
  const inOrder = damaged.toSorted((one, other) => (one.position < other.position ? -1 : 1));
  const absent = [...named].filter(([address, { isFile }]) => isFile && !addresses.has(address)).length;
  return { sound, unnamed: addresses.size - sound - damaged.length, absent, damaged: inOrder };
}

/** Addresses of all files; `undefined` where nothing was ever uploaded. */
async function keptBlobs(place: Place): Promise<ReadonlySet<string> | undefined> {
  const audit = await openBlobAudit(place);
  try {
    if (!(await audit.wasUsed())) return undefined;
    const addresses = new Set<string>();
    for await (const { address } of audit.list()) addresses.add(address);
    return addresses;
  } finally {
    await audit.close();
  }
}

async function isWhole(blobs: BlobStore, address: string): Promise<boolean> {
  try {
    await drained((await blobs.read(address))?.content);
    return true;
  } catch (error) {
    if (error instanceof BlobDamaged) return false;
    throw error;
  }
}
