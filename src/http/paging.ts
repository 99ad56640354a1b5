import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { HenjiError } from '../kernel/errors';
import { PAGE } from './limits';

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

/** A whole number as a query writes it; anything else stays as it is, for the checks to refuse. */
export const wholeNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/u.test(value) ? Number(value) : value;

/** Where to read on, and how much. */
export class PageQuery {
  @IsOptional() @IsString() @Length(1, 1000) cursor?: string;
  @IsOptional() @Transform(wholeNumber) @IsInt() @Min(1) @Max(PAGE.most) limit: number = PAGE.standard;
}

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
