import { BadQuery, type Value } from '../src/ports/read-model-query';

/**
 * Where a page ended, as text that only the query which made it reads: base64url of the values of its order columns.
 */
export const cursorOf = (values: readonly Value[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** The values of a cursor of so many text columns. @throws BadQuery for text that no query of that order has made */
export function cursorValues(cursor: string, length: number): readonly string[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    values = undefined;
  }
  if (
    Array.isArray(values) &&
    values.length === length &&
    values.every((value) => typeof value === 'string')
  ) {
    return values;
  }
  throw new BadQuery('the page mark is not one of this list');
}

/** One page of a list. */
export interface ListPage<R> {
  readonly rows: readonly R[];
  /** Where the next page begins; absent at the end. */
  readonly next?: string;
}

/** What page is wanted. */
export interface PageRequest {
  /** At most so many rows. */
  readonly limit: number;
  readonly after?: string;
}
