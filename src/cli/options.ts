import { InvalidArgumentError, Option } from 'commander';
import { isCivilDate, isInstant } from '../kernel/time';

/** Options that several commands share. */
export interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
}

export const dataOption = (): Option =>
  new Option('--data <folder>', 'data folder (default: HENJI_DATA or ./henji-data) · 数据目录');

export const jsonOption = (): Option => new Option('--json', 'one line of JSON for machines · 输出 JSON');

export const territoryOption = (): Option =>
  new Option('--territory <code>', 'division code of the seat, GB/T 2260 · 行政区划代码');

/** A civil date of the command line. */
export function civilDate(text: string): string {
  if (!isCivilDate(text)) throw new InvalidArgumentError('expected YYYY-MM-DD · 应为 YYYY-MM-DD');
  return text;
}

/** An instant of the command line. */
export function instant(text: string): string {
  if (!isInstant(text))
    throw new InvalidArgumentError('expected an ISO instant with offset · 应为带时区的 ISO 时间');
  return text;
}
