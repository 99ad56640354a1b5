import { DatabaseUnavailable } from '../../ports/database-unavailable';
import { StoreUnavailable } from '../../ports/event-store';
import type { KeyVault } from '../../ports/key-vault';
import type { SubjectKeys } from '../../ports/subject-keys';
import { textArray } from './array-literal';
import { openShared, type SharedOptions, type SharedSchema } from './shared-schema';

/** Unwrapped keys kept in memory, those used last. */
const CACHED = 20_000;
const KEY_BYTES = 32;

interface WrappedKey {
  readonly handle: string;
  readonly wrapped: Buffer;
}

/** Draws fresh random bytes. */
type Random = (count: number) => Buffer;

/**
 * The data keys that several processes share.
 *
 * @throws StoreUnavailable, DatabaseFromLaterBuild, and KeyUnreadable where the keys in the database are of another
 *   vault: new ones would lie beside keys that nobody can open
 */
export async function openPostgresSubjectKeys(
  options: SharedOptions,
  vault: KeyVault,
  random: Random,
): Promise<SubjectKeys> {
  const keys = new PostgresSubjectKeys(await asStore(openShared(options)), vault, random);
  try {
    await keys.checkVault();
  } catch (error) {
    await keys.close();
    throw error;
  }
  return keys;
}

/** The data keys for one who makes none. @throws as {@link openPostgresSubjectKeys} */
export async function openPostgresSubjectKeysForReading(
  options: SharedOptions,
  vault: KeyVault,
): Promise<Pick<SubjectKeys, 'getMany' | 'close'>> {
  return new PostgresSubjectKeys(await asStore(openShared(options)), vault, undefined);
}

class PostgresSubjectKeys implements SubjectKeys {
  readonly #known = new Map<string, Buffer>();
  readonly #table: string;

  constructor(
    private readonly shared: SharedSchema,
    private readonly vault: KeyVault,
    private readonly random: Random | undefined,
  ) {
    this.#table = shared.table('subject_keys');
  }

  async getMany(handles: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    this.#demandOpen();
    const { found, missing } = this.#fromMemory(handles);
    if (missing.length === 0) return found;
    const sql = `SELECT handle, wrapped FROM ${this.#table} WHERE handle = ANY ($1::text[])`;
    const rows = await asStore(this.shared.connections.rows<WrappedKey>(sql, [textArray(missing)]));
    for (const { handle, wrapped } of rows) found.set(handle, this.#unwrap(handle, wrapped));
    return found;
  }

  /** Most of them are new, so none is looked for first: what counts is what is stored once these have been offered. */
  async create(handles: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    this.#demandOpen();
    const { found, missing } = this.#fromMemory(handles);
    if (missing.length === 0) return found;
    const stored = await this.#offer(missing);
    const lost = missing.filter((handle) => !stored.has(handle));
    for (const [handle, key] of stored) found.set(handle, this.#remember(handle, key));
    for (const [handle, key] of await this.getMany(lost)) found.set(handle, key);
    return found;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.shared.connections.close();
    this.#known.clear();
  }

  #isClosed = false;

  /** @throws KeyUnreadable */
  async checkVault(): Promise<void> {
    const sql = `SELECT handle, wrapped FROM ${this.#table} LIMIT 1`;
    const [one] = await asStore(this.shared.connections.rows<WrappedKey>(sql));
    if (one !== undefined) this.#unwrap(one.handle, one.wrapped);
  }

  /** @returns the keys of those that had none; durable, and final for every process */
  async #offer(handles: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const { random } = this;
    if (random === undefined) throw new StoreUnavailable('the keys were opened for reading');
    // In one order, so that no two who offer the same wait for each other.
    const made = [...handles].sort().map((handle) => {
      // Bytes of its own: random ones may come as a view of a shared buffer, which would live as long as the key.
      const key = Buffer.from(random(KEY_BYTES));
      return { handle, key, wrapped: this.vault.wrap(handle, key) };
    });
    const stored = await asStore(
      this.shared.connections.rows<{ handle: string }>(
        `INSERT INTO ${this.#table} (handle, wrapped) SELECT * FROM unnest($1::text[], $2::bytea[])
         ON CONFLICT DO NOTHING RETURNING handle`,
        [
          textArray(made.map(({ handle }) => handle)),
          textArray(made.map(({ wrapped }) => `\\x${wrapped.toString('hex')}`)),
        ],
      ),
    );
    const mine = new Set(stored.map(({ handle }) => handle));
    return new Map(made.flatMap(({ handle, key }) => (mine.has(handle) ? [[handle, key] as const] : [])));
  }

  #fromMemory(handles: readonly string[]) {
    const found = new Map<string, Buffer>();
    const missing = new Set<string>();
    for (const handle of handles) {
      const key = this.#known.get(handle);
      if (key === undefined) missing.add(handle);
      else found.set(handle, this.#remember(handle, key));
    }
    return { found, missing: [...missing] };
  }

  #demandOpen(): void {
    if (this.#isClosed) throw new StoreUnavailable('the keys are closed');
  }

  #unwrap(handle: string, wrapped: Buffer): Buffer {
    return this.#remember(handle, this.vault.unwrap(handle, wrapped));
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

/** Who asks for keys is about to append: a database that cannot be used is a store that takes nothing. */
async function asStore<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw error instanceof DatabaseUnavailable ? new StoreUnavailable(error.en, error) : error;
  }
}
