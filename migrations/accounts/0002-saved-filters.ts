import { sql, type Kysely } from 'kysely';

/**
 * Filters of lists that people keep under a name, each for himself. `filter` is a JSON object; it may hold a name that
 * somebody looks for. `saved_at` is UTC with milliseconds.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE saved_filters (
    account TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (account, name)
  ) STRICT, WITHOUT ROWID`.execute(db);
}
