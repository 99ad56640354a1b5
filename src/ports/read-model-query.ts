import { HenjiError } from '../kernel/errors';

/** What a filter may compare with. Text compares by code point. */
export type Value = string | number | boolean | null;

/**
 * One condition. `eq null` finds nulls and `ne null` everything else; `ne` finds nulls, too ("is not"); the orderings,
 * `in` and `prefix` never find nulls. `match` finds rows whose search column contains the text as a phrase.
 */
export type Filter =
  | { readonly column: string; readonly op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'; readonly value: Value }
  | { readonly column: string; readonly op: 'in'; readonly values: readonly Value[] }
  | { readonly column: string; readonly op: 'prefix' | 'match'; readonly value: string };

export interface Order {
  readonly column: string;
  readonly desc?: boolean;
}

/**
 * Two clocks: among the rows whose `upTo` columns are all at most the given values, only the one with the greatest
 * `by` for each `per`. The filters of the query apply to the rows so chosen.
 */
export interface Latest {
  readonly per: readonly string[];
  readonly by: readonly string[];
  readonly upTo: readonly { readonly column: string; readonly value: Value }[];
}

/** `sum` of nothing is 0; `min` and `max` of nothing are null; nulls are not counted by the ones with a column. */
export type Measure =
  | { readonly fn: 'count' }
  | { readonly fn: 'sum' | 'min' | 'max' | 'countDistinct'; readonly column: string };

export interface Group {
  readonly by: readonly string[];
  readonly measures: Readonly<Record<string, Measure>>;
}

/**
 * Another table of the model, walked in its order: the query finds, for each row walked, its own rows with the same
 * value of `by`. An engine walks no further than it must to fill the limit, so that a filter of the query itself costs
 * what lies on the way, not what there is.
 */
export interface Along {
  /** What is walked: in an order whose columns are not optional, so many rows at most. */
  readonly rows: Pick<Select, 'from' | 'where' | 'order' | 'after' | 'limit'>;
  /** A column of both tables, of the same type, optional in neither. */
  readonly by: string;
}

/**
 * A query over one table, or over one {@link Along} another. Small on purpose: everything here is answered alike by every engine, from an index where
 * the declaration has one.
 */
export interface Select {
  readonly from: string;
  /** Columns to return; all except search columns when absent. Not together with `group`. */
  readonly columns?: readonly string[];
  /** All must hold. */
  readonly where?: readonly Filter[];
  readonly latest?: Latest;
  /** Rows come in the order of what is walked. Not together with `order`, `after`, `skip` or `group`. */
  readonly along?: Along;
  readonly group?: Group;
  /** Columns of the table, or of the group. Nulls come first. Without it the order is not defined. */
  readonly order?: readonly Order[];
  /**
   * Keyset paging: the values of the order columns in the last row seen. Those columns must not be optional, unless a
   * filter of the query leaves no nulls of them.
   */
  readonly after?: readonly Value[];
  /** So many rows of the order are passed over: to find a mark, not to page, because each of them is walked. */
  readonly skip?: number;
  readonly limit: number;
}

/** The largest page an engine returns. */
export const MAX_LIMIT = 100_000;

/** The query names something the table does not have, or asks for what no engine can keep. */
export class BadQuery extends HenjiError {
  constructor(reason: string) {
    super({ code: 'bad-query', zh: `查询有误：${reason}`, en: `bad query: ${reason}` });
  }
}

export const eq = (column: string, value: Value): Filter => ({ column, op: 'eq', value });
export const ne = (column: string, value: Value): Filter => ({ column, op: 'ne', value });
export const lt = (column: string, value: Value): Filter => ({ column, op: 'lt', value });
export const lte = (column: string, value: Value): Filter => ({ column, op: 'lte', value });
export const gt = (column: string, value: Value): Filter => ({ column, op: 'gt', value });
export const gte = (column: string, value: Value): Filter => ({ column, op: 'gte', value });
export const within = (column: string, values: readonly Value[]): Filter => ({ column, op: 'in', values });
export const prefix = (column: string, value: string): Filter => ({ column, op: 'prefix', value });
export const match = (column: string, value: string): Filter => ({ column, op: 'match', value });
export const asc = (column: string): Order => ({ column });
export const desc = (column: string): Order => ({ column, desc: true });
