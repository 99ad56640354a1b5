import { Pool } from 'pg';
import { SchemaFromLaterBuild } from '../../../migrations/applied';
import { isUpToDate, migratePostgres } from '../../../migrations/migrate-postgres';
import { sharedMigrations } from '../../../migrations/shared';
import { HenjiError } from '../../kernel/errors';
import { Connections, isMissing, type PostgresOptions } from './connections';
import { quoted } from './read-model-schema';

/** Where the processes of an instance keep what they share. */
export interface SharedOptions extends PostgresOptions {
  /** Begins the name of the schema. Default `henji`. */
  readonly prefix?: string;
}

/** An open schema of what is shared. */
export interface SharedSchema {
  readonly connections: Connections;
  /** A table of it, as it stands in a statement. */
  readonly table: (name: string) => string;
}

/** The schema has been through a step that this build does not know. */
export class DatabaseFromLaterBuild extends HenjiError {
  constructor(schema: string, step: string) {
    super({
      code: 'database-from-later-build',
      zh: `数据库 ${schema} 由更新的版本写成（${step}）`,
      en: `the database schema ${schema} was written by a later build (${step})`,
      wayOut: { zh: '使用该版本或更新的版本', en: 'use that build or a later one' },
    });
  }
}

const ALONE = "BEGIN; SELECT pg_advisory_xact_lock(hashtext('henji shared'))";
const CONNECTIONS = 4;

/** Connect, and bring the schema up to date. @throws DatabaseUnavailable, DatabaseFromLaterBuild */
export async function openShared({ prefix = 'henji', ...options }: SharedOptions): Promise<SharedSchema> {
  const schema = `${prefix}_shared`;
  const connections = new Connections({ poolSize: CONNECTIONS, ...options });
  try {
    if (!(await upToDate(connections, schema))) {
      await connections.transaction(ALONE, async () => {
        if (await upToDate(connections, schema)) return;
        const pool = new Pool({
          ...{ connectionString: options.url, max: 1, options: `-c search_path=${schema}` },
        });
        // A connection that breaks fails the step that runs on it; nobody else needs to hear of it.
        pool.on('error', () => undefined);
        await migratePostgres(pool, schema, sharedMigrations);
      });
    }
  } catch (error) {
    await connections.close();
    throw error instanceof SchemaFromLaterBuild ? new DatabaseFromLaterBuild(schema, error.step) : error;
  }
  return { connections, table: (name) => `${quoted(schema)}.${name}` };
}

async function upToDate(connections: Connections, schema: string): Promise<boolean> {
  const applied = await connections
    .rows<{ name: string }>(`SELECT name FROM ${quoted(schema)}.kysely_migration`)
    .catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
  return isUpToDate(
    applied.map(({ name }) => name),
    sharedMigrations,
  );
}
