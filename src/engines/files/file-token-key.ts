import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TokenKey } from '../../ports/token-key';

/**
 * The signing key in a file of its own (0600) in a folder of its own (0700). Two processes that make it at the same
 * time end up with the same key: the file is linked into place complete, and the second link fails.
 */
export class FileTokenKey implements TokenKey {
  constructor(private readonly file: string) {}

  async read(): Promise<string> {
    return (await this.#stored()) ?? this.#make();
  }

  async #stored(): Promise<string | undefined> {
    try {
      return await readFile(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async #make(): Promise<string> {
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
    const draft = `${this.file}.${randomUUID()}.draft`;
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(pem);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return this.#place(draft, pem);
  }

  async #place(draft: string, pem: string): Promise<string> {
    try {
      await link(draft, this.file);
      return pem;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return await readFile(this.file, 'utf8');
    } finally {
      await unlink(draft);
    }
  }
}
