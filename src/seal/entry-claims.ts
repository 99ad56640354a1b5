import type { EntryV1 } from '../kernel/entry';
import { parseEntryTrusted } from './entry-codec';
import { EntryScan } from './entry-scan';

/** What an entry says of its own place: id, stream, revision, predecessor, ciphertexts. */
export interface EntryClaims {
  readonly id: string;
  /** Stored type name; absent only in an entry that is none. */
  readonly t?: string | undefined;
  readonly s: string;
  readonly n: number;
  readonly p?: string | undefined;
  readonly k?: EntryV1['k'] | undefined;
}

const scan = new EntryScan();
/** An id as the ledger stores it. */
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/u;

/**
 * Read what an entry says of its place; in words, why it says nothing. An entry of plain characters is walked over once,
 * since parsing it would cost the writer as much as storing it; any other is parsed. That its other members are as they
 * should be was checked when it was sealed, and is checked by every verification.
 */
export function claimsOf(entry: Buffer): EntryClaims | string {
  let said: unknown;
  try {
    said = (scan.read(entry) ? scanned(entry.toString('latin1')) : undefined) ?? parseEntryTrusted(entry);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return areClaims(said) ? said : 'an entry that is none';
}

/** The members as they lie in plain text; `undefined` where one of them is not of the usual kind. */
function scanned(text: string): unknown {
  const id = quoted(text, 'id');
  const s = quoted(text, 's');
  const t = quoted(text, 't');
  const p = quoted(text, 'p');
  const n = Number(valueOf(text, 'n') || NaN);
  if (id === undefined || s === undefined || Number.isNaN(n) || (p === undefined && scan.has('p')))
    return undefined;
  return { id, t, s, n, p, k: scan.has('k') ? (JSON.parse(valueOf(text, 'k')) as unknown) : undefined };
}

function quoted(text: string, member: string): string | undefined {
  const value = valueOf(text, member);
  return value.startsWith('"') ? value.slice(1, -1) : undefined;
}

function valueOf(text: string, member: string): string {
  const [from, to] = scan.range(member);
  return text.slice(from, to);
}

function areClaims(value: unknown): value is EntryClaims {
  if (typeof value !== 'object' || value === null) return false;
  const { id, k } = value as { id?: unknown; k?: unknown };
  if (typeof id !== 'string' || !UUID.test(id)) return false;
  return (
    k === undefined || (Array.isArray(k) && k.every((part) => typeof part === 'object' && part !== null))
  );
}
