import { ReadModelAbsent, ReadModelShape } from '../../ports/read-model';
import type { ModelDeclaration } from '../../ports/read-model-table';
import { isMissing, type Connections, type Session } from './connections';
import { prepareReader } from './reader-role';
import { quoted, schemaOf, type Isolation } from './read-model-schema';

/** What stands in the table of read models. */
interface Stored {
  readonly generation: number;
  readonly shape: string;
  readonly live: boolean;
}

/** Whoever changes schemas does it alone, and is safe on the disk when it is done. */
const ALONE =
  "BEGIN; SET LOCAL synchronous_commit = on; SELECT pg_advisory_xact_lock(hashtext('henji schemas'))";

/**
 * The schemas of read models: `<prefix>_<name>_v<version>_g<generation>`, a generation for each rebuild. The table
 * `<prefix>.read_models` says which one is live. No name is used twice, and that of a replaced schema is gone with the
 * switch, so whoever still asks for it finds nothing, and looks again.
 */
export class Generations {
  constructor(
    private readonly connections: Connections,
    private readonly prefix: string,
    private readonly isolation: Isolation,
  ) {}

  /** The schema that readers use now. @throws ReadModelAbsent, ReadModelShape */
  async live(model: ModelDeclaration): Promise<string> {
    const stored = await this.connections
      .rows<Stored>(
        `SELECT generation, shape, live FROM ${this.#table} WHERE name = $1 AND version = $2 AND live`,
        [model.name, model.version],
      )
      .catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
    const [live] = stored;
    if (live === undefined) throw new ReadModelAbsent(model.name, model.version);
    checkShape(live, model);
    return this.#schema(model, live.generation);
  }

  /** The live schema, made empty where there is none. @throws ReadModelShape */
  openLive(model: ModelDeclaration): Promise<string> {
    return this.#alone(async (session) => {
      await this.#prepare(session);
      const { live } = await this.#stored(session, model);
      if (live !== undefined) {
        checkShape(live, model);
        return this.#schema(model, live.generation);
      }
      return this.#make(session, model, { generation: 0, live: true });
    });
  }

  /** The schema of the next generation; one that was built with other tables is made anew. */
  openBuild(model: ModelDeclaration): Promise<string> {
    return this.#alone(async (session) => {
      await this.#prepare(session);
      await this.#dropReplaced(session, model);
      const { live, build } = await this.#stored(session, model);
      if (build !== undefined) {
        if (build.shape === shapeOf(model)) return this.#schema(model, build.generation);
        await this.#drop(session, model, build.generation);
      }
      return this.#make(session, model, { generation: (live?.generation ?? 0) + 1, live: false });
    });
  }

  /** @throws ReadModelAbsent where nothing was built */
  async promote(model: ModelDeclaration): Promise<void> {
    await this.#analysed(model);
    const replaced = await this.#alone(async (session) => {
      const { live, build } = await this.#stored(session, model);
      if (build === undefined) throw new ReadModelAbsent(model.name, model.version);
      if (live !== undefined) await this.#forget(session, model, live.generation);
      await session.run(
        `UPDATE ${this.#table} SET live = true WHERE name = $1 AND version = $2 AND generation = $3`,
        [model.name, model.version, build.generation],
      );
      if (live === undefined) return undefined;
      const old = this.#schema(model, live.generation);
      await session.run(`ALTER SCHEMA ${quoted(old)} RENAME TO ${quoted(`${old}_old`)}`);
      return `${old}_old`;
    });
    // By itself: it waits for queries that still read there.
    if (replaced !== undefined) await this.#remove(replaced);
  }

  async discardBuild(model: ModelDeclaration): Promise<void> {
    await this.#alone(async (session) => {
      const { build } = await this.#stored(session, model);
      if (build !== undefined) await this.#drop(session, model, build.generation);
    }).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }

  get #table(): string {
    return `${quoted(this.prefix)}.read_models`;
  }

  #schema({ name, version }: ModelDeclaration, generation: number): string {
    return `${this.prefix}_${name.replaceAll('-', '_')}_v${version}_g${generation}`;
  }

  #alone<T>(task: (session: Session) => Promise<T>): Promise<T> {
    return this.connections.transaction(ALONE, task);
  }

  /** The table of read models and the role of readers, where they are missing. */
  async #prepare(session: Session): Promise<void> {
    await prepareReader(session, this.isolation.role);
    const [found] = await session.rows<{ made: boolean }>('SELECT to_regclass($1) IS NOT NULL AS made', [
      this.#table,
    ]);
    if (found?.made === true) return;
    await session.run(`
      CREATE SCHEMA IF NOT EXISTS ${quoted(this.prefix)};
      CREATE TABLE ${this.#table} (
        name text, version integer, generation integer, shape text NOT NULL, live boolean NOT NULL,
        PRIMARY KEY (name, version, generation)
      );
      CREATE UNIQUE INDEX ON ${this.#table} (name, version) WHERE live`);
  }

  async #stored(
    session: Session,
    { name, version }: ModelDeclaration,
  ): Promise<{ readonly live: Stored | undefined; readonly build: Stored | undefined }> {
    const rows = await session.rows<Stored>(
      `SELECT generation, shape, live FROM ${this.#table} WHERE name = $1 AND version = $2 ORDER BY generation`,
      [name, version],
    );
    return { live: rows.find(({ live }) => live), build: rows.findLast(({ live }) => !live) };
  }

  async #make(
    session: Session,
    model: ModelDeclaration,
    { generation, live }: { readonly generation: number; readonly live: boolean },
  ): Promise<string> {
    const schema = this.#schema(model, generation);
    await session.run(
      `INSERT INTO ${this.#table} (name, version, generation, shape, live) VALUES ($1, $2, $3, $4, $5)`,
      [model.name, model.version, generation, shapeOf(model), live],
    );
    await session.run(schemaOf(schema, model, this.isolation));
    return schema;
  }

  async #forget(session: Session, { name, version }: ModelDeclaration, generation: number): Promise<void> {
    await session.run(`DELETE FROM ${this.#table} WHERE name = $1 AND version = $2 AND generation = $3`, [
      ...[name, version, generation],
    ]);
  }

  async #drop(session: Session, model: ModelDeclaration, generation: number): Promise<void> {
    await this.#forget(session, model, generation);
    await session.run(`DROP SCHEMA IF EXISTS ${quoted(this.#schema(model, generation))} CASCADE`);
  }

  /** What a switch has left that was ended before it had cleared away. */
  async #dropReplaced(session: Session, model: ModelDeclaration): Promise<void> {
    const pattern = `^${this.#schema(model, 0).slice(0, -1)}[0-9]+_old$`;
    const found = await session.rows<{ name: string }>(
      'SELECT nspname::text AS name FROM pg_namespace WHERE nspname ~ $1',
      [pattern],
    );
    for (const { name } of found) await session.run(`DROP SCHEMA ${quoted(name)} CASCADE`);
  }

  #remove(schema: string): Promise<void> {
    return this.connections.transaction('BEGIN', async (session) => {
      await session.run(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`);
    });
  }

  /** So that the first queries after the switch are planned with what is there. */
  async #analysed(model: ModelDeclaration): Promise<void> {
    const [build] = await this.connections
      .rows<{ generation: number }>(
        `SELECT generation FROM ${this.#table} WHERE name = $1 AND version = $2 AND NOT live`,
        [model.name, model.version],
      )
      .catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
    if (build === undefined) throw new ReadModelAbsent(model.name, model.version);
    const schema = quoted(this.#schema(model, build.generation));
    const tables = ['henji_streams', ...Object.keys(model.tables)];
    await this.connections.rows(`ANALYZE ${tables.map((name) => `${schema}.${quoted(name)}`).join(', ')}`);
  }
}

const shapeOf = (model: ModelDeclaration): string => JSON.stringify(model.tables);

function checkShape({ shape }: Stored, model: ModelDeclaration): void {
  if (shape !== shapeOf(model)) throw new ReadModelShape(model.name, model.version);
}
