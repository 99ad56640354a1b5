import { formatChineseInteger } from '../kernel/chinese-numerals';

/** Periods in words, for those who may know nothing else of the law. */

const units: Readonly<Record<string, string>> = { wd: '个工作日', cd: '日', mo: '个月', y: '年', h: '小时' };

/** As documents write it: 七个工作日, 十五日, 六个月. Kinds that count back have no such words. */
export const periodWords = ({ amount, kind }: { readonly amount: number; readonly kind: string }): string =>
  `${formatChineseInteger(amount)}${units[kind] ?? ''}`;
