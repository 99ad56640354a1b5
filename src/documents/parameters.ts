import type { Reliance } from '../events/case-schemas';
import type { Clock } from '../events/schemas';
import { formatChineseRatio } from '../kernel/chinese-numerals';
import { periodWords } from '../law/period-text';
import type { DocumentContext } from './document-kind';

/** Numbers of law as documents say them: those by which the act went, so that a local rule reads as it applied. */

type Act = Pick<DocumentContext, 'event' | 'packs'>;

/** 五个工作日, 六十日, 六个月; `undefined` where neither the record nor the packs that it names tell. */
export function periodText(act: Act, key: string): string | undefined {
  const { opens = [] } = act.event.data as { readonly opens?: readonly Clock[] };
  const clock = opens.find((each) => each.key.split('/', 1)[0] === key);
  if (clock !== undefined) return periodWords(clock);
  const [, amount, kind] = /^(\d+)(wd|cd|mo|y|h)\b/u.exec(valueOf(act, key)) ?? [];
  return kind === undefined ? undefined : periodWords({ amount: Number(amount), kind });
}

/** The same as a limit: 五个工作日内; 法定期限内 where nothing says how long. */
export const withinText = (act: Act, key: string): string => `${periodText(act, key) ?? '法定期限'}内`;

/** 百分之三, 二倍; `undefined` as above. */
export function ratioText(act: Act, key: string): string | undefined {
  const [, num, den] = /^(\d+)\/(\d+)$/u.exec(valueOf(act, key)) ?? [];
  return num === undefined ? undefined : formatChineseRatio({ num: Number(num), den: Number(den) });
}

/** What the act relied on; of an act that did not say, what its packs said on its day. */
function valueOf({ event, packs }: Act, key: string): string {
  const { reliance } = event.data as { readonly reliance?: Reliance };
  return reliance?.parameters.find((each) => each.key === key)?.value ?? packs(event, key) ?? '';
}
