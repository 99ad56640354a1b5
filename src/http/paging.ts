import { HenjiError } from '../kernel/errors';
import { PAGE } from './limits';
import { Cursor, Limit } from './queries/members';

/** A page of a list, and where the next one begins. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Give it as `cursor` to read on; absent on the last page. */
  readonly next?: string;
}

/** The cursor is none of ours, or of another list. */
export class BadCursor extends HenjiError {
  constructor() {
    super({
      code: 'bad-cursor',
      zh: '翻页标记无效',
      en: 'the cursor is not valid for this list',
      field: 'cursor',
      wayOut: { zh: '从第一页重新开始', en: 'start again at the first page' },
    });
  }
}

/** Where to read on, and how much. */
export class PageQuery {
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

/** A list that is given whole. */
export const itemsOf = <T>(items: readonly T[]): Page<T> => ({ items });

/** A page of a projection, with its sort keys as a cursor of this list. */
export const pageOf = <T>(
  list: string,
  { rows, next }: { readonly rows: readonly T[]; readonly next?: readonly unknown[] },
): Page<T> => ({ items: rows, ...(next === undefined ? {} : { next: cursorOf(list, next) }) });

/** A cursor for a list: the sort keys of the last entry shown. Opaque, so that lists may change their order. */
export const cursorOf = (list: string, keys: readonly unknown[]): string =>
  Buffer.from(JSON.stringify([list, ...keys])).toString('base64url');

/** The sort keys in a cursor of this list; none without a cursor. @throws BadCursor */
export function readCursor(cursor: string | undefined, list: string): readonly (string | number)[] {
  if (cursor === undefined) return [];
  try {
    const [of, ...keys] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (of === list && keys.every((key) => typeof key === 'string' || typeof key === 'number')) return keys;
  } catch {
    // Falls through: what cannot be parsed is no cursor of ours.
  }
  throw new BadCursor();
}
