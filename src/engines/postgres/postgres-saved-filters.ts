import type { SavedFilter, SavedFilters } from '../../ports/saved-filters';
import { openShared, type SharedOptions, type SharedSchema } from './shared-schema';

interface FilterRow {
  readonly name: string;
  readonly filter: string;
  readonly saved_at: string;
}

/** @throws DatabaseUnavailable, DatabaseFromLaterBuild */
export const openPostgresSavedFilters = async (options: SharedOptions): Promise<SavedFilters> =>
  new PostgresSavedFilters(await openShared(options));

/** Saved filters that several processes share. */
class PostgresSavedFilters implements SavedFilters {
  readonly #table: string;
  readonly #accounts: string;

  constructor(private readonly shared: SharedSchema) {
    this.#table = shared.table('saved_filters');
    this.#accounts = shared.table('accounts');
  }

  async list(account: string): Promise<readonly SavedFilter[]> {
    return this.#where('account = $1 ORDER BY name', [account]);
  }

  async byName(account: string, name: string): Promise<SavedFilter | undefined> {
    return (await this.#where('account = $1 AND name = $2', [account, name]))[0];
  }

  /** One after the other for each account, so that no two put the last one that is allowed. */
  put(account: string, { name, filter, savedAt }: SavedFilter, most: number): Promise<boolean> {
    return this.shared.connections.transaction('BEGIN', async (session) => {
      await session.rows(`SELECT FROM ${this.#accounts} WHERE id = $1 FOR UPDATE`, [account]);
      const kept = await session.run(
        `INSERT INTO ${this.#table} (account, name, filter, saved_at)
         SELECT $1, $2, $3, $4
         WHERE (SELECT count(*) FROM ${this.#table} WHERE account = $1 AND name <> $2) < $5
         ON CONFLICT (account, name) DO UPDATE SET filter = excluded.filter, saved_at = excluded.saved_at`,
        [account, name, JSON.stringify(filter), savedAt, most],
      );
      return kept === 1;
    });
  }

  async remove(account: string, name: string): Promise<void> {
    await this.shared.connections.rows(`DELETE FROM ${this.#table} WHERE account = $1 AND name = $2`, [
      ...[account, name],
    ]);
  }

  close(): Promise<void> {
    return this.shared.connections.close();
  }

  async #where(condition: string, values: readonly string[]): Promise<readonly SavedFilter[]> {
    const rows = await this.shared.connections.rows<FilterRow>(
      `SELECT name, filter, saved_at FROM ${this.#table} WHERE ${condition}`,
      values,
    );
    return rows.map(({ name, filter, saved_at: savedAt }) => ({
      ...{ name, savedAt },
      filter: JSON.parse(filter) as SavedFilter['filter'],
    }));
  }
}
