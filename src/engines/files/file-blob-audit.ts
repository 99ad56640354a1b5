import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobAudit, StoredBlob } from '../../ports/blob-audit';
import { BlobStoreUnavailable, isBlobAddress, type BlobAddress } from '../../ports/blob-store';

/** The blobs of a folder as {@link ./file-blob-store} keeps them; none where there is no folder. */
export class FileBlobAudit implements BlobAudit {
  constructor(private readonly folder: string) {}

  /** Its shelves stay when the last file has gone. */
  async wasUsed(): Promise<boolean> {
    return (await this.#shelves()).length > 0;
  }

  async *list(): AsyncGenerator<StoredBlob> {
    for (const shelf of await this.#shelves()) {
      for (const name of await namesIn(join(this.folder, shelf))) {
        const found = isBlobAddress(name) ? await this.#stored(name) : undefined;
        if (found !== undefined) yield found;
      }
    }
  }

  async remove(address: BlobAddress): Promise<void> {
    if (!isBlobAddress(address)) return;
    await told(this.folder, () => rm(this.#fileOf(address), { force: true }));
  }

  async #shelves(): Promise<readonly string[]> {
    return (await namesIn(this.folder)).filter((name) => /^[0-9a-f]{2}$/u.test(name));
  }

  /** Nothing for a file that went between the list and the look. */
  async #stored(address: BlobAddress): Promise<StoredBlob | undefined> {
    return told(this.folder, async () => {
      const found = await stat(this.#fileOf(address)).catch(ifThere);
      return found && { address, bytes: found.size, keptAt: found.mtimeMs };
    });
  }

  #fileOf(address: BlobAddress): string {
    return join(this.folder, address.slice(0, 2), address);
  }
}

const namesIn = (folder: string): Promise<readonly string[]> =>
  told(folder, async () => (await readdir(folder).catch(ifThere)) ?? []);

function ifThere(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}

async function told<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new BlobStoreUnavailable(`${folder}: ${code ?? message}`, error);
  }
}
