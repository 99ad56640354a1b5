import { cursorOf, cursorValues, type ListPage, type PageRequest } from '../cursor';

/** Limit and place of a page whose order has so many text columns. @throws BadQuery */
export function paged(
  { limit, after }: PageRequest,
  columns: number,
): { limit: number; after?: readonly string[] } {
  return after === undefined ? { limit } : { limit, after: cursorValues(after, columns) };
}

/** Rows as a page, with the place where the next one begins. */
export function pageOf<R>(
  rows: readonly R[],
  { limit }: PageRequest,
  place: (row: R) => readonly string[],
): ListPage<R> {
  const last = rows.at(-1);
  return rows.length < limit || last === undefined ? { rows } : { rows, next: cursorOf(place(last)) };
}
