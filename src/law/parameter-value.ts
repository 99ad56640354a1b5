import { formatMajorUnits, type Fen } from '../kernel/money';
import type { ActPredicate } from './act-predicate';
import type { Period } from './period';

/** A value of a rule pack. What it means is said by its key in `parameter-keys`. */
export type ParameterValue =
  | { readonly type: 'period'; readonly period: Period; readonly extensions: readonly Period[] }
  /** One period for each of several cases that the law tells apart. */
  | { readonly type: 'periods'; readonly cases: Readonly<Record<string, Period>> }
  /** What may be added to a period; none when empty. */
  | { readonly type: 'extension'; readonly periods: readonly Period[] }
  | { readonly type: 'money'; readonly fen: Fen }
  | { readonly type: 'money-by-party'; readonly citizen: Fen; readonly organisation: Fen }
  | { readonly type: 'ratio'; readonly num: number; readonly den: number }
  | { readonly type: 'count'; readonly count: number }
  | { readonly type: 'flag'; readonly flag: boolean }
  | { readonly type: 'choices'; readonly cases: Readonly<Record<string, string>> }
  /** Hours of the day `HH:MM`; it may run over midnight. */
  | { readonly type: 'time-window'; readonly from: string; readonly to: string }
  /** `MM-DD` of each year. */
  | { readonly type: 'day-of-year'; readonly day: string }
  /** A duty that comes back: so many times in every such stretch. */
  | {
      readonly type: 'recurrence';
      readonly every: 'month' | 'quarter' | 'half-year' | 'year';
      readonly times: number;
      readonly within?: string;
    }
  /** Calendar days before a limit at which a warning is shown. */
  | { readonly type: 'warning-points'; readonly before: readonly number[] }
  | { readonly type: 'acts'; readonly any: readonly ActPredicate[] }
  /** A kind of time that does not count; the norm that allows it is the basis of the parameter. */
  | { readonly type: 'interval' };

/** The names of the forms above. */
export type ValueType = ParameterValue['type'];

/** The value in the short notation of rule packs: `7wd`, `30cd(+30cd)`, `10wd/5wd`, `200.00`, `3/100`. */
export const valueText = (value: ParameterValue): string =>
  (texts[value.type] as (value: ParameterValue) => string)(value);

const texts: { readonly [T in ValueType]: (value: Extract<ParameterValue, { type: T }>) => string } = {
  period: ({ period, extensions }) => short(period) + extensions.map((each) => `(+${short(each)})`).join(''),
  periods: (value) => cases(value.cases, short),
  extension: ({ periods }) =>
    periods.length === 0 ? 'none' : periods.map((each) => `+${short(each)}`).join(''),
  money: ({ fen }) => formatMajorUnits(fen),
  'money-by-party': ({ citizen, organisation }) =>
    `${formatMajorUnits(citizen)}/${formatMajorUnits(organisation)}`,
  ratio: ({ num, den }) => `${num}/${den}`,
  count: ({ count }) => String(count),
  flag: ({ flag }) => String(flag),
  choices: (value) => cases(value.cases, (choice) => choice),
  'time-window': ({ from, to }) => `${from}-${to}`,
  'day-of-year': ({ day }) => day,
  recurrence: ({ times, every, within }) => `${times}/${every}${within === undefined ? '' : `@${within}`}`,
  'warning-points': ({ before }) => `${before.join(',')}cd`,
  acts: ({ any }) => any.map(({ zh }) => zh).join('；'),
  interval: () => 'allowed',
};

const short = ({ amount, kind, roll }: Period): string => `${amount}${kind}${roll === 'none' ? '' : '+roll'}`;

const cases = <T>(values: Readonly<Record<string, T>>, text: (value: T) => string): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}:${text(value)}`)
    .join('/');
