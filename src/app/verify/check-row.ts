import type { EntryV1 } from '../../kernel/entry';
import { HenjiError } from '../../kernel/errors';
import type { RawRow } from '../../ports/ledger-audit';
import { canonicalJson } from '../../seal/canonical-json';
import { commit, commitmentSalt } from '../../seal/commitment';
import { ciphertextDigest, decryptMembers } from '../../seal/envelope';
import { parseEntry } from '../../seal/entry-codec';
import { eventDigest } from '../../seal/history';
import { leafHash } from '../../seal/tree';
import { hashToBase64url, hashToHex, type Hash } from '../../seal/hash';

/** What one row contributes to the whole, as far as it can be told from the row alone. */
export interface CheckedRow {
  readonly leaf: string;
  readonly digest: string;
  readonly previous: string | undefined;
  readonly recordedAt: string;
  /** Payloads opened against their commitments, and payloads whose key was not at hand. */
  readonly opened: number;
  readonly unopened: number;
}

/** What is wrong with a row, and the stream it says it belongs to. */
export interface RowFault {
  readonly stream: string;
  readonly reason: string;
}

/** The data key behind a subject key handle, where it is at hand. */
export type KeyLookup = (handle: string) => Buffer | undefined;

/** Check everything that one row says of itself: canonical entry, indexed columns, payload hashes, commitments. */
export function checkRow(row: RawRow, keyOf: KeyLookup): CheckedRow | RowFault {
  let entry: EntryV1;
  try {
    entry = parseEntry(row.entry);
  } catch (error) {
    return { stream: row.stream, reason: error instanceof HenjiError ? error.en : String(error) };
  }
  const leaf = leafHash(row.entry);
  const payload = wrongColumn(row, entry, leaf) ?? checkPayload(row, entry, keyOf);
  if (typeof payload === 'string') return { stream: entry.s, reason: payload };
  return {
    leaf,
    digest: eventDigest(entry),
    previous: entry.p,
    recordedAt: entry.at,
    ...payload,
  };
}

function wrongColumn(row: RawRow, entry: EntryV1, leaf: Hash): string | undefined {
  if (row.leaf !== hashToHex(leaf)) return 'the entry is not the one whose leaf hash was stored with it';
  if (entry.id !== row.id) return `column id is ${row.id}, the entry says ${entry.id}`;
  if (entry.s !== row.stream) return `column stream is ${row.stream}, the entry says ${entry.s}`;
  if (entry.n !== row.revision) return `column revision is ${row.revision}, the entry says ${entry.n}`;
  return undefined;
}

function checkPayload(
  row: RawRow,
  entry: EntryV1,
  keyOf: KeyLookup,
): { opened: number; unopened: number } | string {
  const named = entry.k ?? [];
  if (row.payload.length > named.length) return 'there is a payload that the entry does not name';
  const counts = { opened: 0, unopened: 0 };
  for (const { s, x } of named) {
    const found = row.payload.find(({ subject }) => subject === s);
    if (found === undefined) return `the payload of ${s} is missing`;
    if (hashToBase64url(ciphertextDigest(found.ciphertext)) !== x) return `the payload of ${s} was changed`;
    const key = keyOf(s);
    if (key === undefined) {
      counts.unopened += 1;
      continue;
    }
    const fault = checkCommitments(entry, s, found.ciphertext, key);
    if (fault !== undefined) return fault;
    counts.opened += 1;
  }
  return counts;
}

function checkCommitments(
  entry: EntryV1,
  subject: string,
  ciphertext: Buffer,
  key: Buffer,
): string | undefined {
  let members: Record<string, unknown>;
  try {
    members = JSON.parse(
      decryptMembers(key, { stream: entry.s, revision: entry.n, subject }, ciphertext).toString(),
    ) as Record<string, unknown>;
  } catch {
    return `the payload of ${subject} cannot be opened with its key`;
  }
  for (const [path, value] of Object.entries(members)) {
    const salt = commitmentSalt(key, entry.s, entry.n, path);
    const commitment = hashToBase64url(commit(path, salt, Buffer.from(canonicalJson(value))));
    if (entry.c?.[path] !== commitment) return `the commitment of ${path} does not fit its payload`;
  }
  const name = subject.slice(subject.lastIndexOf('/') + 1);
  const missing = Object.keys(entry.c ?? {}).find(
    (path) => path.startsWith(`${name}.`) && !(path in members),
  );
  return missing === undefined ? undefined : `the member ${missing} is missing from its payload`;
}
