import { sql, type Kysely } from 'kysely';

/**
 * Data keys, wrapped. Deleting a row is what erases the subject's data everywhere, so rows may go; a key that changed
 * would make everything under it unreadable, so they never change.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE subject_keys (
    handle TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL
  ) STRICT, WITHOUT ROWID`.execute(db);
  await sql`CREATE TRIGGER subject_keys_no_update BEFORE UPDATE ON subject_keys
    BEGIN SELECT RAISE(ABORT, 'subject_keys: no UPDATE'); END`.execute(db);
}
