import { ENTRY_MAX_BYTES, type EntryV1 } from '../kernel/entry';
import { HenjiError } from '../kernel/errors';
import { canonicalBytes, isCanonical } from './canonical-json';
import { problemOf } from './entry-shape';
import type { Hash } from './hash';
import { leafHash } from './tree';

/** The entry has more bytes than the log takes. Code `entry-too-large`. */
export class EntryTooLarge extends HenjiError {
  constructor(stream: string, size: number) {
    super({
      code: 'entry-too-large',
      zh: `${stream} 的记录有 ${size} 字节，超过上限 ${ENTRY_MAX_BYTES} 字节`,
      en: `an entry of ${stream} has ${size} bytes, more than ${ENTRY_MAX_BYTES}`,
      wayOut: {
        zh: '大段内容以文件保存，记录中只写其摘要',
        en: 'keep big content as a file and record its digest',
      },
    });
  }
}

/** Bytes that are no entry of version 1, or an entry that would not be one. Code `malformed-entry`. */
export class MalformedEntry extends HenjiError {
  constructor(reason: string, cause?: unknown) {
    super({
      code: 'malformed-entry',
      zh: `记录格式不合规：${reason}`,
      en: `malformed entry: ${reason}`,
      cause,
    });
  }
}

/** An entry in the form that is stored and hashed. */
export interface SealedEntry {
  /** Canonical JSON. */
  readonly bytes: Buffer;
  /** Leaf hash of these bytes; base64url of it is the `p` of the next entry in the stream. */
  readonly leaf: Hash;
}

/**
 * Bring an entry into its final form. What {@link parseEntry} would refuse is refused here, before it is recorded for
 * ever.
 *
 * @throws MalformedEntry, NotCanonical, EntryTooLarge
 */
export function sealEntry(entry: EntryV1): SealedEntry {
  const problem = problemOf(entry);
  if (problem !== undefined) throw new MalformedEntry(problem);
  const bytes = canonicalBytes(entry);
  if (bytes.length > ENTRY_MAX_BYTES) throw new EntryTooLarge(entry.s, bytes.length);
  return { bytes, leaf: leafHash(bytes) };
}

/**
 * Read an entry that nobody vouches for: canonical to the byte, of the shape of version 1, not too large.
 *
 * @throws MalformedEntry
 */
export function parseEntry(bytes: Uint8Array): EntryV1 {
  if (bytes.length > ENTRY_MAX_BYTES) throw new MalformedEntry(`${bytes.length} bytes`);
  let parsed: unknown;
  try {
    parsed = parseEntryTrusted(bytes);
  } catch (error) {
    throw new MalformedEntry('it is not JSON', error);
  }
  const problem = problemOf(parsed);
  if (problem !== undefined) throw new MalformedEntry(problem);
  if (!isCanonical(bytes, parsed)) throw new MalformedEntry('it is not canonical JSON (RFC 8785)');
  return parsed as EntryV1;
}

/**
 * Read an entry from the ledger's own store, without any check: for folds and projections, whose bytes were checked
 * when they were written and are proven by `henji verify`.
 *
 * @throws SyntaxError when the bytes are not JSON
 */
export function parseEntryTrusted(bytes: Uint8Array): EntryV1 {
  const text = Buffer.isBuffer(bytes) ? bytes.toString('utf8') : Buffer.from(bytes).toString('utf8');
  return JSON.parse(text) as EntryV1;
}
