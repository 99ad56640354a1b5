/** The languages that texts for people come in; Chinese where the sender does not say. */
export type Language = 'zh' | 'en';

/**
 * The better of Chinese and English by an `Accept-Language` header (RFC 9110 §12.5.4): the highest weight wins, the
 * first of two equal ones, Chinese when neither is named.
 */
export function languageOf(header: string | undefined): Language {
  let best: { language: Language; weight: number } = { language: 'zh', weight: 0 };
  for (const part of (header ?? '').slice(0, 200).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = range === '*' ? 'zh' : range.split('-')[0];
    if (language !== 'zh' && language !== 'en') continue;
    const weight = weightOf(parameters);
    if (weight > best.weight) best = { language, weight };
  }
  return best.language;
}

function weightOf(parameters: readonly string[]): number {
  const text = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('q='));
  if (text === undefined) return 1;
  const weight = Number(text.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
