import { pairsOfPhrase, searchPhrase } from '../../ports/search-text';
import {
  BadQuery,
  type Filter,
  type Group,
  type Latest,
  type Order,
  type Select,
  type Value,
} from '../../ports/read-model-query';
import { columnsOf, type ColumnInfo, type TableDeclaration } from '../../ports/read-model-table';
import { checkedSelect, columnsAnswered } from '../../ports/read-model-check';
import { orderBy, walkedColumns } from '../walk-sql';
import { fullTextTable, handleOf, quoted, rowNumberOf } from './read-model-schema';

type Param = string | number | null;

/** A query as SQLite runs it, and how its columns read. */
export interface CompiledSelect {
  readonly sql: string;
  readonly params: readonly Param[];
  readonly columns: readonly ColumnInfo[];
}

/** @throws BadQuery for names and combinations that the table does not allow */
export function compileSelect(
  tables: Readonly<Record<string, TableDeclaration>>,
  select: Select,
): CompiledSelect {
  return new SelectCompiler(checkedSelect(tables, select), select, tables).compiled();
}

/** Compiles one query; the order in which values are bound is the order in which they stand in the text. */
class SelectCompiler {
  readonly #all: ReadonlyMap<string, ColumnInfo>;
  /** Of the whole statement, in the order in which they stand in it. */
  readonly #params: Param[];
  /** The rows are named by their key: no other index may be chosen in its place ({@link SelectCompiler.#compared}). */
  readonly #named: boolean;
  /** The full-text index is read first, and which of several phrases it is read for is settled. */
  #leads = false;
  #led = false;

  constructor(
    private readonly table: TableDeclaration,
    private readonly select: Select,
    private readonly tables: Readonly<Record<string, TableDeclaration>>,
    params: Param[] = [],
  ) {
    this.#params = params;
    this.#all = new Map(columnsOf(table).map((column) => [column.name, column]));
    this.#named =
      select.along !== undefined ||
      (select.where ?? []).some(({ column, op }) => column === table.key[0] && (op === 'eq' || op === 'in'));
  }

  compiled(): CompiledSelect {
    const { group } = this.select;
    const chosen = this.#chosen();
    const sql = [
      `SELECT ${this.#outputs()} ${chosen}`,
      group === undefined || group.by.length === 0 ? '' : `GROUP BY ${group.by.map(own).join(', ')}`,
      this.#ordered(),
    ];
    const columns = columnsAnswered(this.table, this.select);
    return { sql: sql.filter((part) => part !== '').join(' '), params: this.#params, columns };
  }

  /** The rows walked, in the columns of {@link walkedColumns}; numbers for handles. */
  walked(by: string): string {
    // Before the columns: it settles whether the text index leads.
    const chosen = this.#chosen();
    const columns = walkedColumns(by, this.select, (column) => this.#placed(column));
    return `SELECT ${columns} ${chosen} ${this.#ordered()}`;
  }

  #chosen(): string {
    const { from, latest, where = [] } = this.select;
    // Before the conditions: it settles whether the text index leads, and its values are bound first.
    const source = this.#source(from, where);
    const conditions = [
      ...(latest === undefined ? [] : this.#upTo('t', latest)),
      ...where.map((filter) => this.#condition(filter)),
      ...(latest === undefined ? [] : [this.#newest(latest)]),
      ...this.#keyset(),
    ];
    return `FROM ${source}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
  }

  #ordered(): string {
    const { limit, skip } = this.select;
    return [
      orderBy(this.select, (order) => this.#ordering(order)),
      `LIMIT ${this.#bind(limit)}`,
      ...(skip === undefined ? [] : [`OFFSET ${this.#bind(skip)}`]),
    ].join(' ');
  }

  #outputs(): string {
    const { group } = this.select;
    if (group === undefined)
      return columnsAnswered(this.table, this.select)
        .map((column) => readable(column))
        .join(', ');
    return [
      ...group.by.map((name) => readable(this.#column(name))),
      ...Object.entries(group.measures).map(([name, measure]) => `${measured(measure)} AS ${quoted(name)}`),
    ].join(', ');
  }

  #column(name: string): ColumnInfo {
    const column = this.#all.get(name);
    if (column === undefined) throw new BadQuery(`no column ${name}`);
    return column;
  }

  #bind(value: Value): string {
    this.#params.push(typeof value === 'boolean' ? Number(value) : value);
    return '?';
  }

  /** A value to compare a column with. A handle without a number is none that any row has. */
  #bound(column: string, value: Value): string {
    if (this.#column(column).type !== 'ref') return this.#bind(value);
    return `(SELECT coalesce(max(id), -1) FROM henji_refs WHERE handle = ${this.#bind(value)})`;
  }

  #condition(filter: Filter): string {
    const column = this.#compared(filter.column);
    switch (filter.op) {
      case 'eq':
      case 'ne':
        return this.#equality(filter.column, filter.op, filter.value);
      case 'lt':
      case 'lte':
      case 'gt':
      case 'gte':
        return `${column} ${operators[filter.op]} ${this.#bind(filter.value)}`;
      case 'in': {
        const [only, ...more] = filter.values;
        return only !== undefined && more.length === 0
          ? this.#equality(filter.column, 'eq', only)
          : `${column} IN (${this.#values(filter.column, filter.values)})`;
      }
      case 'prefix':
        return `${column} >= ${this.#bind(filter.value)} AND ${column} < ${this.#bind(`${filter.value}\u{10ffff}`)}`;
      case 'match':
        return this.#matching(filter.value);
    }
  }

  /**
   * A column as a condition names it. Rows that are named by their key lie together and are few, while SQLite, which keeps
   * no figures of these tables, takes any equality for as narrow: an index that begins with a column of few values ("known
   * now", "of this officer") would be read through. The plus sign keeps a condition from choosing an index.
   */
  #compared(name: string): string {
    const leads =
      name !== this.table.key[0] && this.table.indexes?.some(([first]) => first === name) === true;
    return this.#named && leads ? `+${own(name)}` : own(name);
  }

  #equality(name: string, op: 'eq' | 'ne', value: Value): string {
    const column = this.#compared(name);
    if (value === null) return `${column} ${op === 'eq' ? 'IS NULL' : 'IS NOT NULL'}`;
    return `${column} ${op === 'eq' ? '=' : 'IS NOT'} ${this.#bound(name, value)}`;
  }

  /** One variable whatever the length, so that the prepared statement is found again. */
  #values(column: string, values: readonly Value[]): string {
    const json = JSON.stringify(values.map((value) => (typeof value === 'boolean' ? Number(value) : value)));
    const list = `SELECT value FROM json_each(${this.#bind(json)})`;
    return this.#column(column).type === 'ref' ? `SELECT id FROM henji_refs WHERE handle IN (${list})` : list;
  }

  /**
   * With full text the index over it leads: its hits come in the order of row numbers, so a page in that order reads
   * only its own hits, however many there are. What is walked leads as it comes (`CROSS JOIN`), no further than needed.
   */
  #source(from: string, where: readonly Filter[]): string {
    const table = `${quoted(from)} AS t`;
    const { along } = this.select;
    if (along !== undefined) {
      const other = this.tables[along.rows.from];
      if (other === undefined) throw new BadQuery(`no table ${along.rows.from}`);
      const walk = new SelectCompiler(other, along.rows, this.tables, this.#params).walked(along.by);
      return `(${walk}) AS w CROSS JOIN ${table} ON ${own(along.by)} = w.henji_by`;
    }
    // Rows that are named by their key are fewer than what any text is found in: then each is looked up in the index.
    this.#leads = !this.#named && where.some(({ op }) => op === 'match');
    if (!this.#leads) return table;
    return `${fullTextTable(from)} AS f CROSS JOIN ${table} ON t.${rowNumberOf(this.table)} = f.rowid`;
  }

  #matching(text: string): string {
    const phrase = searchPhrase(text);
    if (phrase === undefined) return '0';
    const pairs = pairsOfPhrase(phrase);
    const expression =
      pairs === undefined
        ? `body : "${phrase.tokens.join(' ')}"${phrase.openEnd ? ' *' : ''}`
        : `pairs : "${pairs.join(' ')}"`;
    const index = fullTextTable(this.select.from);
    if (this.#leads && !this.#led) {
      this.#led = true;
      return `f.${index} MATCH ${this.#bind(expression)}`;
    }
    const row = `t.${rowNumberOf(this.table)}`;
    return `EXISTS (SELECT 1 FROM ${index} AS x WHERE x.${index} MATCH ${this.#bind(expression)} AND x.rowid = ${row})`;
  }

  #upTo(alias: string, { upTo }: Latest): readonly string[] {
    return upTo.map(({ column, value }) => `${alias}.${quoted(column)} <= ${this.#bind(value)}`);
  }

  /** No other row of the same key, inside the same limits, is newer. */
  #newest(latest: Latest): string {
    const tuple = (alias: string): string =>
      `(${latest.by.map((name) => `${alias}.${quoted(name)}`).join(', ')})`;
    const same = latest.per.map((name) => `n.${quoted(name)} = t.${quoted(name)}`);
    const conditions = [...same, ...this.#upTo('n', latest), `${tuple('n')} > ${tuple('t')}`];
    return `NOT EXISTS (SELECT 1 FROM ${quoted(this.select.from)} AS n WHERE ${conditions.join(' AND ')})`;
  }

  /** Rows after the last one seen. One direction compares as one tuple, which an index answers; mixed ones step by step. */
  #keyset(): readonly string[] {
    const { after, order = [] } = this.select;
    if (after === undefined) return [];
    const seen = (i: number): string => this.#bound(order[i]?.column ?? '', after[i] ?? null);
    const descending = order.map(({ desc }) => desc === true);
    if (new Set(descending).size === 1) {
      const compare = descending[0] === true ? '<' : '>';
      const columns = order.map(({ column }) => this.#placed(column)).join(', ');
      return [`(${columns}) ${compare} (${order.map((_, i) => seen(i)).join(', ')})`];
    }
    const steps = order.map(({ column }, i) => {
      const equal = order.slice(0, i).map((earlier, j) => `${this.#placed(earlier.column)} = ${seen(j)}`);
      return [...equal, `${this.#placed(column)} ${descending[i] === true ? '<' : '>'} ${seen(i)}`].join(
        ' AND ',
      );
    });
    return [`(${steps.map((step) => `(${step})`).join(' OR ')})`];
  }

  /** Where a column is ordered: the row number in the full-text index, where that leads. */
  #placed(column: string): string {
    return this.#led && quoted(column) === rowNumberOf(this.table) ? 'f.rowid' : own(column);
  }

  #ordering(order: readonly Order[]): string {
    const measures = this.select.group?.measures ?? {};
    return order
      .map(
        ({ column, desc }) =>
          `${Object.hasOwn(measures, column) ? quoted(column) : this.#placed(column)}${desc === true ? ' DESC' : ''}`,
      )
      .join(', ');
  }
}

const own = (column: string): string => `t.${quoted(column)}`;

const readable = ({ name, type }: ColumnInfo): string =>
  type === 'ref' ? `${handleOf(own(name))} AS ${quoted(name)}` : own(name);

const operators = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

function measured(measure: Group['measures'][string]): string {
  switch (measure.fn) {
    case 'count':
      return 'count(*)';
    case 'countDistinct':
      return `count(DISTINCT t.${quoted(measure.column)})`;
    case 'sum':
      return `coalesce(sum(t.${quoted(measure.column)}), 0)`;
    case 'min':
    case 'max':
      return `${measure.fn}(t.${quoted(measure.column)})`;
  }
}

/** A row as the reader gets it. */
export function decodedRow(
  row: Record<string, unknown>,
  columns: readonly ColumnInfo[],
): Record<string, unknown> {
  for (const { name, type } of columns) {
    const value = row[name];
    if (value === null) continue;
    if (type === 'bool') row[name] = value === 1;
    else if (type === 'json') row[name] = JSON.parse(value as string) as unknown;
  }
  return row;
}

/** Whether rows of these columns need {@link decodedRow} at all. */
export const needsDecoding = (columns: readonly ColumnInfo[]): boolean =>
  columns.some(({ type }) => type === 'bool' || type === 'json');
