import { HenjiError } from '../../kernel/errors';
import type { Position } from '../../ports/event-store';

/** Index after a record, padded so that text sorts as numbers do. */
export const positionOf = (row: number): Position => String(row).padStart(19, '0');

/** Number of records up to a position, 0 for `START`. */
export function rowOf(position: Position): number {
  if (position === '') return 0;
  if (/^\d{19}$/u.test(position)) return Number(position);
  throw new HenjiError({
    code: 'bad-position',
    zh: `位置 ${position} 无效`,
    en: `${position} is not a position of this ledger`,
  });
}
