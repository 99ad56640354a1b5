import { formatChineseInteger } from '../kernel/chinese-numerals';
import type { Reliance } from '../events/case-schemas';
import type { Clock } from '../events/schemas';
import type { Recorded } from '../kernel/event';

/** Periods of law as documents say them: what the act opened or rested on, so that a local rule reads as it applied. */

const units: Readonly<Record<string, string>> = {
  wd: '个工作日',
  cd: '日',
  mo: '个月',
  y: '年',
  h: '小时',
};

/** 五个工作日, 六十日, 六个月; `undefined` where the act neither opened such a clock nor rested on the parameter. */
export function periodText({ data }: Recorded, key: string): string | undefined {
  const { opens = [], reliance } = data as {
    readonly opens?: readonly Clock[];
    readonly reliance?: Reliance;
  };
  const clock = opens.find((each) => each.key.split('/', 1)[0] === key);
  if (clock !== undefined) return inWords(clock.amount, clock.kind);
  const value = reliance?.parameters.find((each) => each.key === key)?.value ?? '';
  const [, amount, kind] = /^(\d+)(wd|cd|mo|y|h)\b/u.exec(value) ?? [];
  return kind === undefined ? undefined : inWords(Number(amount), kind);
}

/** The same as a limit: 五个工作日内; 法定期限内 where the record does not say how long. */
export const withinText = (event: Recorded, key: string): string =>
  `${periodText(event, key) ?? '法定期限'}内`;

const inWords = (amount: number, kind: string): string =>
  `${formatChineseInteger(amount)}${units[kind] ?? ''}`;
