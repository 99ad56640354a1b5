import { sql, type Kysely } from 'kysely';

/**
 * What `keys.db` and `accounts.db` hold beside one machine: see there for what columns mean. Names and handles compare
 * by their bytes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE subject_keys (
    handle text COLLATE "C" PRIMARY KEY,
    wrapped bytea NOT NULL
  )`.execute(db);
  // A key that changed would make everything under it unreadable; deleting one is what erases.
  await sql`CREATE FUNCTION refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '%: no UPDATE', TG_TABLE_NAME; END $$`.execute(db);
  await sql`CREATE TRIGGER subject_keys_no_update BEFORE UPDATE ON subject_keys
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_update()`.execute(db);
  await sql`CREATE TABLE accounts (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    password_hash text NOT NULL,
    must_change boolean NOT NULL,
    disabled boolean NOT NULL DEFAULT false,
    failed_attempts integer NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
    locked_until bigint,
    created_at bigint NOT NULL,
    token_epoch integer NOT NULL DEFAULT 0
  )`.execute(db);
  await sql`CREATE TABLE saved_filters (
    account text COLLATE "C" NOT NULL REFERENCES accounts (id),
    name text COLLATE "C" NOT NULL,
    filter text NOT NULL,
    saved_at text NOT NULL,
    PRIMARY KEY (account, name)
  )`.execute(db);
}
