import { HenjiError } from '../../kernel/errors';
import type { Position } from '../../ports/event-store';

const DIGITS = 19;

/** A position that this engine never gave out. */
export class BadPosition extends HenjiError {
  constructor(position: string) {
    super({
      code: 'bad-position',
      zh: `位置 ${position} 无效`,
      en: `${position} is not a position of this ledger`,
    });
  }
}

/** Row number as a position: padded, so that text sorts as numbers do. */
export const positionOf = (row: bigint | number): Position => row.toString().padStart(DIGITS, '0');

/** Row number of a position, 0 for `START`. @throws BadPosition */
export function rowOf(position: Position): bigint {
  if (position === '') return 0n;
  if (position.length !== DIGITS || !/^\d+$/u.test(position)) throw new BadPosition(position);
  return BigInt(position);
}
