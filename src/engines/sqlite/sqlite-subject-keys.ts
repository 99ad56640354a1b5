import type Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { keysMigrations } from '../../../migrations/keys';
import { HenjiError } from '../../kernel/errors';
import { StoreUnavailable } from '../../ports/event-store';
import type { KeyVault } from '../../ports/key-vault';
import type { SubjectKeys } from '../../ports/subject-keys';
import { openForReading } from './database';
import { reasonOf } from './ledger-errors';
import { prepareFile } from './prepare-file';
import { SubjectKeysLine } from './subject-keys-line';
import type { WrappedKey } from './subject-keys-thread';

/** Unwrapped keys kept in memory, those used last. */
const CACHED = 20_000;
const KEY_BYTES = 32;
/** How many handles one query asks for. */
const ASKED = 500;

const keysFile = (folder: string): string => join(folder, 'keys.db');

/**
 * The data keys of a folder, in `keys.db`. New keys are written by a thread of their own, where one sync serves all
 * that arrived during the last one.
 *
 * @param random draws fresh random bytes
 * @throws StoreUnavailable, FileFromLaterBuild, and KeyUnreadable where the keys in the file are of another vault: new
 *   ones would lie beside keys that nobody can open
 */
export async function openSqliteSubjectKeys(
  folder: string,
  vault: KeyVault,
  random: (count: number) => Buffer,
): Promise<SubjectKeys> {
  const file = keysFile(folder);
  await prepareKeys(file);
  const keys = new SqliteSubjectKeys(file, vault, { random, line: new SubjectKeysLine(file) });
  try {
    keys.checkVault();
  } catch (error) {
    await keys.close();
    throw error;
  }
  return keys;
}

async function prepareKeys(file: string): Promise<void> {
  try {
    await prepareFile(file, keysMigrations);
  } catch (error) {
    throw error instanceof HenjiError ? error : new StoreUnavailable(`${file}: ${reasonOf(error)}`, error);
  }
}

/** The data keys of a folder beside the one who writes them; none where there is no file yet. */
export function openSqliteSubjectKeysForReading(
  folder: string,
  vault: KeyVault,
): Pick<SubjectKeys, 'getMany' | 'close'> {
  return new SqliteSubjectKeys(keysFile(folder), vault, undefined);
}

interface OpenKeys {
  readonly db: Database.Database;
  readonly first: Database.Statement<[], WrappedKey>;
  readonly some: Database.Statement<[string], WrappedKey>;
}

interface Making {
  readonly random: (count: number) => Buffer;
  readonly line: SubjectKeysLine;
}

class SqliteSubjectKeys implements SubjectKeys {
  readonly #known = new Map<string, Buffer>();
  #keys: OpenKeys | undefined;
  #isClosed = false;

  constructor(
    private readonly file: string,
    private readonly vault: KeyVault,
    private readonly making: Making | undefined,
  ) {}

  async getMany(handles: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    if (this.#isClosed) throw new StoreUnavailable('the keys are closed');
    const found = new Map<string, Buffer>();
    const missing: string[] = [];
    for (const handle of handles) {
      const key = this.#known.get(handle);
      if (key === undefined) missing.push(handle);
      else found.set(handle, this.#remember(handle, key));
    }
    for (let start = 0; start < missing.length; start += ASKED) {
      for (const row of this.#stored(missing.slice(start, start + ASKED)))
        found.set(row.handle, this.#unwrap(row));
    }
    return found;
  }

  async create(handles: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    if (this.#isClosed) throw new StoreUnavailable('the keys are closed');
    const found = new Map<string, Buffer>();
    const missing = new Set<string>();
    for (const handle of handles) {
      const key = this.#known.get(handle);
      if (key === undefined) missing.add(handle);
      else found.set(handle, this.#remember(handle, key));
    }
    if (missing.size > 0) for (const [handle, key] of await this.#offer([...missing])) found.set(handle, key);
    return found;
  }

  /**
   * A key for each handle that is not in memory. Most of them are new, so none is looked for first: what counts is what
   * lies in the file once these have been offered.
   */
  async #offer(handles: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    if (this.making === undefined) throw new StoreUnavailable('the keys were opened for reading');
    const { random, line } = this.making;
    const made = handles.map((handle) => {
      // Bytes of its own: random ones may come as a view of a shared buffer, which would live as long as the key.
      const key = Buffer.from(random(KEY_BYTES));
      return { handle, key, wrapped: this.vault.wrap(handle, key) };
    });
    const existing = await line.offer(made);
    return new Map(
      made.map(({ handle, key }, i) => {
        const wrapped = existing.get(i);
        const stored = wrapped === undefined ? key : this.vault.unwrap(handle, Buffer.from(wrapped));
        return [handle, this.#remember(handle, stored)];
      }),
    );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    // The last connection to go copies the WAL back, which a reading one cannot.
    this.#keys?.db.close();
    this.#keys = undefined;
    await this.making?.line.close();
    this.#known.clear();
  }

  /** @throws KeyUnreadable */
  checkVault(): void {
    const one = this.#open()?.first.get();
    if (one !== undefined) this.#unwrap(one);
  }

  #stored(handles: readonly string[]): readonly WrappedKey[] {
    return this.#open()?.some.all(JSON.stringify(handles)) ?? [];
  }

  /** `undefined` while there is no file. */
  #open(): OpenKeys | undefined {
    if (this.#keys === undefined && existsSync(this.file)) {
      const db = openForReading(this.file, keysMigrations);
      this.#keys = {
        db,
        first: db.prepare('SELECT handle, wrapped FROM subject_keys LIMIT 1'),
        some: db.prepare(
          'SELECT handle, wrapped FROM subject_keys WHERE handle IN (SELECT value FROM json_each(?))',
        ),
      };
    }
    return this.#keys;
  }

  #unwrap({ handle, wrapped }: WrappedKey): Buffer {
    return this.#remember(handle, this.vault.unwrap(handle, Buffer.from(wrapped)));
  }

  /** The order of the map is the order of use. */
  #remember(handle: string, key: Buffer): Buffer {
    this.#known.delete(handle);
    this.#known.set(handle, key);
    if (this.#known.size > CACHED) {
      const oldest = this.#known.keys().next();
      if (oldest.done !== true) this.#known.delete(oldest.value);
    }
    return key;
  }
}
