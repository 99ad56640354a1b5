import Database from 'better-sqlite3';
import { accountsMigrations } from '../../../migrations/accounts';
import { migrate } from '../../../migrations/migrate';
import type { SavedFilter, SavedFilters } from '../../ports/saved-filters';

interface FilterRow {
  readonly name: string;
  readonly filter: string;
  readonly saved_at: string;
}

/** Saved filters in the file of the accounts, on a connection of their own. */
export class SqliteSavedFilters implements SavedFilters {
  readonly #list: Database.Statement<[string], FilterRow>;
  readonly #byName: Database.Statement<[string, string], FilterRow>;
  readonly #put: Database.Statement<
    [{ account: string; name: string; filter: string; at: string; most: number }]
  >;
  readonly #remove: Database.Statement<[string, string]>;

  private constructor(private readonly db: Database.Database) {
    this.#list = db.prepare(
      'SELECT name, filter, saved_at FROM saved_filters WHERE account = ? ORDER BY name',
    );
    this.#byName = db.prepare(
      'SELECT name, filter, saved_at FROM saved_filters WHERE account = ? AND name = ?',
    );
    this.#put = db.prepare(`
      INSERT INTO saved_filters (account, name, filter, saved_at)
      SELECT @account, @name, @filter, @at
       WHERE (SELECT count(*) FROM saved_filters WHERE account = @account AND name <> @name) < @most
          ON CONFLICT (account, name) DO UPDATE SET filter = excluded.filter, saved_at = excluded.saved_at`);
    this.#remove = db.prepare('DELETE FROM saved_filters WHERE account = ? AND name = ?');
  }

  /** @throws MigrationFailed for a file of a later build */
  static async open(file: string): Promise<SqliteSavedFilters> {
    const db = new Database(file, { fileMustExist: true });
    try {
      db.pragma('synchronous = FULL');
      db.pragma('busy_timeout = 5000');
      db.pragma('foreign_keys = ON');
      await migrate(db, accountsMigrations);
      return new SqliteSavedFilters(db);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  async list(account: string): Promise<readonly SavedFilter[]> {
    return this.#list.all(account).map(filterOf);
  }

  async byName(account: string, name: string): Promise<SavedFilter | undefined> {
    const row = this.#byName.get(account, name);
    return row === undefined ? undefined : filterOf(row);
  }

  async put(account: string, { name, filter, savedAt }: SavedFilter, most: number): Promise<boolean> {
    const row = { account, name, filter: JSON.stringify(filter), at: savedAt, most };
    return this.#put.run(row).changes === 1;
  }

  async remove(account: string, name: string): Promise<void> {
    this.#remove.run(account, name);
  }

  async close(): Promise<void> {
    this.db.close();
  }
}

const filterOf = ({ name, filter, saved_at: savedAt }: FilterRow): SavedFilter => ({
  ...{ name, savedAt },
  filter: JSON.parse(filter) as SavedFilter['filter'],
});
