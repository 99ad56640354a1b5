import type { SearchPhrase } from '../../ports/search-text';

/** Tokens are indexed up to this many characters: an index entry has an upper limit, and longer ones are no words. */
const INDEXED = 64;

const indexed = (token: string): string => (token.length > INDEXED ? token.slice(0, INDEXED) : token);

/** The different tokens of a stored text, with spaces between them, as the index takes them. */
export const indexedTokens = (stored: string): string =>
  stored === '' ? '' : [...new Set(stored.split(' ').map(indexed))].join(' ');

/** How a phrase is asked for. */
export interface PhraseQuery {
  /** For the index: rows that have all the tokens somewhere. */
  readonly all: string;
  /** For the rows so found: what must stand in the text between two spaces; absent where the index says enough. */
  readonly exactly?: string;
}

/**
 * The index holds no places of tokens: PostgreSQL keeps no more than 256 of a token and none beyond the 16,383rd, so
 * phrases would be missed in long texts. It finds candidates, and the stored text decides.
 */
export function phraseQuery({ tokens, openEnd }: SearchPhrase): PhraseQuery {
  const all = tokens.map((token, i) => {
    const isOpen = openEnd && i === tokens.length - 1 && token.length <= INDEXED;
    return `'${indexed(token)}'${isOpen ? ':*' : ''}`;
  });
  const query = { all: [...new Set(all)].join(' & ') };
  const [only, ...more] = tokens;
  if (more.length === 0 && only !== undefined && only.length <= INDEXED) return query;
  return { ...query, exactly: ` ${tokens.join(' ')}${openEnd ? '' : ' '}` };
}
