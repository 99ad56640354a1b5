import { createHash } from 'node:crypto';
import type { TableChanges } from '../../ports/read-model';
import {
  columnsOf,
  searchColumnOf,
  type ColumnInfo,
  type Row,
  type TableDeclaration,
} from '../../ports/read-model-table';
import type { Session } from './connections';
import { encodedColumn, encodedTokens } from './read-model-rows';
import { list, quoted, storage, TOKENS } from './read-model-schema';

/** A text, and the name under which a connection keeps it prepared. */
interface Statement {
  readonly text: string;
  readonly name: string;
}

/**
 * Writes the changes of one table, each kind with one statement however many rows there are: a parameter holds a whole
 * column.
 */
export class TableWriter {
  readonly #columns: readonly ColumnInfo[];
  readonly #key: readonly ColumnInfo[];
  readonly #search: string | undefined;
  readonly #put: Statement;
  readonly #add: Statement;
  readonly #remove: Statement;

  constructor(schema: string, name: string, table: TableDeclaration) {
    this.#columns = columnsOf(table);
    this.#key = this.#columns.filter((column) => table.key.includes(column.name));
    this.#search = searchColumnOf(table);
    const own = `${quoted(schema)}.${quoted(name)}`;
    const rest = [...this.#columns.map((column) => column.name), ...this.#tokens()].filter(
      (column) => !table.key.includes(column),
    );
    const upsert = (sets: readonly string[]): string =>
      `ON CONFLICT (${list(table.key)}) DO ${sets.length === 0 ? 'NOTHING' : `UPDATE SET ${sets.join(', ')}`}`;
    const over = upsert(rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`));
    const plus = upsert(
      (table.adds ?? []).map(
        (column) => `${quoted(column)} = t.${quoted(column)} + excluded.${quoted(column)}`,
      ),
    );
    this.#put = statement(`${this.#insert(own)} ${table.once === true ? '' : over}`);
    this.#add = statement(`${this.#insert(own)} ${plus}`);
    const same = this.#key.map(({ name: column }) => `t.${quoted(column)} = gone.${quoted(column)}`);
    this.#remove = statement(
      `DELETE FROM ${own} AS t USING ${unnested(this.#key)} AS gone (${namesOf(this.#key)})
       WHERE ${same.join(' AND ')}`,
    );
  }

  async write(session: Session, { put, add, remove }: TableChanges): Promise<void> {
    if (remove.length > 0) await run(session, this.#remove, columnParams(remove, this.#key));
    if (put.length > 0) await run(session, this.#put, this.#params(put));
    // Rows that several writers add to are taken in one order, so that no two wait for each other.
    if (add.length > 0) await run(session, this.#add, this.#params(this.#inOrder(add)));
  }

  #insert(own: string): string {
    const values = this.#columns.map(({ name }) => `new.${quoted(name)}`);
    if (this.#search !== undefined) values.push(`array_to_tsvector(string_to_array(new.${TOKENS}, ' '))`);
    const from = [...this.#columns, ...this.#tokens().map(tokenColumn)];
    return `INSERT INTO ${own} AS t (${namesOf(from)})
      SELECT ${values.join(', ')} FROM ${unnested(from)} AS new (${namesOf(from)})`;
  }

  #tokens(): readonly string[] {
    return this.#search === undefined ? [] : ['henji_tokens'];
  }

  #params(rows: readonly Row[]): readonly string[] {
    const params = columnParams(rows, this.#columns);
    return this.#search === undefined ? params : [...params, encodedTokens(rows, this.#search)];
  }

  #inOrder(rows: readonly Row[]): readonly Row[] {
    const keyed = rows.map((row) => ({ row, key: JSON.stringify(this.#key.map(({ name }) => row[name])) }));
    return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
  }
}

/** The host's own table of progress, written like the others. */
export const streamsTable: TableDeclaration = {
  columns: { stream: 'ref', revision: 'int', eventId: 'text', doc: 'json' },
  key: ['stream'],
};

const tokenColumn = (name: string): ColumnInfo => ({ name, type: 'text', optional: true });

const namesOf = (columns: readonly ColumnInfo[]): string => list(columns.map(({ name }) => name));

const unnested = (columns: readonly ColumnInfo[]): string =>
  `unnest(${columns.map(({ type }, i) => `$${i + 1}::${storage[type]}[]`).join(', ')})`;

const columnParams = (rows: readonly Row[], columns: readonly ColumnInfo[]): readonly string[] =>
  columns.map((column) => encodedColumn(rows, column));

const statement = (text: string): Statement => ({
  text,
  name: createHash('sha256').update(text).digest('base64url').slice(0, 32),
});

const run = (session: Session, { text, name }: Statement, params: readonly string[]): Promise<number> =>
  session.run(text, params, name);
