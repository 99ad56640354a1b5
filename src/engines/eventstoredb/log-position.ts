import { HenjiError } from '../../kernel/errors';
import { START, type Position } from '../../ports/event-store';

/** Where an event lies in `$all`. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

const DIGITS = 20;
/** The server's own bound; it answers what lies beyond in ways that tell nothing. */
const MOST = 2n ** 63n - 1n;
const PATTERN = /^(\d{20})-(\d{20})$/u;

/** Both numbers padded, so that text sorts as the log does. */
export const positionText = ({ commit, prepare }: LogPosition): Position =>
  `${commit.toString().padStart(DIGITS, '0')}-${prepare.toString().padStart(DIGITS, '0')}`;

/** The numbers of a position, nothing for `START`. @throws HenjiError `bad-position` */
export function positionNumbers(position: Position): LogPosition | undefined {
  if (position === START) return undefined;
  const [, commit, prepare] = PATTERN.exec(position) ?? [];
  if (commit !== undefined && prepare !== undefined) {
    const numbers = { commit: BigInt(commit), prepare: BigInt(prepare) };
    if (numbers.commit <= MOST && numbers.prepare <= numbers.commit) return numbers;
  }
  throw new HenjiError({
    code: 'bad-position',
    zh: `位置 ${position} 无效`,
    en: `${position} is not a position of this ledger`,
  });
}
