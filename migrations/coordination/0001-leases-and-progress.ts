import { sql, type Kysely } from 'kysely';

/**
 * Who does what, and how far shared work has come. `epoch` rises at each takeover of a lease; `expires_at` is epoch
 * milliseconds of this machine.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch > 0),
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`.execute(db);
  await sql`CREATE TABLE progress (
    name TEXT PRIMARY KEY,
    position TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    note TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`.execute(db);
}
