import { watchOf } from '../../domain/penalty-case/table';
import type { Clock } from '../../events/schemas';
import { citationEn, citationZh } from '../../law/article';
import { holdsOn } from '../../law/rule-pack';
import { packOf } from '../../law/packs/released-packs';

/** An article in both languages. */
export interface ArticleText {
  readonly zh: string;
  readonly en: string;
}

/** The parameter that set the period of a clock: its key without the thing that it is about. */
export const parameterOfClock = (key: string): string =>
  watchOf(key)?.parameter ?? key.split('/', 1)[0] ?? key;

/** The articles on which the pack of a clock rested its period on the day on which it was opened. */
export function articlesOf({
  key,
  pack,
  opened,
}: Pick<Clock, 'key' | 'pack' | 'opened'>): readonly ArticleText[] {
  const on = opened.slice(0, 10);
  const name = parameterOfClock(key);
  const found = packOf(pack)?.parameters.find((each) => each.key === name && holdsOn(each, on));
  return (found?.basis ?? []).map((citation) => ({ zh: citationZh(citation), en: citationEn(citation) }));
}
