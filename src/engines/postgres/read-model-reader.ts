import { escapeLiteral } from 'pg';
import {
  ORIGIN,
  type Checkpoint,
  type ParkedEvent,
  type ReadModelReader,
  type ReadScope,
  type Snapshot,
} from '../../ports/read-model';
import type { Select } from '../../ports/read-model-query';
import {
  columnsOf,
  type ModelDeclaration,
  type Row,
  type TableDeclaration,
} from '../../ports/read-model-table';
import { isMissing, type Connections, type Session } from './connections';
import { decodedRow, needsDecoding } from './read-model-rows';
import { ORGANS_SETTING, quoted, type Isolation } from './read-model-schema';
import { compileSelect, underPolicies } from './read-model-select';
import { fromStored } from './stored-text';

/** Which schema to read. */
export interface ReadPlace {
  schema(): Promise<string>;
  /** Look again after something of this schema was not there. @returns whether another one is live now */
  hasMoved(schema: string): Promise<boolean>;
}

/** Who reads. */
export interface ReadAs {
  readonly isolation: Isolation;
  /** Every organ where it is absent. */
  readonly scope?: ReadScope;
}

/** Queries on one read model. A switch in between is followed, so that every answer is of one generation. */
export class PostgresReader implements ReadModelReader {
  readonly #organs: readonly string[] | undefined;

  constructor(
    private readonly declaration: ModelDeclaration,
    protected readonly connections: Connections,
    private readonly place: ReadPlace,
    private readonly as: ReadAs,
  ) {
    const { scope = 'every-organ' } = as;
    this.#organs = scope === 'every-organ' ? undefined : scope;
    const strange = this.#organs?.find((organ) => organ.includes(',') || organ === '');
    if (strange !== undefined) throw new TypeError(`${strange} is no handle of an organ`);
  }

  within(scope: ReadScope): ReadModelReader {
    return new PostgresReader(this.declaration, this.connections, this.place, { ...this.as, scope });
  }

  query<R extends object = Row>(select: Select): Promise<readonly R[]> {
    return this.#placed((schema) =>
      underPolicies({ schema, organs: this.#organs }, select)
        ? this.#reading('READ COMMITTED', (session) => this.#runScoped<R>(session, schema, select))
        : this.#run<R>(this.connections, schema, select),
    );
  }

  snapshot(selects: readonly Select[]): Promise<Snapshot> {
    return this.#placed((schema) =>
      this.#reading('REPEATABLE READ', async (session) => {
        const checkpoint = await leastCheckpoint(session, schema);
        const results: (readonly Row[])[] = [];
        for (const select of selects) results.push(await this.#runScoped(session, schema, select));
        return { checkpoint, results };
      }),
    );
  }

  checkpoint(): Promise<Checkpoint> {
    return this.#placed((schema) => leastCheckpoint(this.connections, schema));
  }

  parked(): Promise<readonly ParkedEvent[]> {
    return this.#placed(async (schema) => {
      const rows = await this.connections.rows<ParkedEvent>(
        `SELECT stream, revision, event_id AS "eventId", position, type, error
         FROM ${quoted(schema)}.henji_parked ORDER BY stream, revision`,
      );
      return rows.map((row) => ({ ...row, error: fromStored(row.error) }));
    });
  }

  async *dump(): AsyncIterable<string> {
    const schema = await this.#placed(async (found) => {
      await leastCheckpoint(this.connections, found);
      return found;
    });
    const tables = Object.entries(this.declaration.tables).sort(([a], [b]) => (a < b ? -1 : 1));
    const queries = tables.map(([name, table]) => allRows(schema, name, table));
    const streams = `SELECT stream, revision, "eventId", doc FROM ${quoted(schema)}.henji_streams ORDER BY stream`;
    type Line = Record<string, unknown>;
    for await (const [i, rows] of this.connections.pages<Line>([...queries, streams])) {
      const [name, table] = tables[i] ?? [];
      for (const row of rows) {
        if (name === undefined || table === undefined) yield streamLine(row);
        else yield `${name} ${JSON.stringify(Object.values(decodedRow(row, columnsOf(table))))}`;
      }
    }
  }

  async close(): Promise<void> {
    // The connections are of whoever opened it.
  }

  async #placed<T>(task: (schema: string) => Promise<T>): Promise<T> {
    for (;;) {
      const schema = await this.place.schema();
      try {
        return await task(schema);
      } catch (error) {
        if (!isMissing(error) || !(await this.place.hasMoved(schema))) throw error;
      }
    }
  }

  #reading<T>(level: string, body: (session: Session) => Promise<T>): Promise<T> {
    return this.connections.transaction(`BEGIN ISOLATION LEVEL ${level} READ ONLY`, body);
  }

  /** In a transaction: in the name of the scope where policies can stand. */
  async #runScoped<R extends object>(session: Session, schema: string, select: Select): Promise<R[]> {
    if (this.#organs !== undefined) {
      const { role } = this.as.isolation;
      const isUnder = underPolicies({ schema, organs: this.#organs }, select);
      await session.run(isUnder ? inScope(this.#organs, role) : 'SET LOCAL ROLE NONE');
    }
    return this.#run(session, schema, select);
  }

  async #run<R extends object>(on: Asked, schema: string, select: Select): Promise<R[]> {
    const place = { schema, organs: this.#organs };
    const { sql, params, columns } = compileSelect(this.declaration, select, place);
    const rows = await on.rows<Record<string, unknown>>(sql, params);
    if (needsDecoding(columns)) for (const row of rows) decodedRow(row, columns);
    return rows as R[];
  }
}

/** What answers a single statement: a session, or any connection. */
type Asked = Pick<Session, 'rows'>;

/** Take the part of the role that sees of the tables with an organ these organs only, until the transaction ends. */
const inScope = (organs: readonly string[], role: string): string =>
  `SET LOCAL ROLE ${quoted(role)}; SELECT set_config('${ORGANS_SETTING}', ${escapeLiteral(organs.join(','))}, true)`;

/** Of a stored checkpoint, as {@link Checkpoint}, without how many records it has passed. */
export const checkpointColumns =
  'position, event_id AS "eventId", stream, revision, recorded_at AS "recordedAt", cursor';

/** How far all parts have come: the one that is behind most. */
async function leastCheckpoint(on: Asked, schema: string): Promise<Checkpoint> {
  const table = `${quoted(schema)}.henji_checkpoint`;
  const [checkpoint] = await on.rows<Checkpoint>(
    `SELECT ${checkpointColumns}, (SELECT sum(passed)::bigint FROM ${table}) AS passed
     FROM ${table} ORDER BY position LIMIT 1`,
  );
  return checkpoint ?? ORIGIN;
}

function allRows(schema: string, name: string, table: TableDeclaration): string {
  const columns = columnsOf(table).map((column) => quoted(column.name));
  const order = columnsOf(table).filter((column) => table.key.includes(column.name));
  return `SELECT ${columns.join(', ')} FROM ${quoted(schema)}.${quoted(name)}
          ORDER BY ${order.map((column) => quoted(column.name)).join(', ')}`;
}

const streamLine = ({ stream, revision, eventId, doc }: Record<string, unknown>): string =>
  `henji_streams ${JSON.stringify([stream, revision, eventId])} ${String(doc)}`;
