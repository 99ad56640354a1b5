import type { ColumnInfo, Row } from '../../ports/read-model-table';
import { searchText } from '../../ports/search-text';
import { plainArray, textArray } from './array-literal';
import { indexedTokens } from './search-index';
import { fromStored, toStored } from './stored-text';

/** Rows of the host as columns of the server, and back. */

const isText = ({ type }: ColumnInfo): boolean => type === 'text' || type === 'ref' || type === 'search';

/** A row as the reader gets it. */
export function decodedRow(row: Record<string, unknown>, columns: readonly ColumnInfo[]): Row {
  for (const column of columns) {
    const value = row[column.name];
    if (typeof value !== 'string') continue;
    row[column.name] = column.type === 'json' ? (JSON.parse(value) as unknown) : fromStored(value);
  }
  return row;
}

/** Whether rows of these columns need {@link decodedRow} at all. */
export const needsDecoding = (columns: readonly ColumnInfo[]): boolean =>
  columns.some((column) => column.type === 'json' || isText(column));

/** One column of all rows as one parameter. */
export function encodedColumn(rows: readonly Row[], { name, type, optional }: ColumnInfo): string {
  switch (type) {
    case 'int':
      return plainArray(rows.map((row) => (row[name] as number | undefined) ?? null));
    case 'bool':
      return plainArray(rows.map((row) => (typeof row[name] === 'boolean' ? row[name] : null)));
    case 'text':
    case 'ref':
      return textArray(rows.map((row) => textOf(row[name])));
    case 'search':
      return textArray(rows.map((row) => (typeof row[name] === 'string' ? searchText(row[name]) : null)));
    case 'json':
      // A JSON null is a value where the column must have one: a stream may have nothing to remember.
      return textArray(rows.map((row) => (row[name] === null && optional ? null : json(row[name]))));
  }
}

/** The index entries of the full-text column of all rows. */
export const encodedTokens = (rows: readonly Row[], search: string): string =>
  textArray(
    rows.map((row) => (typeof row[search] === 'string' ? indexedTokens(searchText(row[search])) : null)),
  );

/** Nothing else comes here: whatever a handler makes is checked before, or after the first refusal of a row. */
const textOf = (value: unknown): string | null => (typeof value === 'string' ? toStored(value) : null);

/** A missing member is null, which a column that is not optional refuses. */
const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
