import {
  BadQuery,
  MAX_LIMIT,
  type Filter,
  type Group,
  type Latest,
  type Select,
  type Value,
} from './read-model-query';
import { columnsOf, type ColumnInfo, type TableDeclaration } from './read-model-table';

/**
 * The table of a query, after every name, type and combination in it was checked: engines then refuse the same
 * queries, and none of them meets a comparison whose answer depends on the engine.
 *
 * @throws BadQuery
 */
export function checkedSelect(
  tables: Readonly<Record<string, TableDeclaration>>,
  select: Select,
): TableDeclaration {
  const table = Object.hasOwn(tables, select.from) ? tables[select.from] : undefined;
  if (table === undefined) throw new BadQuery(`no table ${select.from}`);
  const columns = new Map(columnsOf(table).map((column) => [column.name, column]));
  checkOutputs(columns, select);
  for (const filter of select.where ?? []) checkFilter(columns, filter);
  if (select.latest !== undefined) checkLatest(columns, select.latest);
  if (select.group !== undefined) checkGroup(columns, select.group);
  checkOrder(columns, select);
  checkAlong(tables, columns, select);
  checkAmounts(select);
  return table;
}

/**
 * The columns in which a query that was checked answers, in their order: those of the table that it asks for, or what it
 * groups by and measures. What is measured may be null: the least of nothing is.
 */
export function columnsAnswered(
  table: TableDeclaration,
  { group, columns }: Pick<Select, 'group' | 'columns'>,
): readonly ColumnInfo[] {
  const all = columnsOf(table);
  if (group === undefined) {
    return all.filter(({ name, type }) =>
      columns === undefined ? type !== 'search' : columns.includes(name),
    );
  }
  const byName = new Map(all.map((column) => [column.name, column]));
  return [
    ...group.by.map((name) => known(byName, name)),
    ...Object.entries(group.measures).map(([name, measure]): ColumnInfo => {
      const keeps = measure.fn === 'min' || measure.fn === 'max';
      return { name, type: keeps ? known(byName, measure.column).type : 'int', optional: true };
    }),
  ];
}

type ColumnMap = ReadonlyMap<string, ColumnInfo>;

function checkOutputs(columns: ColumnMap, { columns: wanted, group }: Select): void {
  if (wanted === undefined) return;
  if (group !== undefined) throw new BadQuery('columns and group together');
  if (wanted.length === 0) throw new BadQuery('no columns');
  for (const name of wanted) {
    if (known(columns, name).type === 'search') throw new BadQuery(`${name} can only be matched`);
  }
}

function checkFilter(columns: ColumnMap, filter: Filter): void {
  if (filter.op === 'match') {
    if (known(columns, filter.column).type !== 'search')
      throw new BadQuery(`${filter.column} has no full text`);
    return;
  }
  const column = comparable(columns, filter.column);
  if (column.type === 'ref' && !['eq', 'ne', 'in'].includes(filter.op)) {
    throw new BadQuery(`${filter.column} can only be compared for equality`);
  }
  if (filter.op === 'in') {
    for (const value of filter.values) checkValue(column, value);
  } else if (filter.op === 'prefix') {
    if (column.type !== 'text') throw new BadQuery(`${filter.column} is not text`);
  } else if (filter.value !== null || (filter.op !== 'eq' && filter.op !== 'ne')) {
    checkValue(column, filter.value);
  }
}

function checkLatest(columns: ColumnMap, { per, by, upTo }: Latest): void {
  if (per.length === 0 || by.length === 0) throw new BadQuery('latest needs per and by');
  for (const name of per) required(columns, name);
  for (const name of by) ordered(columns, required(columns, name).name);
  for (const { column, value } of upTo) checkValue(ordered(columns, required(columns, column).name), value);
}

function checkGroup(columns: ColumnMap, { by, measures }: Group): void {
  for (const name of by) comparable(columns, name);
  if (Object.keys(measures).length === 0) throw new BadQuery('a group without measures');
  for (const [name, measure] of Object.entries(measures)) {
    if (!/^[a-z][a-zA-Z0-9_]*$/u.test(name) || columns.has(name)) throw new BadQuery(`measure name ${name}`);
    if (measure.fn === 'count') continue;
    if (measure.fn === 'min' || measure.fn === 'max') ordered(columns, measure.column);
    const column = comparable(columns, measure.column);
    if (measure.fn === 'sum' && column.type !== 'int') throw new BadQuery(`sum of ${measure.column}`);
  }
}

function checkOrder(columns: ColumnMap, { order = [], after, group, where = [] }: Select): void {
  if (group !== undefined) {
    if (after !== undefined) throw new BadQuery('groups cannot be paged by keyset');
    for (const { column } of order) {
      const known = group.by.includes(column) || Object.hasOwn(group.measures, column);
      if (!known) throw new BadQuery(`order by ${column}, which the group does not have`);
    }
    return;
  }
  for (const { column } of order) comparable(columns, column);
  if (after === undefined) return;
  if (order.length === 0 || order.length !== after.length) throw new BadQuery('after does not fit the order');
  const present = new Set(where.filter(leavesNoNull).map(({ column }) => column));
  order.forEach(({ column }, i) => {
    const known = present.has(column) ? comparable(columns, column) : required(columns, column);
    checkValue(known, after[i] ?? null);
  });
}

function checkAmounts({ skip = 0, limit }: Select): void {
  if (!Number.isSafeInteger(skip) || skip < 0) throw new BadQuery(`${skip} rows cannot be passed over`);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new BadQuery(`limit ${limit} is not between 1 and ${MAX_LIMIT}`);
  }
}

function checkAlong(
  tables: Readonly<Record<string, TableDeclaration>>,
  columns: ColumnMap,
  { along, order, after, skip, group }: Select,
): void {
  if (along === undefined) return;
  if (order !== undefined || after !== undefined || skip !== undefined || group !== undefined) {
    throw new BadQuery('rows along others come in their order');
  }
  const walked = new Map(columnsOf(checkedSelect(tables, along.rows)).map((column) => [column.name, column]));
  const { order: walk = [] } = along.rows;
  if (walk.length === 0) throw new BadQuery('what is walked needs an order');
  for (const { column } of walk) required(walked, column);
  if (required(walked, along.by).type !== required(columns, along.by).type) {
    throw new BadQuery(`${along.by} is not the same in both tables`);
  }
}

const leavesNoNull = (filter: Filter): boolean =>
  !('value' in filter && filter.value === null) && filter.op !== 'ne' && filter.op !== 'match';

function known(columns: ColumnMap, name: string): ColumnInfo {
  const column = columns.get(name);
  if (column === undefined) throw new BadQuery(`no column ${name}`);
  return column;
}

function comparable(columns: ColumnMap, name: string): ColumnInfo {
  const column = known(columns, name);
  if (column.type === 'json' || column.type === 'search') throw new BadQuery(`${name} cannot be compared`);
  return column;
}

function required(columns: ColumnMap, name: string): ColumnInfo {
  const column = comparable(columns, name);
  if (column.optional) throw new BadQuery(`${name} may be null`);
  return column;
}

function ordered(columns: ColumnMap, name: string): ColumnInfo {
  const column = comparable(columns, name);
  if (column.type === 'ref') throw new BadQuery(`${name} has no order that means anything`);
  return column;
}

const javascriptType = { text: 'string', ref: 'string', int: 'number', bool: 'boolean' } as const;

function checkValue(column: ColumnInfo, value: Value): void {
  const wanted = javascriptType[column.type as keyof typeof javascriptType];
  if (typeof value !== wanted) throw new BadQuery(`${column.name} is compared with ${String(value)}`);
}
