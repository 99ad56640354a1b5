import type Database from 'better-sqlite3';
import type { Checkpoint, ParkedEvent, ReadModelReader, Snapshot } from '../../ports/read-model';
import type { Select } from '../../ports/read-model-query';
import { columnsOf, type ColumnInfo, type ModelDeclaration, type Row } from '../../ports/read-model-table';
import { compileSelect, decodedRow, needsDecoding } from './read-model-select';
import { handleOf, quoted } from './read-model-schema';

/** Statements kept prepared on one connection; queries are few and come again. */
const KEPT_STATEMENTS = 256;

/** Of a stored checkpoint, as {@link Checkpoint}, without how many records it has passed. */
export const checkpointColumns =
  'position, event_id AS eventId, stream, revision, recorded_at AS recordedAt, cursor';

/** Rows as arrays of the values of their columns, as SQLite keeps them. */
export interface RawResult {
  readonly columns: readonly ColumnInfo[];
  readonly rows: readonly (readonly unknown[])[];
}

/** The rows as a query answers them. */
export function readRows({ columns, rows }: RawResult): Row[] {
  const decodes = needsDecoding(columns);
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < columns.length; i++) row[columns[i]?.name ?? ''] = values[i];
    return decodes ? decodedRow(row, columns) : row;
  });
}

/** Queries on one read model. The connection is asked for each time, because a switch may have replaced it. */
export class SqliteReader implements ReadModelReader {
  #statements = new Map<string, Database.Statement>();
  #preparedOn: Database.Database | undefined;

  constructor(
    private readonly declaration: ModelDeclaration,
    private readonly connection: () => Database.Database,
  ) {}

  async query<R extends object = Row>(select: Select): Promise<readonly R[]> {
    return this.#run(this.connection(), select) as R[];
  }

  async snapshot(selects: readonly Select[]): Promise<Snapshot> {
    const db = this.connection();
    return db.transaction(() => ({
      checkpoint: this.#checkpoint(db),
      results: selects.map((select) => this.#run(db, select)),
    }))();
  }

  async checkpoint(): Promise<Checkpoint> {
    return this.#checkpoint(this.connection());
  }

  /** Results as plain values, all of one moment, for whoever takes them to another thread ({@link readRows} reads them). */
  values(selects: readonly Select[]): readonly RawResult[] {
    const db = this.connection();
    const read = (): readonly RawResult[] =>
      selects.map((select) => {
        const { sql, params, columns } = compileSelect(this.declaration.tables, select);
        const statement = this.#statement(db, sql);
        statement.raw(true);
        try {
          return { columns, rows: statement.all(...params) as unknown[][] };
        } finally {
          statement.raw(false);
        }
      });
    return selects.length === 1 ? read() : db.transaction(read)();
  }

  /** {@link snapshot} as plain values. */
  valuesOfSnapshot(selects: readonly Select[]): { checkpoint: Checkpoint; results: readonly RawResult[] } {
    const db = this.connection();
    return db.transaction(() => ({ checkpoint: this.#checkpoint(db), results: this.values(selects) }))();
  }

  async parked(): Promise<readonly ParkedEvent[]> {
    const sql = `SELECT stream, revision, event_id AS eventId, position, type, error
                 FROM henji_parked ORDER BY stream, revision`;
    return this.#statement(this.connection(), sql).all() as ParkedEvent[];
  }

  async *dump(): AsyncIterable<string> {
    const db = this.connection();
    for (const name of Object.keys(this.declaration.tables).sort()) {
      const table = this.declaration.tables[name];
      if (table === undefined) continue;
      const columns = columnsOf(table);
      const readable = (column: ColumnInfo): string =>
        column.type === 'ref' ? handleOf(`t.${quoted(column.name)}`) : `t.${quoted(column.name)}`;
      const outputs = columns.map((column) => `${readable(column)} AS ${quoted(column.name)}`).join(', ');
      const order = columns.filter(({ name: column }) => table.key.includes(column)).map(readable);
      const rows = db.prepare(`SELECT ${outputs} FROM ${quoted(name)} AS t ORDER BY ${order.join(', ')}`);
      for (const row of rows.iterate() as Iterable<Record<string, unknown>>) {
        const decoded = decodedRow(row, columns);
        yield `${name} ${JSON.stringify(columns.map((column) => decoded[column.name]))}`;
      }
    }
    const streams = db.prepare(
      `SELECT r.handle, s.revision, s."eventId", s.doc
       FROM henji_streams AS s JOIN henji_refs AS r ON r.id = s.stream ORDER BY r.handle`,
    );
    for (const row of streams.raw().iterate() as Iterable<[string, number, string, string]>) {
      yield `henji_streams ${JSON.stringify([row[0], row[1], row[2]])} ${row[3]}`;
    }
  }

  async close(): Promise<void> {
    this.#statements.clear();
  }

  #run(db: Database.Database, select: Select): Row[] {
    const { sql, params, columns } = compileSelect(this.declaration.tables, select);
    const rows = this.#statement(db, sql).all(...params) as Record<string, unknown>[];
    if (needsDecoding(columns)) for (const row of rows) decodedRow(row, columns);
    return rows;
  }

  #checkpoint(db: Database.Database): Checkpoint {
    const sql = `SELECT ${checkpointColumns}, (SELECT sum(passed) FROM henji_checkpoint) AS passed
                 FROM henji_checkpoint ORDER BY position LIMIT 1`;
    return this.#statement(db, sql).get() as Checkpoint;
  }

  #statement(db: Database.Database, sql: string): Database.Statement {
    if (this.#preparedOn !== db) {
      this.#statements = new Map();
      this.#preparedOn = db;
    }
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      const oldest = this.#statements.size >= KEPT_STATEMENTS ? this.#statements.keys().next() : undefined;
      if (oldest?.done === false) this.#statements.delete(oldest.value);
      statement = db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
