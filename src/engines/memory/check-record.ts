import { ENTRY_MAX_BYTES, type EntryV1 } from '../../kernel/entry';
import { MAX_CIPHERTEXT_BYTES } from '../../ports/append-limits';
import { BadAppend, type NewRecord } from '../../ports/event-store';
import { parseEntryTrusted } from '../../seal/entry-codec';
import { ciphertextDigest } from '../../seal/envelope';
import { hashToBase64url } from '../../seal/hash';

/**
 * The entry of a record that says of itself what it is appended as, and whose payload is the one it names.
 *
 * @throws BadAppend
 */
export function checkedEntry(record: NewRecord, stream: string, revision: number): EntryV1 {
  const entry = readEntry(record.entry);
  demand(entry.id === record.id, `${record.id}: the entry is of event ${entry.id}`);
  demand(entry.s === stream, `${record.id}: the entry is of stream ${entry.s}, not ${stream}`);
  demand(entry.n === revision, `${record.id}: the entry is of revision ${entry.n}, not ${revision}`);
  const named = [...(entry.k ?? [])].map(({ s, x }) => `${s} ${x}`).sort();
  const given = record.payload.map(({ subject, ciphertext }) => {
    demand(
      ciphertext.length <= MAX_CIPHERTEXT_BYTES,
      `${record.id}: a ciphertext of ${ciphertext.length} bytes`,
    );
    return `${subject} ${hashToBase64url(ciphertextDigest(ciphertext))}`;
  });
  demand(new Set(entry.k?.map(({ s }) => s)).size === named.length, `${record.id}: a subject twice`);
  demand(
    named.join() === given.sort().join(),
    `${record.id}: the ciphertexts are not those that the entry names`,
  );
  return entry;
}

function readEntry(bytes: Buffer): EntryV1 {
  demand(bytes.length <= ENTRY_MAX_BYTES, `an entry of ${bytes.length} bytes, more than ${ENTRY_MAX_BYTES}`);
  let entry: unknown;
  try {
    entry = parseEntryTrusted(bytes);
  } catch (error) {
    throw new BadAppend(error instanceof Error ? error.message : String(error));
  }
  if (isEntryLike(entry)) return entry;
  throw new BadAppend('an entry that is none');
}

/** What is asked of an entry here is what it should be; all of it is checked when it is sealed and when it is verified. */
function isEntryLike(value: unknown): value is EntryV1 {
  if (typeof value !== 'object' || value === null) return false;
  const { id, k = [] } = value as { id?: unknown; k?: unknown };
  const isUuid = typeof id === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/u.test(id);
  return isUuid && Array.isArray(k) && k.every((part) => typeof part === 'object' && part !== null);
}

function demand(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new BadAppend(otherwise);
}
