import { HenjiError } from '../../kernel/errors';
import type { StoredBlob } from '../../ports/blob-audit';
import { BlobDamaged, type BlobAddress, type BlobStore } from '../../ports/blob-store';
import { START, type EventStore, type Position } from '../../ports/event-store';
import type { Clock } from '../clock';
import { openBlobAudit, openLaidAside } from '../engines/open-blobs';
import type { Place } from '../engines/place';
import { namedBlobsAfter } from './named-blobs';

/** Uploads younger than this stay, in days: nobody fills in a command for a month. */
export const KEPT_DAYS = 30;
const DAY = 86_400_000;
/** Of one batch, at most; one larger upload is a batch of its own. */
const BATCH = { blobs: 1_000, bytes: 256 * 1024 * 1024 };

/** What a sweep beside running servers works with. */
export interface ServedSweepParts {
  readonly place: Place;
  readonly store: Pick<EventStore, 'readAll'>;
  /** The one through which this process keeps uploads: a second one on a folder takes away drafts of the first. */
  readonly blobs: Pick<BlobStore, 'keep' | 'read'>;
  readonly clock: Clock;
  /** Settles when no command that was under way before can still be, or when the signal aborts. */
  readonly grace: (signal: AbortSignal) => Promise<void>;
}

/**
 * Take away uploads of a month ago that no event names, while commands are taken. Each is laid aside first
 * ({@link openLaidAside}) and removed; once every command that was under way has ended, the log is read again, and what
 * one of them has named comes back. So does everything that was laid aside when the sweep is told to stop, fails, or was
 * killed: the next one begins with that. Two at a time would be in each other's way: a lease keeps them apart.
 *
 * @returns how many were taken away
 * @throws StoreUnavailable, BlobStoreUnavailable
 */
export async function sweepBeside(parts: ServedSweepParts, signal: AbortSignal): Promise<number> {
  const aside = await Aside.open(parts);
  try {
    await aside.bringBack();
    const { named, end } = await namedBlobsAfter(parts.store, START);
    const before = parts.clock.now() - KEPT_DAYS * DAY;
    const old: StoredBlob[] = [];
    for await (const blob of aside.list())
      if (!named.has(blob.address) && blob.keptAt < before) old.push(blob);
    let swept = 0;
    for (const batch of batchesOf(old)) {
      if (signal.aborted) break;
      swept += await sweepBatch(parts, aside, batch, end, signal);
    }
    return swept;
  } finally {
    await aside.close();
  }
}

async function sweepBatch(
  { store, grace }: ServedSweepParts,
  aside: Aside,
  batch: readonly StoredBlob[],
  end: Position,
  signal: AbortSignal,
): Promise<number> {
  const laid: BlobAddress[] = [];
  try {
    for (const blob of batch) if (await aside.lay(blob)) laid.push(blob.address);
    await grace(signal);
    if (signal.aborted) return 0;
    const { named } = await namedBlobsAfter(store, end);
    const unnamed = laid.filter((address) => !named.has(address));
    await aside.drop(unnamed);
    return unnamed.length;
  } finally {
    await aside.bringBack();
  }
}

/** The blobs of a place, and beside them those that are about to go. */
class Aside {
  private constructor(
    private readonly audit: Awaited<ReturnType<typeof openBlobAudit>>,
    private readonly blobs: ServedSweepParts['blobs'],
    private readonly laid: Awaited<ReturnType<typeof openLaidAside>>,
  ) {}

  static async open({ place, blobs }: ServedSweepParts): Promise<Aside> {
    return new Aside(await openBlobAudit(place), blobs, await openLaidAside(place));
  }

  list(): AsyncIterable<StoredBlob> {
    return this.audit.list();
  }

  /** @returns whether it lies there now, and no longer where it was; what is damaged stays for `verify` to find */
  async lay({ address, bytes }: StoredBlob): Promise<boolean> {
    const reading = await this.blobs.read(address);
    if (reading === undefined) return false;
    try {
      await this.laid.blobs.keep(reading.content, { most: bytes, address });
    } catch (error) {
      if (isDamage(error)) return false;
      throw error;
    }
    await this.audit.remove(address);
    return true;
  }

  async drop(addresses: readonly BlobAddress[]): Promise<void> {
    for (const address of addresses) await this.laid.audit.remove(address);
  }

  /** Whatever lies aside. */
  async bringBack(): Promise<void> {
    for await (const { address, bytes } of this.laid.audit.list()) {
      const reading = await this.laid.blobs.read(address);
      if (reading !== undefined) await this.blobs.keep(reading.content, { most: bytes, address });
      await this.laid.audit.remove(address);
    }
  }

  async close(): Promise<void> {
    await this.laid.blobs.close();
    await this.laid.audit.close();
    await this.audit.close();
  }
}

const isDamage = (error: unknown): boolean =>
  error instanceof BlobDamaged ||
  (error instanceof HenjiError && ['file-hash-mismatch', 'file-too-large'].includes(error.code));

function* batchesOf(blobs: readonly StoredBlob[]): Generator<readonly StoredBlob[]> {
  let batch: StoredBlob[] = [];
  let bytes = 0;
  for (const blob of blobs) {
    if (batch.length > 0 && (batch.length >= BATCH.blobs || bytes + blob.bytes > BATCH.bytes)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(blob);
    bytes += blob.bytes;
  }
  if (batch.length > 0) yield batch;
}
