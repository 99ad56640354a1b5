import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, link, rename, rm, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { HenjiError } from '../../kernel/errors';
import {
  BlobDamaged,
  BlobMismatch,
  BlobStoreUnavailable,
  BlobTooLarge,
  isBlobAddress,
  type BlobAddress,
  type BlobReading,
  type BlobStore,
  type KeepBounds,
  type KeptBlob,
} from '../../ports/blob-store';

/** How much is read at a time. */
const PIECE = 64 * 1024;

/**
 * Blobs as files (0600) in a folder of their own (0700): `ab/abcdef…` by address, drafts in `drafts/` until they are
 * complete. A blob comes into being by a link to its synced draft, so that it is there whole or not at all, and of two
 * who bring the same bytes the first wins.
 *
 * @param mode `write`: by the one who holds the ledger's lock; it takes away the drafts that a crash left behind
 * @throws BlobStoreUnavailable
 */
export async function openFileBlobStore(folder: string, mode: 'read' | 'write'): Promise<BlobStore> {
  if (mode === 'write') {
    await told(async () => {
      await rm(join(folder, 'drafts'), { recursive: true, force: true });
      const made = await mkdir(join(folder, 'drafts'), { recursive: true, mode: 0o700 });
      if (made === folder) await syncFolder(join(folder, '..'));
    });
  }
  return new FileBlobStore(folder, mode);
}

class FileBlobStore implements BlobStore {
  #isClosed = false;

  constructor(
    private readonly folder: string,
    private readonly mode: 'read' | 'write',
  ) {}

  async keep(content: AsyncIterable<Uint8Array>, bounds: KeepBounds): Promise<KeptBlob> {
    this.#demandOpen();
    if (this.mode === 'read') throw new BlobStoreUnavailable('opened for reading');
    const draft = join(this.folder, 'drafts', randomUUID());
    try {
      const kept = await this.#write(draft, content, bounds);
      this.#demandOpen();
      await told(() => this.#place(draft, kept.address));
      return kept;
    } finally {
      await unlink(draft).catch(() => undefined);
    }
  }

  async read(address: string): Promise<BlobReading | undefined> {
    this.#demandOpen();
    if (!isBlobAddress(address)) return undefined;
    return told(async () => {
      const file = await openIfThere(this.#fileOf(address));
      if (file === undefined) return undefined;
      const { size } = await file.stat();
      await file.close();
      return { bytes: size, content: this.#content(address) };
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  async #write(draft: string, content: AsyncIterable<Uint8Array>, bounds: KeepBounds): Promise<KeptBlob> {
    const file = await told(() => open(draft, 'wx', 0o600));
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const piece of content) {
        bytes += piece.length;
        if (bytes > bounds.most) throw new BlobTooLarge(bounds.most);
        hash.update(piece);
        await told(() => writeWhole(file, piece));
      }
      const address = hash.digest('hex');
      if (bounds.address !== undefined && bounds.address !== address)
        throw new BlobMismatch(bounds.address, address);
      await told(() => file.sync());
      return { address, bytes };
    } finally {
      await file.close();
    }
  }

  /** A copy that is there and whole stays; one that is damaged makes way for the bytes that it should have. */
  async #place(draft: string, address: BlobAddress): Promise<void> {
    const target = this.#fileOf(address);
    const shelf = join(target, '..');
    if ((await mkdir(shelf, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(this.folder);
    try {
      await link(draft, target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (!(await this.#isWhole(address))) await rename(draft, target);
    }
    await syncFolder(shelf);
  }

  async #isWhole(address: BlobAddress): Promise<boolean> {
    try {
      const pieces = this.#content(address);
      while ((await pieces.next()).done !== true);
      return true;
    } catch (error) {
      if (error instanceof BlobDamaged) return false;
      throw error;
    }
  }

  /** Opens the file with the first piece, so that a reading that nobody begins holds nothing. */
  async *#content(address: BlobAddress): AsyncGenerator<Uint8Array> {
    const file = await told(() => open(this.#fileOf(address), 'r'));
    try {
      const hash = createHash('sha256');
      for (;;) {
        const { buffer, bytesRead } = await told(() => file.read(Buffer.allocUnsafe(PIECE), 0));
        if (bytesRead === 0) break;
        const piece = buffer.subarray(0, bytesRead);
        hash.update(piece);
        yield piece;
      }
      if (hash.digest('hex') !== address) throw new BlobDamaged(address);
    } finally {
      await file.close();
    }
  }

  #fileOf(address: BlobAddress): string {
    return join(this.folder, address.slice(0, 2), address);
  }

  #demandOpen(): void {
    if (this.#isClosed) throw new BlobStoreUnavailable('closed');
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A write may take less than it was given. */
async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length;) {
    const { bytesWritten } = await file.write(piece, at, piece.length - at);
    at += bytesWritten;
  }
}

/** A name is only on the disk once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What the operating system refuses is told as unavailable, with its own word for it; where that is stands in the cause. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HenjiError) throw error;
    throw new BlobStoreUnavailable((error as NodeJS.ErrnoException).code ?? 'unknown', error);
  }
}
