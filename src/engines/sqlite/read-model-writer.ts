import type Database from 'better-sqlite3';
import { searchText } from '../../ports/search-text';
import type { TableChanges } from '../../ports/read-model';
import { columnsOf, type ColumnInfo, type Row, type TableDeclaration } from '../../ports/read-model-table';
import { list, quoted } from './read-model-schema';
import type { Refs } from './read-model-refs';

/** Rows of one statement: few enough that a table of many columns stays far below SQLite's limit of variables. */
const CHUNKS = [64, 16, 4, 1] as const;

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
    const names = this.#columns.map((column) => column.name);
    const into = `INSERT INTO ${quoted(name)} (${list(names)}) VALUES`;
    const rest = names.filter((column) => !table.key.includes(column));
    const conflict = `ON CONFLICT (${list(table.key)}) DO`;
    const set = rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
    const overwrite = `${conflict} ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`;
    const sum = (table.adds ?? [])
      .map((column) => `${quoted(column)} = ${quoted(column)} + excluded.${quoted(column)}`)
      .join(', ');
    const keyNames = this.#key.map((column) => column.name);
    this.#put = new ChunkedStatement(
      db,
      refs,
      names.length,
      (rows) => `${into} ${rows} ${table.once === true ? '' : overwrite}`,
    );
    this.#add = new ChunkedStatement(
      db,
      refs,
      names.length,
      (rows) => `${into} ${rows} ${conflict} ${sum === '' ? 'NOTHING' : `UPDATE SET ${sum}`}`,
    );
    this.#remove = new ChunkedStatement(
      db,
      refs,
      keyNames.length,
      (rows) => `DELETE FROM ${quoted(name)} WHERE (${list(keyNames)}) IN (VALUES ${rows})`,
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

/** One SQL text in several lengths, the longest that fits used first. */
class ChunkedStatement {
  readonly #statements = new Map<number, Database.Statement>();

  constructor(
    private readonly db: Database.Database,
    private readonly refs: Refs,
    private readonly width: number,
    private readonly sql: (rows: string) => string,
  ) {}

  run(rows: readonly Row[], columns: readonly ColumnInfo[]): void {
    let done = 0;
    for (const size of CHUNKS) {
      while (rows.length - done >= size) {
        // As arguments, not as one array: the driver reads those several times faster.
        this.#statement(size).run(...bound(rows, done, size, columns, this.refs));
        done += size;
      }
    }
  }

  #statement(size: number): Database.Statement {
    let statement = this.#statements.get(size);
    if (statement === undefined) {
      const row = `(${Array.from({ length: this.width }, () => '?').join(',')})`;
      statement = this.db.prepare(this.sql(Array.from({ length: size }, () => row).join(',')));
      this.#statements.set(size, statement);
    }
    return statement;
  }
}

/** Values row by row; filled column by column, so that what a column needs is asked once and not for each row. */
function bound(
  rows: readonly Row[],
  from: number,
  count: number,
  columns: readonly ColumnInfo[],
  refs: Refs,
): Bound[] {
  const width = columns.length;
  const values = new Array<Bound>(count * width);
  columns.forEach((column, index) => {
    const { name, type } = column;
    const asItIs = type === 'text' || type === 'int';
    for (let i = 0, at = index; i < count; i++, at += width) {
      const value = (rows[from + i] as Row)[name];
      values[at] = asItIs ? ((value as Bound | undefined) ?? null) : encoded(value, column, refs);
    }
  });
  return values;
}

/** A JSON null is a value where the column must have one: a stream may have nothing to remember. */
const absent = (value: null | undefined, { type, optional }: ColumnInfo): Bound =>
  value === null && type === 'json' && !optional ? 'null' : null;

/** A value as SQLite stores it. A missing member is null, which a column that is not optional refuses. */
function encoded(value: unknown, column: ColumnInfo, refs: Refs): Bound {
  if (value === null || value === undefined) return absent(value, column);
  switch (column.type) {
    case 'text':
    case 'int':
      return value as Bound;
    case 'ref':
      return refs.number(value as string);
    case 'bool':
      return value === true ? 1 : 0;
    case 'json':
      return JSON.stringify(value);
    case 'search':
      return searchText(value as string);
  }
}
