import { sql, type Kysely } from 'kysely';

const tables = [
  sql`CREATE TABLE ledger (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    log_id TEXT NOT NULL,
    format INTEGER NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT`,
  // Numbered in the order of their first event, so that the index below grows where work is going on: a name is
  // random, and an index on it would touch another page for nearly every event.
  sql`CREATE TABLE streams (
    no INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT`,
  // The leaf hash stands beside its entry, so that a changed entry is named to the row also where no full tile and no
  // successor covers it yet.
  sql`CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    entry BLOB NOT NULL,
    leaf BLOB NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT`,
  // The erasable half of a record. Rows may go, they never change.
  sql`CREATE TABLE payloads (
    position INTEGER NOT NULL,
    subject TEXT NOT NULL,
    ciphertext BLOB NOT NULL,
    PRIMARY KEY (position, subject)
  ) STRICT, WITHOUT ROWID`,
  // Full tiles of 256 hashes as in c2sp tlog-tiles; what is not yet full follows from the entries.
  sql`CREATE TABLE tree_tile (
    level INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (level, idx)
  ) STRICT, WITHOUT ROWID`,
  sql`CREATE TABLE tree_state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    slots BLOB NOT NULL
  ) STRICT`,
];

const guarded: readonly (readonly [table: string, change: 'UPDATE' | 'DELETE'])[] = [
  ['ledger', 'UPDATE'],
  ['ledger', 'DELETE'],
  ['streams', 'UPDATE'],
  ['streams', 'DELETE'],
  ['events', 'UPDATE'],
  ['events', 'DELETE'],
  ['payloads', 'UPDATE'],
  ['tree_tile', 'UPDATE'],
  ['tree_tile', 'DELETE'],
  ['tree_state', 'DELETE'],
];

/** Events, their erasable payloads, and the RFC 6962 tree over the entries. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of tables) await table.execute(db);
  for (const [table, change] of guarded) {
    const name = `${table}_no_${change.toLowerCase()}`;
    await sql`CREATE TRIGGER ${sql.id(name)} BEFORE ${sql.raw(change)} ON ${sql.id(table)}
      BEGIN SELECT RAISE(ABORT, ${sql.lit(`${table}: no ${change}`)}); END`.execute(db);
  }
  await sql`CREATE TRIGGER tree_state_only_grows BEFORE UPDATE ON tree_state WHEN NEW.size < OLD.size
    BEGIN SELECT RAISE(ABORT, 'tree_state: only grows'); END`.execute(db);
}
