import { HenjiError } from '../kernel/errors';

/**
 * How a period is counted. `wd` working days, `cd` calendar days, `mo` months, `y` years, `h` hours; `wd-before` and
 * `cd-before` count back from an event (“举行听证的七日前”).
 */
export const periodKinds = ['wd', 'cd', 'mo', 'y', 'h', 'wd-before', 'cd-before'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** What happens to a last day that is no working day: nothing, or the next working day takes its place (民诉法 85). */
export const rolls = ['none', 'next-working-day'] as const;
export type Roll = (typeof rolls)[number];

/**
 * A length of time as the law gives it. `amount` is a whole number, zero included. `roll` matters for `cd`, `mo` and
 * `y` alone: working days end on a working day anyway, hours are exact, and nothing rolls backwards.
 */
export interface Period {
  readonly amount: number;
  readonly kind: PeriodKind;
  readonly roll: Roll;
}

/** `period(7, 'wd')`. */
export const period = (amount: number, kind: PeriodKind, roll: Roll = 'none'): Period => ({
  amount,
  kind,
  roll,
});

export const isPeriodKind = (text: unknown): text is PeriodKind => periodKinds.some((kind) => kind === text);
export const isRoll = (text: unknown): text is Roll => rolls.some((roll) => roll === text);

/**
 * One longer period instead of the first: an extension never starts a second one. It runs from the first start with
 * all intervals in it.
 *
 * @throws HenjiError `bad-period` when the parts are counted in different ways
 */
export function extendedBy(base: Period, ...extensions: readonly Period[]): Period {
  const total = extensions.reduce((sum, { amount }) => sum + amount, base.amount);
  if (extensions.every(({ kind }) => kind === base.kind)) return { ...base, amount: total };
  throw badPeriod(
    '延长的期限与原期限的计算方式不同',
    'the extension is counted in another way than the period',
  );
}

/** @throws HenjiError `bad-period` unless the amount is a whole number from 0 to 100,000 */
export function checkPeriod(given: Period): Period {
  if (Number.isInteger(given.amount) && given.amount >= 0 && given.amount <= 100_000) return given;
  throw badPeriod(
    `期限 ${given.amount} 须为 0 至 100000 的整数`,
    `the length ${given.amount} of the period is not a whole number from 0 to 100000`,
  );
}

const words: Readonly<Record<PeriodKind, { readonly zh: string; readonly en: string }>> = {
  wd: { zh: '个工作日', en: 'working days' },
  cd: { zh: '日', en: 'calendar days' },
  mo: { zh: '个月', en: 'months' },
  y: { zh: '年', en: 'years' },
  h: { zh: '小时', en: 'hours' },
  'wd-before': { zh: '个工作日前', en: 'working days before' },
  'cd-before': { zh: '日前', en: 'calendar days before' },
};

/** `7个工作日`, `15日（遇非工作日顺延）`. */
export const periodZh = ({ amount, kind, roll }: Period): string =>
  `${amount}${words[kind].zh}${roll === 'none' ? '' : '（末日遇非工作日顺延）'}`;

/** `7 working days`, `15 calendar days, rolling over`. */
export const periodEn = ({ amount, kind, roll }: Period): string =>
  `${amount} ${words[kind].en}${roll === 'none' ? '' : ', rolling over'}`;

const badPeriod = (zh: string, en: string): HenjiError => new HenjiError({ code: 'bad-period', zh, en });
