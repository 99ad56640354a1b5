import { sql, type Kysely } from 'kysely';

/**
 * Local accounts for sign-in. What an account may do is not here: role grants are events.
 *
 * `locked_until` and `created_at` are UTC with milliseconds. A token carries the `token_epoch` it was issued under;
 * raising the epoch revokes them all.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    password_hash TEXT NOT NULL,
    must_change INTEGER NOT NULL DEFAULT 1 CHECK (must_change IN (0, 1)),
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    failed_attempts INTEGER NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
    locked_until TEXT,
    created_at TEXT NOT NULL,
    token_epoch INTEGER NOT NULL DEFAULT 0
  ) STRICT`.execute(db);
}
