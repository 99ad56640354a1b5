import { createHash } from 'node:crypto';
import {
  BlobDamaged,
  BlobMismatch,
  BlobStoreUnavailable,
  BlobTooLarge,
  type BlobAddress,
  type BlobReading,
  type BlobStore,
  type KeepBounds,
  type KeptBlob,
} from '../../ports/blob-store';

/** How much of a blob is given at a time. */
const PIECE = 64 * 1024;

/** Blobs in memory, whole: the reference for other engines, for tests. Nothing survives the process. */
export class MemoryBlobStore implements BlobStore {
  readonly #blobs = new Map<BlobAddress, Buffer>();
  #isClosed = false;

  async keep(content: AsyncIterable<Uint8Array>, { most, address }: KeepBounds): Promise<KeptBlob> {
    this.#demandOpen();
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of content) {
      bytes += piece.length;
      if (bytes > most) throw new BlobTooLarge(most);
      pieces.push(Uint8Array.from(piece));
    }
    this.#demandOpen();
    const blob = Buffer.concat(pieces);
    const found = addressOf(blob);
    if (address !== undefined && found !== address) throw new BlobMismatch(address, found);
    this.#blobs.set(found, blob);
    return { address: found, bytes };
  }

  async read(address: string): Promise<BlobReading | undefined> {
    this.#demandOpen();
    const blob = this.#blobs.get(address);
    return blob === undefined ? undefined : { bytes: blob.length, content: checked(address, blob) };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  /** What is kept: for tests. */
  addresses(): readonly BlobAddress[] {
    return [...this.#blobs.keys()];
  }

  /** Change what is kept, as a failing disk would: for tests of what readers notice. */
  damage(address: BlobAddress, change: (blob: Buffer) => Buffer): void {
    this.#blobs.set(address, change(Buffer.from(this.#blobs.get(address) ?? Buffer.alloc(0))));
  }

  #demandOpen(): void {
    if (this.#isClosed) throw new BlobStoreUnavailable('closed');
  }
}

async function* checked(address: BlobAddress, blob: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < blob.length; at += PIECE) yield Uint8Array.from(blob.subarray(at, at + PIECE));
  if (addressOf(blob) !== address) throw new BlobDamaged(address);
}

const addressOf = (blob: Uint8Array): BlobAddress => createHash('sha256').update(blob).digest('hex');
