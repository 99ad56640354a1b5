import type { CivilDate } from '../../kernel/time';
import type { Citation } from '../article';
import type { ParameterKey, ValueOf } from '../parameter-keys';
import { period, type Period, type PeriodKind, type Roll } from '../period';
import type { Confidence, Parameter } from '../rule-pack';

/** Makers of values, so that a pack reads as a table. */

type PeriodValue = ValueOf<'service'>;
const days =
  (kind: PeriodKind) =>
  (amount: number, ...extensions: readonly number[]): PeriodValue => ({
    type: 'period',
    period: period(amount, kind),
    extensions: extensions.map((each) => period(each, kind)),
  });

export const wd = days('wd');
export const cd = days('cd');
export const months = days('mo');
export const years = days('y');
export const hours = days('h');
export const wdBefore = days('wd-before');
export const cdBefore = days('cd-before');

/** The same period, rolling over to the next working day. */
export const rolling = (value: PeriodValue, roll: Roll = 'next-working-day'): PeriodValue => ({
  ...value,
  period: { ...value.period, roll },
});

export const byCase = (cases: Readonly<Record<string, Period>>): ValueOf<'limitation'> => ({
  type: 'periods',
  cases,
});
export const noExtension: ValueOf<'case.extend'> = { type: 'extension', periods: [] };
/** Whole yuan. */
export const yuan = (amount: number): ValueOf<'onspot.citizen'> => ({ type: 'money', fen: amount * 100 });
export const ratio = (num: number, den: number): ValueOf<'latefee.rate'> => ({ type: 'ratio', num, den });
export const count = (value: number): ValueOf<'officers.min'> => ({ type: 'count', count: value });
export const flag = (value: boolean): ValueOf<'publish.simple'> => ({ type: 'flag', flag: value });
export const warnings = (...before: readonly number[]): ValueOf<'measure.warn'> => ({
  type: 'warning-points',
  before,
});
export const interval: ValueOf<'interval.licence'> = { type: 'interval' };
export const each = (
  every: ValueOf<'assessment'>['every'],
  times = 1,
  within?: string,
): ValueOf<'assessment'> =>
  within === undefined ? { type: 'recurrence', every, times } : { type: 'recurrence', every, times, within };

/** What a line of a pack may add to key, value and basis. */
export interface Remark {
  readonly zh?: string;
  readonly en?: string;
  readonly from?: CivilDate;
}

/** A maker of parameters that hold from a day. */
export const parametersFrom =
  (from: CivilDate) =>
  <K extends ParameterKey>(
    key: K,
    value: ValueOf<K>,
    confidence: Confidence,
    basis: readonly Citation[],
    remark: Remark = {},
  ): Parameter => ({
    key,
    value,
    basis,
    confidence,
    from: remark.from ?? from,
    ...(remark.zh === undefined || remark.en === undefined ? {} : { note: { zh: remark.zh, en: remark.en } }),
  });
