import { sql, type Kysely } from 'kysely';

/** Who does what, and how far it has come. Times are epoch milliseconds by the clock of the database. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE leases (
    name text COLLATE "C" PRIMARY KEY,
    owner text NOT NULL,
    epoch bigint NOT NULL CHECK (epoch >= 1),
    expires_at bigint NOT NULL
  )`.execute(db);
  await sql`CREATE TABLE shared_progress (
    name text COLLATE "C" PRIMARY KEY,
    position text NOT NULL,
    epoch bigint NOT NULL,
    note text NOT NULL
  )`.execute(db);
}
