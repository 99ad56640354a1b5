import { ENTRY_MAX_BYTES } from '../kernel/entry';
import { claimsOf, type EntryClaims } from './entry-claims';
import { ciphertextDigest } from './envelope';
import { hashToBase64url, hashToBytes, type Hash } from './hash';
import { leafHash } from './tree';

/** A record as it is given to an engine. */
export interface GivenRecord {
  readonly id: string;
  readonly entry: Buffer;
  readonly payload: readonly { readonly subject: string; readonly ciphertext: Buffer }[];
}

/** A record that says of itself what it is appended as. */
export interface SoundRecord {
  readonly claims: EntryClaims;
  readonly leaf: Hash;
  readonly leafBytes: Buffer;
  /** The leaf hash as the next entry must name it. */
  readonly link: string;
}

/** What an append may hold. */
export interface AppendLimits {
  readonly records: number;
  readonly ciphertextBytes: number;
}

/** Why a batch is wrong in itself. */
export type BatchFault =
  { readonly code: 'bad-append'; readonly reason: string } | { readonly code: 'chain-mismatch' };

/**
 * Everything about a batch that can be told without the store: sizes, what each entry says of itself, the chain within
 * the batch, and the digests of the ciphertexts.
 *
 * @param expected revision that the stream must end with, −1 for "does not exist"
 */
export function checkRecords(
  stream: string,
  expected: number,
  records: readonly GivenRecord[],
  limits: AppendLimits,
): SoundRecord[] | BatchFault {
  if (records.length === 0) return bad('no records');
  if (records.length > limits.records) return bad(`more than ${limits.records} records`);
  if (expected < -1) return bad('a negative revision');
  const checked: SoundRecord[] = [];
  for (const record of records) {
    const claims = readEntry(record.entry);
    if (typeof claims === 'string') return bad(claims);
    const problem =
      wrongPlace(claims, record.id, stream, expected + 1 + checked.length) ??
      wrongPayload(claims, record, limits.ciphertextBytes);
    if (problem !== undefined) return bad(`${record.id}: ${problem}`);
    const before = checked.at(-1);
    if (before !== undefined && before.link !== claims.p) return { code: 'chain-mismatch' };
    const leaf = leafHash(record.entry);
    const leafBytes = hashToBytes(leaf);
    checked.push({ claims, leaf, leafBytes, link: leafBytes.toString('base64url') });
  }
  const isTwice = records.length > 1 && new Set(records.map(({ id }) => id)).size < records.length;
  return isTwice ? bad('an event id twice') : checked;
}

const bad = (reason: string): BatchFault => ({ code: 'bad-append', reason });

function readEntry(entry: Buffer): EntryClaims | string {
  if (entry.length <= ENTRY_MAX_BYTES) return claimsOf(entry);
  return `an entry of ${entry.length} bytes, more than ${ENTRY_MAX_BYTES}`;
}

function wrongPlace(entry: EntryClaims, id: string, stream: string, revision: number): string | undefined {
  if (entry.id !== id) return `the entry is of event ${entry.id}`;
  if (entry.s !== stream) return `the entry is of stream ${entry.s}, not ${stream}`;
  if (entry.n !== revision) return `the entry is of revision ${entry.n}, not ${revision}`;
  return undefined;
}

function wrongPayload(entry: EntryClaims, { payload }: GivenRecord, most: number): string | undefined {
  if (entry.k === undefined && payload.length === 0) return undefined;
  const digests = new Map(entry.k?.map(({ s, x }) => [s, x]));
  if (digests.size !== (entry.k?.length ?? 0)) return 'the entry names a subject twice';
  if (payload.length !== digests.size)
    return `${payload.length} ciphertexts, where the entry names ${digests.size}`;
  for (const { subject, ciphertext } of payload) {
    const digest = digests.get(subject);
    if (digest === undefined) return `a ciphertext of ${subject}, which the entry does not name`;
    if (ciphertext.length > most) return `a ciphertext of ${ciphertext.length} bytes`;
    if (hashToBase64url(ciphertextDigest(ciphertext)) !== digest)
      return `the ciphertext of ${subject} is another`;
    digests.delete(subject);
  }
  return undefined;
}
