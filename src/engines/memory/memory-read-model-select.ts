import type { Filter, Group, Latest, Order, Select, Value } from '../../ports/read-model-query';
import { columnsOf, type Row, type TableDeclaration } from '../../ports/read-model-table';
import { phraseFound, searchPhrase } from '../../ports/search-text';

/**
 * Queries by looking at every row: slow and plain, the answer that other engines are compared with.
 *
 * @param walked rows of the other table that the query goes along, in their order
 */
export function selectRows(
  table: TableDeclaration,
  rows: Iterable<Row>,
  select: Select,
  walked: readonly Row[] = [],
): Row[] {
  let found = [...rows];
  if (select.latest !== undefined) found = newest(found, select.latest);
  for (const filter of select.where ?? []) found = found.filter((row) => holds(row, filter));
  if (select.group !== undefined) found = grouped(found, select.group);
  const { order = [], after, along, skip = 0 } = select;
  if (after !== undefined) found = found.filter((row) => isAfter(row, order, after));
  if (along === undefined) found.sort((a, b) => compareRows(a, b, order));
  else found = walked.flatMap((one) => found.filter((row) => row[along.by] === one[along.by]));
  const wanted = outputs(table, select);
  return found
    .slice(skip, skip + select.limit)
    .map((row) => Object.fromEntries(wanted.map((name) => [name, row[name]])));
}

function outputs(table: TableDeclaration, { columns, group }: Select): readonly string[] {
  if (group !== undefined) return [...group.by, ...Object.keys(group.measures)];
  return columnsOf(table)
    .filter(({ name, type }) => (columns === undefined ? type !== 'search' : columns.includes(name)))
    .map(({ name }) => name);
}

function newest(rows: readonly Row[], { per, by, upTo }: Latest): Row[] {
  const order = by.map((column) => ({ column }));
  const best = new Map<string, Row>();
  for (const row of rows) {
    if (!upTo.every(({ column, value }) => compareValues(row[column], value) <= 0)) continue;
    const key = JSON.stringify(per.map((column) => row[column]));
    const held = best.get(key);
    if (held === undefined || compareRows(held, row, order) < 0) best.set(key, row);
  }
  return [...best.values()];
}

function holds(row: Row, filter: Filter): boolean {
  const value = row[filter.column];
  switch (filter.op) {
    case 'in':
      return value !== null && filter.values.includes(value as Value);
    case 'prefix':
      return typeof value === 'string' && value.startsWith(filter.value);
    case 'match':
      return matches(value, filter.value);
    case 'eq':
      return value === filter.value;
    case 'ne':
      return value !== filter.value;
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return isOrdered(value, filter.op, filter.value);
  }
}

function matches(stored: unknown, text: string): boolean {
  const phrase = searchPhrase(text);
  return phrase !== undefined && typeof stored === 'string' && phraseFound(stored, phrase);
}

function isOrdered(value: unknown, op: 'lt' | 'lte' | 'gt' | 'gte', limit: Value): boolean {
  if (value === null) return false;
  const sign = compareValues(value, limit);
  if (sign === 0) return op === 'lte' || op === 'gte';
  return sign < 0 === (op === 'lt' || op === 'lte');
}

function grouped(rows: readonly Row[], { by, measures }: Group): Row[] {
  const groups = new Map<string, Row[]>();
  if (by.length === 0) groups.set('', []);
  for (const row of rows) {
    const key = by.length === 0 ? '' : JSON.stringify(by.map((column) => row[column]));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].map((group) => ({
    ...Object.fromEntries(by.map((column) => [column, group[0]?.[column]])),
    ...Object.fromEntries(
      Object.entries(measures).map(([name, measure]) => [name, measured(group, measure)]),
    ),
  }));
}

function measured(rows: readonly Row[], measure: Group['measures'][string]): unknown {
  if (measure.fn === 'count') return rows.length;
  const values = rows.map((row) => row[measure.column]).filter((value) => value !== null);
  switch (measure.fn) {
    case 'countDistinct':
      return new Set(values).size;
    case 'sum':
      return values.reduce<number>((sum, value) => sum + (value as number), 0);
    case 'min':
    case 'max': {
      const sorted = values.sort(compareValues);
      return (measure.fn === 'min' ? sorted[0] : sorted.at(-1)) ?? null;
    }
  }
}

function isAfter(row: Row, order: readonly Order[], after: readonly Value[]): boolean {
  const seen = Object.fromEntries(order.map(({ column }, i) => [column, after[i]]));
  return compareRows(row, seen, order) > 0;
}

/** By the order columns, nulls first. */
export function compareRows(a: Row, b: Row, order: readonly Order[]): number {
  for (const { column, desc } of order) {
    const sign = compareValues(a[column], b[column]);
    if (sign !== 0) return desc === true ? -sign : sign;
  }
  return 0;
}

function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  // Text by code point, as UTF-8 bytes sort; code units would put rare characters before some common ones.
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  return Number(a) - Number(b);
}
