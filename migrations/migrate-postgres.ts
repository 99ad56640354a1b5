import { Kysely, Migrator, PostgresDialect, type PostgresPool } from 'kysely';
import { SchemaFromLaterBuild, type Migrations } from './applied';

/**
 * Bring a schema forward to the last step of `migrations`, made where it is missing: all of the missing steps in one
 * transaction, or none. There is no way back, so steps have no `down`. Whoever calls keeps others out meanwhile.
 *
 * @param pool connections whose `search_path` is the schema; ended here
 * @throws SchemaFromLaterBuild, and whatever the driver raises
 */
export async function migratePostgres(
  pool: PostgresPool,
  schema: string,
  migrations: Migrations,
): Promise<void> {
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
    const migrator = new Migrator({ db: kysely, provider, migrationTableSchema: schema });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) {
      throw error instanceof Error ? error : new Error('migration failed', { cause: error });
    }
  } finally {
    await kysely.destroy();
  }
}

/**
 * Whether all steps were run.
 *
 * @param applied names of those that were
 * @throws SchemaFromLaterBuild
 */
export function isUpToDate(applied: readonly string[], migrations: Migrations): boolean {
  const unknown = applied.find((name) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) throw new SchemaFromLaterBuild(unknown);
  return Object.keys(migrations).every((name) => applied.includes(name));
}
