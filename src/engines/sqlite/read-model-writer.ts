import type Database from 'better-sqlite3';
import { searchText } from '../../ports/search-text';
import type { TableChanges } from '../../ports/read-model';
import { columnsOf, type ColumnInfo, type Row, type TableDeclaration } from '../../ports/read-model-table';
import { list, quoted } from './read-model-schema';
import type { Refs } from './read-model-refs';

/** Rows of one statement: few enough that a table of many columns stays far below SQLite's limit of variables. */
const CHUNKS = [64, 16, 4, 1] as const;
/** Statements kept for one kind of change; more shapes than that are no pattern. */
const KEPT_STATEMENTS = 64;

type Bound = string | number | null;

/** Writes the changes of one table with prepared statements of many rows each. */
export class TableWriter {
  readonly #columns: readonly ColumnInfo[];
  readonly #key: readonly ColumnInfo[];
  readonly #put: ChunkedStatement;
  readonly #add: ChunkedStatement;
  readonly #remove: ChunkedStatement;

  constructor(db: Database.Database, name: string, table: TableDeclaration, refs: Refs) {
    this.#columns = columnsOf(table);
    this.#key = this.#columns.filter((column) => table.key.includes(column.name));
    const into = (columns: readonly string[]): string =>
      `INSERT INTO ${quoted(name)} (${list(columns)}) VALUES`;
    const rest = this.#columns.map((column) => column.name).filter((column) => !table.key.includes(column));
    const upsert = (sets: readonly string[]): string =>
      `ON CONFLICT (${list(table.key)}) DO ${sets.length === 0 ? 'NOTHING' : `UPDATE SET ${sets.join(', ')}`}`;
    const over = upsert(rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`));
    const plus = upsert(
      (table.adds ?? []).map(
        (column) => `${quoted(column)} = ${quoted(column)} + excluded.${quoted(column)}`,
      ),
    );
    const put = table.once === true ? '' : over;
    this.#put = new ChunkedStatement(db, refs, (columns, rows) => `${into(columns)} ${rows} ${put}`);
    this.#add = new ChunkedStatement(db, refs, (columns, rows) => `${into(columns)} ${rows} ${plus}`);
    this.#remove = new ChunkedStatement(
      db,
      refs,
      (columns, rows) => `DELETE FROM ${quoted(name)} WHERE (${list(columns)}) IN (VALUES ${rows})`,
    );
  }

  write(changes: TableChanges): void {
    if (changes.remove.length > 0) this.#remove.run(changes.remove, this.#key);
    if (changes.put.length > 0) this.#put.run(changes.put, this.#columns);
    if (changes.add.length > 0) this.#add.run(changes.add, this.#columns);
  }
}

/** The host's own table of progress, written like the others. */
export const streamsTable: TableDeclaration = {
  columns: { stream: 'ref', revision: 'int', eventId: 'text', doc: 'json' },
  key: ['stream'],
};

/** One SQL text in several lengths, the longest that fits used first, without the columns that hold nothing. */
class ChunkedStatement {
  readonly #statements = new Map<string, Database.Statement>();

  constructor(
    private readonly db: Database.Database,
    private readonly refs: Refs,
    private readonly sql: (columns: readonly string[], rows: string) => string,
  ) {}

  run(rows: readonly Row[], all: readonly ColumnInfo[]): void {
    const many = rows.length >= CHUNKS[0];
    const columns: string[] = [];
    const values: (readonly Bound[])[] = [];
    for (const column of all) {
      const encoded = encodedColumn(rows, column, this.refs);
      // A column left out is null; imported rows are half nulls, and each value bound costs as much as one written.
      if (many && column.optional && encoded.every((value) => value === null)) continue;
      columns.push(column.name);
      values.push(encoded);
    }
    let done = 0;
    for (const size of CHUNKS) {
      for (; rows.length - done >= size; done += size) {
        // As arguments, not as one array: the driver reads those several times faster.
        this.#statement(columns, size).run(...rowByRow(values, done, size));
      }
    }
  }

  #statement(columns: readonly string[], size: number): Database.Statement {
    const shape = `${size} ${columns.join()}`;
    let statement = this.#statements.get(shape);
    if (statement === undefined) {
      if (this.#statements.size >= KEPT_STATEMENTS) this.#statements.clear();
      const row = `(${Array(columns.length).fill('?').join(',')})`;
      statement = this.db.prepare(this.sql(columns, Array(size).fill(row).join(',')));
      this.#statements.set(shape, statement);
    }
    return statement;
  }
}

function rowByRow(columns: readonly (readonly Bound[])[], from: number, count: number): Bound[] {
  const width = columns.length;
  const values = new Array<Bound>(count * width);
  columns.forEach((column, index) => {
    for (let i = 0, at = index; i < count; i++, at += width) values[at] = column[from + i] ?? null;
  });
  return values;
}

/** One column of all rows, as SQLite stores it. What the column needs is asked once, not for each row. */
function encodedColumn(rows: readonly Row[], { name, type, optional }: ColumnInfo, refs: Refs): Bound[] {
  switch (type) {
    case 'text':
    case 'int':
      return rows.map((row) => (row[name] as Bound | undefined) ?? null);
    case 'bool':
      return rows.map((row) => (typeof row[name] === 'boolean' ? Number(row[name]) : null));
    case 'ref':
      return numbered(rows, name, refs);
    case 'search':
      return rows.map((row) => (typeof row[name] === 'string' ? searchText(row[name]) : null));
    case 'json':
      // A JSON null is a value where the column must have one: a stream may have nothing to remember.
      return rows.map((row) => (row[name] === null && optional ? null : json(row[name])));
  }
}

/** A missing member is null, which a column that is not optional refuses. */
const json = (value: unknown): Bound => (value === undefined ? null : JSON.stringify(value));

/** Rows of one case lie together, so the handle is mostly the one of the row before. */
function numbered(rows: readonly Row[], name: string, refs: Refs): Bound[] {
  let handle: unknown;
  let number: Bound = null;
  return rows.map((row) => {
    const value = row[name];
    if (value === null || value === undefined) return null;
    if (value !== handle || number === null) {
      handle = value;
      number = refs.number(value as string);
    }
    return number;
  });
}
