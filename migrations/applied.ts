import type { Migration, SqliteDatabase } from 'kysely';

/** Steps by name; they run in the order of their names, each once, and are never edited after a release. */
export type Migrations = Readonly<Record<string, Migration>>;

/** The file was written by a later build: it has been through a step that this build does not know. */
export class SchemaFromLaterBuild extends Error {
  constructor(readonly step: string) {
    super(`unknown migration ${step}`);
    this.name = new.target.name;
  }
}

/** Where Kysely keeps the names of the steps that were run. */
const TABLE = 'kysely_migration';

/**
 * Look at what a file has been through, without changing it: for readers, and before a migration. Kysely itself is not
 * loaded for it.
 *
 * @throws SchemaFromLaterBuild
 */
export function refuseUnknown(database: SqliteDatabase, migrations: Migrations): void {
  const table = database.prepare('SELECT name FROM sqlite_schema WHERE name = ?').all([TABLE]);
  if (table.length === 0) return;
  const applied = database.prepare(`SELECT name FROM ${TABLE}`).all([]) as { name: string }[];
  const unknown = applied.find(({ name }) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) throw new SchemaFromLaterBuild(unknown.name);
}
