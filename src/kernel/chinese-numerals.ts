import { tryParseMajorUnits, type Fen, type Ratio } from './money';

/** Amounts and counts as decisions write them: 四百元, 一万二千元, 伍佰元整, 200 元. What is not certain is `undefined`. */

const digits = '零一二三四五六七八九';
const formal = '〇两壹贰叁肆伍陆柒捌玖拾佰仟萬';
const simple = '零二一二三四五六七八九十百千万';
const simpler = '一二三四五六七八九十百千';
const capital = '壹贰叁肆伍陆柒捌玖拾佰仟';
const numeral = '[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万萬亿]';
const arabic = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?';
const amountShape = new RegExp(
  `^(?:人民币)?\\s*(?:(${numeral}+)|(${arabic})\\s*(万?))\\s*(?:元|圆)(?:(${numeral})角)?(?:(${numeral})分)?(?:整|正)?$`,
  'u',
);
const daysShape = new RegExp(`^(?:(${numeral}+)|(\\d+))\\s*[日天]$`, 'u');

/**
 * The number that a Chinese numeral says, 0 to 999,999,999,999: 十五, 二千五百, 一万零五十, 伍佰. Only the full form
 * counts, so that nothing is guessed: refused are 二百五 (205 or 250), digits without places (二〇二四), a place said
 * twice or in the wrong order, and a gap without its 零.
 */
export function parseChineseInteger(text: string): number | undefined {
  const numeralText = plain(text);
  const value = looseValue(numeralText);
  if (value === undefined || !Number.isSafeInteger(value) || value >= 1e12) return undefined;
  return numeralText.replaceAll('一十', '十') === formatChineseInteger(value).replaceAll('一十', '十')
    ? value
    : undefined;
}

/** The full form of a whole number below 1,000,000,000,000: 10050 → 一万零五十, 17 → 十七. */
export function formatChineseInteger(value: number): string {
  if (value === 0) return '零';
  const groups = [Math.floor(value / 1e8), Math.floor(value / 1e4) % 1e4, value % 1e4];
  let text = '';
  for (const [index, group] of groups.entries()) {
    const gap = text !== '' && (group < 1000 || groups[index - 1] === 0);
    if (group > 0) text += `${gap ? '零' : ''}${groupText(group)}${'亿万'.charAt(index)}`;
  }
  return text.replace(/^一十/u, '十');
}

/** A share in words: 3/100 → 百分之三, 5/1000 → 千分之五, 1/3 → 三分之一, 2/1 → 二倍. */
export function formatChineseRatio({ num, den }: Ratio): string {
  if (num % den === 0) return `${formatChineseInteger(num / den)}倍`;
  const [word, of] = wholeOf.find(([, base]) => (num * base) % den === 0) ?? [formatChineseInteger(den), den];
  return `${word}分之${formatChineseInteger((num * of) / den)}`;
}

const wholeOf: readonly (readonly [string, number])[] = [
  ['百', 100],
  ['千', 1000],
  ['万', 10_000],
];

/**
 * An amount in the capital figures that documents carry beside the Arabic ones: 5000 → 伍拾元整, 123405 →
 * 壹仟贰佰叁拾肆元零伍分. Below 10,000,000,000,000 fen.
 */
export function formatChineseAmount(fen: Fen): string {
  const [yuan, jiao, rest] = [Math.floor(fen / 100), Math.floor(fen / 10) % 10, fen % 10];
  const whole = yuan === 0 && fen > 0 ? '' : `${formatChineseInteger(yuan).replace(/^十/u, '一十')}元`;
  const gap = whole !== '' && jiao === 0 && rest > 0 ? '零' : '';
  const small = `${jiao > 0 ? `${digits.charAt(jiao)}角` : ''}${gap}${rest > 0 ? `${digits.charAt(rest)}分` : ''}`;
  return `${whole}${small}${rest === 0 ? '整' : ''}`.replace(
    /[一二三四五六七八九十百千]/gu,
    (char) => capital[simpler.indexOf(char)] ?? char,
  );
}

/** The amount that a text says, in fen: `四百元`, `人民币伍佰元整`, `一百八十元五角`, `1,200 元`, `1.5万元`. */
export function parseChineseAmount(text: string): Fen | undefined {
  const parts = amountShape.exec(text.normalize('NFKC').trim());
  if (parts === null) return undefined;
  const yuan =
    parts[1] === undefined ? tryParseMajorUnits(parts[2] ?? '') : hundredfold(parseChineseInteger(parts[1]));
  const jiao = smallPart(parts[4]);
  const fen = smallPart(parts[5]);
  if (yuan === undefined || jiao === undefined || fen === undefined) return undefined;
  const total = yuan * (parts[3] === '万' ? 10_000 : 1) + jiao * 10 + fen;
  return Number.isSafeInteger(total) ? total : undefined;
}

/** The days that a text says: `五日`, `14日`, `十五天`. */
export function parseChineseDays(text: string): number | undefined {
  const parts = daysShape.exec(text.normalize('NFKC').trim());
  if (parts === null) return undefined;
  const value = parts[1] === undefined ? Number(parts[2]) : parseChineseInteger(parts[1]);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A number found behind a word, with the words it was read from; `value` is absent where it cannot be read. */
export interface FoundNumber {
  readonly verbatim: string;
  readonly value: number | undefined;
}

/** Each amount that follows `word` in the text, in fen: `amountsAfter('行政拘留五日并处罚款二百元', '罚款')`. */
export const amountsAfter = (text: string, word: string): readonly FoundNumber[] =>
  foundAfter(text, word, '元圆角分整正', parseChineseAmount);

/** Each number of days that follows `word` in the text: `daysAfter('行政拘留五日', '拘留')`. */
export const daysAfter = (text: string, word: string): readonly FoundNumber[] =>
  foundAfter(text, word, '日天', parseChineseDays);

function foundAfter(
  text: string,
  word: string,
  units: string,
  read: (verbatim: string) => number | undefined,
): readonly FoundNumber[] {
  const follows = new RegExp(
    `^\\s*(?:人民币)?\\s*[\\d,.]*\\s*${numeral}*\\s*(?:${numeral}?[${units}])*`,
    'u',
  );
  return text
    .normalize('NFKC')
    .split(word)
    .slice(1)
    .map((rest) => (follows.exec(rest)?.[0] ?? '').trim())
    .map((verbatim) => ({ verbatim, value: read(verbatim) }));
}

/** What the characters add up to, whatever their order; the full form decides whether it was meant. */
function looseValue(text: string): number | undefined {
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const char of text) {
    const place = '十百千'.indexOf(char);
    if (digits.includes(char)) {
      digit = digits.indexOf(char);
    } else if (place >= 0) {
      group += (digit === 0 ? 1 : digit) * 10 ** (place + 1);
      digit = 0;
    } else if (char === '万' || char === '亿') {
      total = char === '万' ? total + (group + digit) * 1e4 : (total + group + digit) * 1e8;
      group = 0;
      digit = 0;
    } else {
      return undefined;
    }
  }
  return total + group + digit;
}

/** 1 to 9999: 1050 → 一千零五十. */
function groupText(group: number): string {
  let text = '';
  for (const [place, unit] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(group / place) % 10;
    if (digit > 0) text += digits.charAt(digit) + unit;
    else if (text !== '' && !text.endsWith('零') && group % place > 0) text += '零';
  }
  return text;
}

/** 壹 for 一 and so on: the forms that are hard to alter, and 两, mean the plain ones. */
const plain = (text: string): string =>
  text.replace(/[〇两壹贰叁肆伍陆柒捌玖拾佰仟萬]/gu, (char) => simple[formal.indexOf(char)] ?? char);

const hundredfold = (yuan: number | undefined): Fen | undefined =>
  yuan === undefined ? undefined : yuan * 100;

function smallPart(char: string | undefined): number | undefined {
  const value = char === undefined ? 0 : digits.indexOf(plain(char));
  return value < 0 ? undefined : value;
}
