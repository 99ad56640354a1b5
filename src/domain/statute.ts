import { articleZh, cite } from '../law/article';
import { normTitled, norms, type NormId } from '../law/statutes';

/** How rows name the article they rest on: `中华人民共和国行政处罚法 第五十一条`. */
export const statute = (norm: NormId, article: number, paragraph?: number, item?: number): string =>
  `${norms[norm].zh} ${articleZh(cite(norm, article, paragraph, item))}`;

/** An article of the 行政处罚法. */
export const penaltyLaw = (article: number, paragraph?: number, item?: number): string =>
  statute('penalty', article, paragraph, item);

/** The first of the cited articles that is one of a 法律, or of a norm whose rank is not known here. */
export const lawAmong = (basis: readonly string[]): string | undefined =>
  basis.find((article) => (normTitled(article)?.rank ?? 'law') === 'law');
