/**
 * Chinese full text on any engine: the text is cut into tokens here, one for each Chinese character and one for each
 * run of other letters and digits, and the engine only has to find tokens that follow each other. One or two
 * characters are found like longer words.
 */

const word = /[\p{L}\p{N}]/u;
const alone = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Han characters that every engine in use knows for letters: those of Unicode 6.1 in the basic plane. */
const common = /[\u3005-\u3007\u3040-\u30ff\u3400-\u4db5\u4e00-\u9fcc\uac00-\ud7a3]/u;

/**
 * The tokens of a text, lower case, compatibility forms unified. Punctuation and marks separate. Characters that an
 * engine with an older Unicode may not know (rare names) become `u` and their number.
 */
export function searchTokens(text: string): readonly string[] {
  const tokens: string[] = [];
  let run = '';
  for (const character of text.normalize('NFKC').toLowerCase()) {
    const kind = kindOf(character);
    if (kind === 'run') {
      run += character;
      continue;
    }
    if (run !== '') tokens.push(run);
    run = '';
    if (kind === 'alone') tokens.push(character);
    else if (kind === 'rare') tokens.push(`u${(character.codePointAt(0) ?? 0).toString(16)}`);
  }
  if (run !== '') tokens.push(run);
  return tokens;
}

type Kind = 'run' | 'alone' | 'rare' | 'separator';

/** Most characters are told by their number alone; the properties of Unicode are asked for the rest. */
function kindOf(character: string): Kind {
  const code = character.charCodeAt(0);
  if (code < 0x80) {
    const isWord = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
    return isWord ? 'run' : 'separator';
  }
  if (code >= 0x4e00 && code <= 0x9fcc) return 'alone';
  if (!word.test(character)) return 'separator';
  if (character.length === 1 && !alone.test(character)) return 'run';
  return common.test(character) ? 'alone' : 'rare';
}

/** The stored form: tokens with single spaces between them. */
export const searchText = (text: string): string => searchTokens(text).join(' ');

/** What is looked for: tokens that must follow each other; the last may be the beginning of a run (`2024` in `20240`). */
export interface SearchPhrase {
  readonly tokens: readonly string[];
  /** The last token is a run of letters or digits, of which the beginning is enough. */
  readonly openEnd: boolean;
}

/** The phrase of a query text; `undefined` when it holds no letter and no digit, and so finds nothing. */
export function searchPhrase(text: string): SearchPhrase | undefined {
  const tokens = searchTokens(text);
  const last = tokens.at(-1);
  if (last === undefined) return undefined;
  return { tokens, openEnd: /^[\p{L}\p{N}]+$/u.test(last) && !alone.test(last) };
}

/** Whether stored tokens contain the phrase: what every engine's index must agree with. */
export function phraseFound(stored: string, phrase: SearchPhrase): boolean {
  const have = stored === '' ? [] : stored.split(' ');
  const { tokens, openEnd } = phrase;
  const lastIndex = tokens.length - 1;
  return have.some((_, start) =>
    tokens.every((token, i) => {
      const found = have[start + i];
      if (found === undefined) return false;
      return i === lastIndex && openEnd ? found.startsWith(token) : found === token;
    }),
  );
}

/** A character that is a token of its own, as it stands in a stored text. */
const single = /^[\u3005-\u3007\u3040-\u30ff\u3400-\u4db5\u4e00-\u9fcc\uac00-\ud7a3]$/u;

/** Stands between pairs that do not follow each other. */
const BREAK = 'x';

/**
 * The pairs of characters that follow each other in stored tokens (`乱 扔 废 2024 弃` has `乱扔 扔废 x`). An engine that finds places
 * by going through all texts with the first character and all with the second may keep them as tokens, too: two frequent
 * characters are then found as fast as a rare word.
 */
export function pairsOf(stored: string): string {
  const tokens = stored.split(' ');
  const pairs: string[] = [];
  for (let i = 1; i < tokens.length; i++) {
    const pair = pairAt(tokens, i) ?? BREAK;
    if (pair !== BREAK || pairs.at(-1) !== BREAK) pairs.push(pair);
  }
  return pairs.join(' ');
}

/** The pairs that a text must have one after the other to hold the phrase; nothing where they do not tell all of it. */
export function pairsOfPhrase({ tokens }: SearchPhrase): readonly string[] | undefined {
  const pairs = tokens.slice(1).map((_, i) => pairAt(tokens, i + 1));
  const all = pairs.filter((pair) => pair !== undefined);
  return all.length > 0 && all.length === pairs.length ? all : undefined;
}

function pairAt(tokens: readonly string[], i: number): string | undefined {
  const [first = '', second = ''] = [tokens[i - 1], tokens[i]];
  return single.test(first) && single.test(second) ? first + second : undefined;
}
