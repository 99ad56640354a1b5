import type { EntryV1 } from '../../kernel/entry';
import { parseEntryTrusted } from '../../seal/entry-codec';

/** What an entry says of its own place: id, stream, revision, predecessor, ciphertexts. */
export type EntryClaims = Pick<EntryV1, 'id' | 's' | 'n' | 'p' | 'k'>;

/** A handle of plain characters, so that reading bytes as latin1 does not change it. */
const CIPHERTEXT = '\\{"s":"[ !#-\\[\\]-~]*","x":"[\\w-]*"\\}';

/**
 * The end of an entry from its `id` on. Canonical JSON sorts members, so all that is asked for stands there, with little
 * in between. Text in quotes holds no bare quote, and the end closes one brace, the entry's own: in whatever JSON it
 * matches, these are members of the outermost object.
 */
const END = new RegExp(
  [
    `,"id":"[\\da-f]{8}-(?:[\\da-f]{4}-){3}[\\da-f]{12}"`,
    `(?:,"k":(\\[${CIPHERTEXT}(?:,${CIPHERTEXT})*\\]))?`,
    `,"n":(\\d{1,15})`,
    `,"oc":\\{[^{}]*\\}`,
    `(?:,"org":\\{[^{}]*\\})?`,
    `(?:,"p":"([\\w-]*)")?`,
    `,"r":"[\\w-]*","rp":\\[[^\\]]*\\]`,
    `,"s":"([\\w.:~@-]*)"`,
    `(?:,"src":\\{[^{}]*\\})?`,
    `,"t":"[\\w.-]*","tv":\\d+,"v":\\d+\\}$`,
  ].join(''),
  'y',
);

/** An id as the ledger stores it. */
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/u;

/**
 * Read what the entry of event `id` says of its place; in words, why it says nothing. Parsing all of it would cost the
 * writer as much as storing it, so an entry of the usual shape is read from its end; any other is parsed. That the rest
 * of it is as it should be was checked when it was sealed, and is checked by every verification.
 */
export function claimsOf(entry: Buffer, id: string): EntryClaims | string {
  const text = entry.toString('latin1');
  END.lastIndex = Math.max(0, text.indexOf(`,"id":"${id}"`));
  const found = text.startsWith('{"ac":[') ? END.exec(text) : null;
  if (found === null) return parsed(entry);
  const [, k, n, p, s = ''] = found;
  return {
    id,
    s,
    n: Number(n),
    ...(p === undefined ? {} : { p }),
    ...(k === undefined ? {} : { k: JSON.parse(k) as NonNullable<EntryV1['k']> }),
  };
}

function parsed(bytes: Buffer): EntryClaims | string {
  try {
    const entry: unknown = parseEntryTrusted(bytes);
    return isEntryLike(entry) ? entry : 'an entry that is none';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isEntryLike(value: unknown): value is EntryClaims {
  if (typeof value !== 'object' || value === null) return false;
  const { id, k = [] } = value as { id?: unknown; k?: unknown };
  const isList = Array.isArray(k) && k.every((part) => typeof part === 'object' && part !== null);
  return isList && typeof id === 'string' && UUID.test(id);
}
