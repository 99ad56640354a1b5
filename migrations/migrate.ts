import { Kysely, Migrator, SqliteDialect, type SqliteDatabase } from 'kysely';
import { refuseUnknown, type Migrations } from './applied';

/**
 * Bring the schema of `database` forward to the last step of `migrations`: all of the missing steps in one
 * transaction, or none. There is no way back, so steps have no `down`.
 *
 * @throws SchemaFromLaterBuild, and whatever the driver raises
 */
export async function migrate(database: SqliteDatabase, migrations: Migrations): Promise<void> {
  refuseUnknown(database, migrations);
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  // Kysely opens no transaction of its own around migrations on SQLite.
  database.prepare('BEGIN IMMEDIATE').run([]);
  try {
    const { error } = await new Migrator({ db: kysely, provider }).migrateToLatest();
    if (error !== undefined) {
      throw error instanceof Error ? error : new Error('migration failed', { cause: error });
    }
    database.prepare('COMMIT').run([]);
  } catch (error) {
    database.prepare('ROLLBACK').run([]);
    throw error;
  }
}
