import { formatChineseInteger } from '../kernel/chinese-numerals';
import { norms, type Norm, type NormId } from './statutes';

/** A place in a norm: 条, 款, 项. Plans and notices have no articles; their sections are named as written. */
export interface Citation {
  readonly norm: NormId;
  readonly article?: number;
  readonly paragraph?: number;
  readonly item?: number;
  readonly section?: string;
}

/** `cite('penalty', 64, 1, 2)`: 行政处罚法 第六十四条第一款第（二）项. */
export function cite(norm: NormId, article?: number, paragraph?: number, item?: number): Citation {
  return {
    norm,
    ...(article === undefined ? {} : { article }),
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(item === undefined ? {} : { item }),
  };
}

/** `citeSection('funing', '二（十五）')`: a place in a paper without articles. */
export const citeSection = (norm: NormId, section: string): Citation => ({ norm, section });

/** The norm cited. */
export const normOf = (citation: Citation): Norm => norms[citation.norm];

/** The place in Chinese: 第六十四条第一款第（二）项; empty where a whole norm is cited. */
export function articleZh({ article, paragraph, item, section }: Citation): string {
  const part = (number: number | undefined, unit: string): string =>
    number === undefined ? '' : `第${formatChineseInteger(number)}${unit}`;
  const itemText = item === undefined ? '' : `第（${formatChineseInteger(item)}）项`;
  return (section ?? '') + part(article, '条') + part(paragraph, '款') + itemText;
}

/** As refusals print it: `行政处罚法 第四十二条`. */
export const citationZh = (citation: Citation): string =>
  `${normOf(citation).short} ${articleZh(citation)}`.trimEnd();

/** As decisions cite it: `《中华人民共和国行政处罚法》第四十二条`. */
export const fullCitationZh = (citation: Citation): string =>
  `《${normOf(citation).zh}》${articleZh(citation)}`;

/** `Administrative Penalty Law, art. 64 para. 1 item 2`. */
export function citationEn(citation: Citation): string {
  const { article, paragraph, item, section } = citation;
  const places = [
    section === undefined ? '' : `section ${section}`,
    article === undefined ? '' : `art. ${article}`,
    paragraph === undefined ? '' : `para. ${paragraph}`,
    item === undefined ? '' : `item ${item}`,
  ].filter((place) => place !== '');
  return places.length === 0 ? normOf(citation).en : `${normOf(citation).en}, ${places.join(' ')}`;
}
