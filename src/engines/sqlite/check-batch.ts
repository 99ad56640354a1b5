import { ENTRY_MAX_BYTES } from '../../kernel/entry';
import { MAX_BATCH_RECORDS, MAX_CIPHERTEXT_BYTES } from '../../ports/append-limits';
import type { NewRecord, SubjectCiphertext } from '../../ports/event-store';
import { ciphertextDigest } from '../../seal/envelope';
import { hashToBase64url, hashToBytes, type Hash } from '../../seal/hash';
import { leafHash } from '../../seal/tree';
import type { AppendRefused, AppendRequest } from './append-request';
import { claimsOf, type EntryClaims } from './entry-claims';
import { idBytes } from './event-id';

/** A record that says of itself what it is appended as. */
export interface CheckedRecord {
  readonly id: Buffer;
  readonly entry: Buffer;
  readonly leaf: Hash;
  readonly leafBytes: Buffer;
  /** The leaf hash as the next entry must name it. */
  readonly link: string;
  /** Leaf hash of the record before, as the entry names it. */
  readonly previous: string | undefined;
  readonly payload: readonly SubjectCiphertext[];
}

/**
 * Everything about a batch that can be told without the store: sizes, what each entry says of itself, the chain within
 * the batch, and the digests of the ciphertexts.
 */
export function checkBatch({ stream, expected, records }: AppendRequest): CheckedRecord[] | AppendRefused {
  if (records.length === 0) return bad('no records');
  if (records.length > MAX_BATCH_RECORDS) return bad(`more than ${MAX_BATCH_RECORDS} records`);
  if (expected < -1) return bad('a negative revision');
  const checked: CheckedRecord[] = [];
  for (const record of records) {
    const entry = readEntry(record.entry);
    if (typeof entry === 'string') return bad(entry);
    const problem =
      wrongPlace(entry, record.id, stream, expected + 1 + checked.length) ?? wrongPayload(entry, record);
    if (problem !== undefined) return bad(`${record.id}: ${problem}`);
    const before = checked.at(-1);
    if (before !== undefined && before.link !== entry.p) return { code: 'chain-mismatch' };
    checked.push(checkedRecord(record, entry));
  }
  const isTwice = records.length > 1 && new Set(records.map(({ id }) => id)).size < records.length;
  return isTwice ? bad('an event id twice') : checked;
}

const bad = (reason: string): AppendRefused => ({ code: 'bad-append', reason });

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

function wrongPayload(entry: EntryClaims, { payload }: NewRecord): string | undefined {
  if (entry.k === undefined && payload.length === 0) return undefined;
  const digests = new Map(entry.k?.map(({ s, x }) => [s, x]));
  if (digests.size !== (entry.k?.length ?? 0)) return 'the entry names a subject twice';
  if (payload.length !== digests.size)
    return `${payload.length} ciphertexts, where the entry names ${digests.size}`;
  for (const { subject, ciphertext } of payload) {
    const digest = digests.get(subject);
    if (digest === undefined) return `a ciphertext of ${subject}, which the entry does not name`;
    if (ciphertext.length > MAX_CIPHERTEXT_BYTES) return `a ciphertext of ${ciphertext.length} bytes`;
    if (hashToBase64url(ciphertextDigest(ciphertext)) !== digest)
      return `the ciphertext of ${subject} is another`;
    digests.delete(subject);
  }
  return undefined;
}

function checkedRecord({ id, entry, payload }: NewRecord, { p }: EntryClaims): CheckedRecord {
  const leaf = leafHash(entry);
  const leafBytes = hashToBytes(leaf);
  return {
    id: idBytes(id),
    entry,
    leaf,
    leafBytes,
    link: leafBytes.toString('base64url'),
    previous: p,
    payload,
  };
}
