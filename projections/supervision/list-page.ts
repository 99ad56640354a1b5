import type { Value } from '../../src/ports/read-model-query';

/** One page of a list; `next` is given as `after` to read on. */
export interface ListPage<T> {
  readonly rows: readonly T[];
  readonly next?: readonly (string | number)[];
}

export interface PageOf {
  readonly limit: number;
  readonly after?: readonly (string | number)[];
}

/** A page, and one row more: whether it is there tells whether there is a next page. */
export const paged = ({ limit, after }: PageOf): { limit: number; after?: readonly Value[] } => ({
  limit: limit + 1,
  ...(after === undefined ? {} : { after }),
});

/** One row more than asked for was read. @param keysOf where the next page goes on */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  shown: (row: R) => T,
  keysOf: (row: R) => readonly (string | number)[],
): ListPage<T> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: page.map(shown), ...(more ? { next: keysOf(last) } : {}) };
}
