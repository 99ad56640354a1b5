import { checkedSelect, columnsAnswered } from '../../ports/read-model-check';
import { orderBy, walkedColumns } from '../walk-sql';
import {
  BadQuery,
  type Filter,
  type Group,
  type Latest,
  type Order,
  type Select,
  type Value,
} from '../../ports/read-model-query';
import {
  columnsOf,
  organColumnOf,
  type ColumnInfo,
  type ModelDeclaration,
  type TableDeclaration,
} from '../../ports/read-model-table';
import { searchColumnOf } from '../../ports/read-model-table';
import { searchPhrase } from '../../ports/search-text';
import { plainArray, textArray } from './array-literal';
import type { Param } from './connections';
import { keyOf, matchingFunction, quoted, storage, TOKENS } from './read-model-schema';
import { phraseQuery } from './search-index';
import { toStored } from './stored-text';

/** A query as PostgreSQL runs it, and how its columns read. */
export interface CompiledSelect {
  readonly sql: string;
  readonly params: readonly Param[];
  readonly columns: readonly ColumnInfo[];
}

/** Where a query is asked, and for whom. */
export interface Place {
  readonly schema: string;
  /** The organs whose rows the asker may see; all where it is absent. */
  readonly organs?: readonly string[] | undefined;
}

/**
 * Whether policies may stand between the asker and the rows. Which row is the newest is told by all of them: if a case
 * has gone to another organ, its last row with the old one is not how it stands now.
 */
export const underPolicies = ({ organs }: Place, { latest }: Select): boolean =>
  organs !== undefined && latest === undefined;

/** @throws BadQuery for names and combinations that the table does not allow */
export function compileSelect(model: ModelDeclaration, select: Select, place: Place): CompiledSelect {
  const table = checkedSelect(model.tables, select);
  return new SelectCompiler(table, select, model.tables, place).compiled();
}

class SelectCompiler {
  readonly #all: ReadonlyMap<string, ColumnInfo>;
  /** Of the whole statement, in the order in which they stand in it. */
  readonly #params: Param[];

  constructor(
    private readonly table: TableDeclaration,
    private readonly select: Select,
    private readonly tables: ModelDeclaration['tables'],
    private readonly place: Place,
    params: Param[] = [],
  ) {
    this.#params = params;
    this.#all = new Map(columnsOf(table).map((column) => [column.name, column]));
  }

  compiled(): CompiledSelect {
    const { group } = this.select;
    const sql = [
      `SELECT ${this.#outputs()} ${this.#chosen()}`,
      group === undefined || group.by.length === 0 ? '' : `GROUP BY ${group.by.map(own).join(', ')}`,
      this.#ordered(),
    ];
    const columns = columnsAnswered(this.table, this.select);
    return { sql: sql.filter((part) => part !== '').join(' '), params: this.#params, columns };
  }

  /** The rows walked, in the columns of {@link walkedColumns}. */
  walked(by: string): string {
    return `SELECT ${walkedColumns(by, this.select, own)} ${this.#chosen()} ${this.#ordered()}`;
  }

  #chosen(): string {
    const { latest, where = [] } = this.select;
    const conditions = [
      ...this.#scoped(),
      ...(latest === undefined ? [] : this.#upTo('t', latest)),
      ...where.map((filter) => this.#condition(filter)),
      ...(latest === undefined ? [] : [this.#newest(latest)]),
      ...this.#keyset(),
    ];
    return `FROM ${this.#joined()}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
  }

  #joined(): string {
    const { along } = this.select;
    const table = `${this.#source} AS t`;
    if (along === undefined) return table;
    const other = this.tables[along.rows.from];
    if (other === undefined) throw new BadQuery(`no table ${along.rows.from}`);
    const walk = new SelectCompiler(other, along.rows, this.tables, this.place, this.#params);
    return `(${walk.walked(along.by)}) AS w JOIN ${table} ON ${own(along.by)} = w.henji_by`;
  }

  #ordered(): string {
    const { limit, skip } = this.select;
    return [
      orderBy(this.select, (order) => this.#ordering(order)),
      `LIMIT ${this.#bind(limit, 'bigint')}`,
      ...(skip === undefined ? [] : [`OFFSET ${this.#bind(skip, 'bigint')}`]),
    ].join(' ');
  }

  get #source(): string {
    return `${quoted(this.place.schema)}.${quoted(this.select.from)}`;
  }

  #outputs(): string {
    const { group } = this.select;
    if (group === undefined)
      return columnsAnswered(this.table, this.select)
        .map(({ name }) => own(name))
        .join(', ');
    return [
      ...group.by.map(own),
      ...Object.entries(group.measures).map(
        ([name, measure]) => `${this.#measured(measure)} AS ${quoted(name)}`,
      ),
    ].join(', ');
  }

  #measured(measure: Group['measures'][string]): string {
    if (measure.fn === 'count') return 'count(*)';
    const column = own(measure.column);
    switch (measure.fn) {
      case 'countDistinct':
        return `count(DISTINCT ${column})`;
      case 'sum':
        return `coalesce(sum(${column}), 0)::bigint`;
      case 'min':
      case 'max':
        return this.#column(measure.column).type === 'bool'
          ? `bool_${measure.fn === 'min' ? 'and' : 'or'}(${column})`
          : `${measure.fn}(${column})`;
    }
  }

  #column(name: string): ColumnInfo {
    const column = this.#all.get(name);
    if (column === undefined) throw new BadQuery(`no column ${name}`);
    return column;
  }

  #bind(value: Param, type: string): string {
    this.#params.push(typeof value === 'string' ? toStored(value) : value);
    return `$${this.#params.length}::${type}`;
  }

  /** A value to compare a column with. */
  #bound(column: string, value: Value): string {
    return this.#bind(value, storage[this.#column(column).type]);
  }

  #condition(filter: Filter): string {
    const column = own(filter.column);
    switch (filter.op) {
      case 'eq':
        return filter.value === null
          ? `${column} IS NULL`
          : `${column} = ${this.#bound(filter.column, filter.value)}`;
      case 'ne':
        return filter.value === null
          ? `${column} IS NOT NULL`
          : `${column} IS DISTINCT FROM ${this.#bound(filter.column, filter.value)}`;
      case 'lt':
      case 'lte':
      case 'gt':
      case 'gte':
        return `${column} ${operators[filter.op]} ${this.#bound(filter.column, filter.value)}`;
      case 'in':
        return this.#among(filter.column, filter.values);
      case 'prefix':
        return `${column} >= ${this.#bind(filter.value, 'text')} AND ${column} < ${this.#bind(`${filter.value}\u{10ffff}`, 'text')}`;
      case 'match':
        return this.#matching(filter.value);
    }
  }

  /** One variable whatever the length. */
  #among(name: string, values: readonly Value[]): string {
    const type = storage[this.#column(name).type];
    const literal =
      type === 'text'
        ? textArray(values.map((value) => toStored(value as string)))
        : plainArray(values as readonly (number | boolean)[]);
    this.#params.push(literal);
    return `${own(name)} = ANY ($${this.#params.length}::${type}[])`;
  }

  /** What a policy says as well. Said here it is answered from an index, and holds where policies cannot stand. */
  #scoped(): readonly string[] {
    const organ = organColumnOf(this.table);
    const { organs } = this.place;
    return organ === undefined || organs === undefined ? [] : [this.#among(organ, organs)];
  }

  #matching(text: string): string {
    const phrase = searchPhrase(text);
    if (phrase === undefined) return 'false';
    const { all, exactly } = phraseQuery(phrase);
    const wanted = this.#bind(all, 'tsquery');
    const found =
      underPolicies(this.place, this.select) && organColumnOf(this.table) !== undefined
        ? `(${keyOf(this.table, 't')}) IN (SELECT * FROM ${matchingFunction(this.place.schema, this.select.from)}(${wanted}))`
        : `t.${TOKENS} @@ ${wanted}`;
    if (exactly === undefined) return found;
    const body = own(searchColumnOf(this.table) ?? '');
    return `${found} AND strpos(' ' || ${body} || ' ', ${this.#bind(exactly, 'text')}) > 0`;
  }

  #upTo(alias: string, { upTo }: Latest): readonly string[] {
    return upTo.map(({ column, value }) => `${alias}.${quoted(column)} <= ${this.#bound(column, value)}`);
  }

  /** No other row of the same key, inside the same limits, is newer. */
  #newest(latest: Latest): string {
    const tuple = (alias: string): string =>
      `(${latest.by.map((name) => `${alias}.${quoted(name)}`).join(', ')})`;
    const same = latest.per.map((name) => `n.${quoted(name)} = t.${quoted(name)}`);
    const conditions = [...same, ...this.#upTo('n', latest), `${tuple('n')} > ${tuple('t')}`];
    return `NOT EXISTS (SELECT 1 FROM ${this.#source} AS n WHERE ${conditions.join(' AND ')})`;
  }

  /** Rows after the last one seen. One direction compares as one tuple, which an index answers; mixed ones step by step. */
  #keyset(): readonly string[] {
    const { after, order = [] } = this.select;
    if (after === undefined) return [];
    const seen = (i: number): string => this.#bound(order[i]?.column ?? '', after[i] ?? null);
    const descending = order.map(({ desc }) => desc === true);
    if (new Set(descending).size === 1) {
      const compare = descending[0] === true ? '<' : '>';
      const columns = order.map(({ column }) => own(column)).join(', ');
      return [`(${columns}) ${compare} (${order.map((_, i) => seen(i)).join(', ')})`];
    }
    const steps = order.map(({ column }, i) => {
      const equal = order.slice(0, i).map((earlier, j) => `${own(earlier.column)} = ${seen(j)}`);
      return [...equal, `${own(column)} ${descending[i] === true ? '<' : '>'} ${seen(i)}`].join(' AND ');
    });
    return [`(${steps.map((step) => `(${step})`).join(' OR ')})`];
  }

  /** Nulls come first; where there are none, nothing is said of them, and every index fits. */
  #ordering(order: readonly Order[]): string {
    const measures = this.select.group?.measures ?? {};
    return order
      .map(({ column, desc }) => {
        const isMeasure = Object.hasOwn(measures, column);
        const placed = `${isMeasure ? quoted(column) : own(column)}${desc === true ? ' DESC' : ''}`;
        if (!isMeasure && !this.#column(column).optional) return placed;
        return `${placed} NULLS ${desc === true ? 'LAST' : 'FIRST'}`;
      })
      .join(', ');
  }
}

const own = (column: string): string => `t.${quoted(column)}`;

const operators = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;
