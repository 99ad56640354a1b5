import { HenjiError } from './errors';

/**
 * An amount in the smallest unit of its currency: fen of the yuan, cents of the euro. Always a safe integer; the
 * functions here know no currency, only that a hundred of the small unit make the large one.
 */
export type Fen = number;

/** A proportion as two integers, so that 3 % is exactly 3/100. `den` is at least 1, `num` at least 0. */
export interface Ratio {
  readonly num: number;
  readonly den: number;
}

/** `down`: what is left of a small unit is dropped. `half-up`: half a small unit or more counts as one (四舍五入). */
export type Rounding = 'down' | 'half-up';

// Either plain digits or groups of three; "1,23" is neither, so it is refused instead of being guessed.
const majorShape = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/u;

/** Whether the value is an amount: a safe integer of at least zero. */
export const isFen = (value: unknown): value is Fen => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * The small units of an amount written in the large one: `200` → 20000, `35.0` → 3500, `1,234.50` → 123450. Decimals
 * beyond the second must be zeros. A minus sign is allowed in front, a plus sign, blanks and currency signs are not.
 *
 * @throws HenjiError `bad-amount`
 */
export function parseMajorUnits(text: string): Fen {
  const fen = tryParseMajorUnits(text);
  if (fen !== undefined) return fen;
  throw new HenjiError({
    code: 'bad-amount',
    zh: `“${text}”不是可识别的金额`,
    en: `"${text}" is not an amount`,
    wayOut: { zh: '例如 200、35.0 或 1,234.50，至多两位小数', en: 'write it like 200, 35.0 or 1,234.50' },
  });
}

/** As {@link parseMajorUnits}, with `undefined` for what is no amount. */
export function tryParseMajorUnits(text: string): Fen | undefined {
  const parts = majorShape.exec(text);
  if (parts === null) return undefined;
  const decimals = (parts[3] ?? '').padEnd(2, '0');
  if (/[^0]/u.test(decimals.slice(2))) return undefined;
  const whole = (parts[2] ?? '').replaceAll(',', '');
  const magnitude = Number(`${whole}${decimals.slice(0, 2)}`);
  if (!Number.isSafeInteger(magnitude)) return undefined;
  return parts[1] === '-' && magnitude !== 0 ? -magnitude : magnitude;
}

/** The amount in the large unit with two decimals and no grouping: 123450 → `1234.50`. @throws `bad-amount` */
export function formatMajorUnits(fen: Fen): string {
  const digits = String(Math.abs(checked(fen))).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The sum, exact. @throws HenjiError `bad-amount` when it leaves the safe integers */
export const sumFen = (...amounts: readonly Fen[]): Fen =>
  checked(amounts.reduce((sum, amount) => sum + checked(amount), 0));

/**
 * That share of an amount, exact, rounded once at the end. The default drops what is left of a small unit, because a
 * charge computed from a share may never exceed the share.
 *
 * @throws HenjiError `bad-amount`, `bad-ratio`
 */
export function shareOf(fen: Fen, ratio: Ratio, rounding: Rounding = 'down'): Fen {
  const { num, den } = checkedRatio(ratio);
  const negative = fen < 0;
  const doubled = BigInt(Math.abs(checked(fen))) * BigInt(num) * 2n;
  const twiceDen = BigInt(den) * 2n;
  const magnitude = Number((rounding === 'down' ? doubled : doubled + BigInt(den)) / twiceDen);
  return checked(negative && magnitude !== 0 ? -magnitude : magnitude);
}

/** That percentage of an amount, in whole per cent; rounding as in {@link shareOf}. */
export const percentOf = (fen: Fen, percent: number, rounding: Rounding = 'down'): Fen =>
  shareOf(fen, { num: percent, den: 100 }, rounding);

function checked(fen: number): Fen {
  if (Number.isSafeInteger(fen)) return fen;
  throw new HenjiError({
    code: 'bad-amount',
    zh: `金额 ${fen} 不是以最小货币单位表示的整数，或超出可精确表示的范围`,
    en: `the amount ${fen} is not an integer in the smallest unit, or too large to be exact`,
  });
}

function checkedRatio(ratio: Ratio): Ratio {
  const { num, den } = ratio;
  if (Number.isSafeInteger(num) && Number.isSafeInteger(den) && num >= 0 && den >= 1) return ratio;
  throw new HenjiError({
    code: 'bad-ratio',
    zh: `比例 ${num}/${den} 无效：分子须为非负整数，分母须为正整数`,
    en: `${num}/${den} is not a ratio of a whole number and a positive whole number`,
  });
}
