import type { Order, Select } from '../ports/read-model-query';

/**
 * What a query selects of the rows that another goes along ({@link Select.along}): the column that both have as
 * `henji_by`, those of the order as `henji_0`, `henji_1`, …
 *
 * @param placed a column as the dialect names it
 */
export const walkedColumns = (
  by: string,
  { order = [] }: Pick<Select, 'order'>,
  placed: (column: string) => string,
): string =>
  [`${placed(by)} AS henji_by`, ...order.map(({ column }, i) => `${placed(column)} AS henji_${i}`)].join(
    ', ',
  );

/**
 * `ORDER BY` of a query, or nothing: its own order, or that of what it goes along, which is joined as `w`.
 *
 * @param ordering an order of its own as the dialect says it
 */
export function orderBy(
  { along, order = [] }: Pick<Select, 'along' | 'order'>,
  ordering: (order: readonly Order[]) => string,
): string {
  const walked = along?.rows.order?.map(({ desc }, i) => `w.henji_${i}${desc === true ? ' DESC' : ''}`);
  const columns = walked === undefined ? ordering(order) : walked.join(', ');
  return columns === '' ? '' : `ORDER BY ${columns}`;
}
