import { createHash } from 'node:crypto';
import { ENTRY_MAX_BYTES, type EntryV1 } from '../kernel/entry';
import { canonicalBytes } from './canonical-json';
import { codeOf, type EntryScan } from './entry-scan';
import { HASH_BYTES, sha256, type Hash } from './hash';

/**
 * Categories of streams about the ledger itself; their facts differ between two runs over the same source: what is read
 * and traced names entries by their hashes, and these have random members; what a watch finds depends on the day on which
 * it looks, and of sealed records it names pseudonyms, which each ledger has of its own.
 */
const ledgerCategories: ReadonlySet<string> = new Set([
  'import',
  'refusal',
  'keys',
  'alert',
  'sealedalert',
  'reminder',
  'reading',
  'tracing',
]);

/**
 * What an event adds to the history of a ledger: SHA-256 over the canonical JSON of revision, type, version, legal
 * time, public members and import mark. Ids, recorded times and random members are left out, so that two imports of one
 * file come to the same.
 *
 * Of streams about the ledger itself (`import-`, `refusal-`, `keys-`, `alert-`, `sealedalert-`, `reminder-`, `reading-`,
 * `tracing-`) only type, version and the hash of the file (public member `file`) count.
 */
export function eventDigest(entry: EntryV1): Hash {
  const { t, tv, n, oc, b, src } = entry;
  if (isAboutLedger(entry.s)) {
    const file = b['file'];
    return sha256(canonicalBytes(file === undefined ? { t, tv } : { file, t, tv }));
  }
  return sha256(canonicalBytes(src === undefined ? { b, n, oc, t, tv } : { b, n, oc, src, t, tv }));
}

/** Whether a stream is about the ledger itself. */
const isAboutLedger = (stream: string): boolean =>
  ledgerCategories.has(stream.slice(0, Math.max(stream.indexOf('-'), 0)));

/** Members that count, in canonical order, with the bytes `"name":` before their values. */
const counted = ['b', 'n', 'oc', 'src', 't', 'tv'].map((name) => ({
  code: codeOf(name),
  nameBytes: name.length + 3,
}));
const scratch = Buffer.alloc(ENTRY_MAX_BYTES + 64);

/**
 * {@link eventDigest} of an entry that was scanned: the counted members are copied as they stand, since they are
 * canonical already. `undefined` for streams about the ledger itself, whose rule needs the parsed entry.
 */
export function scannedDigest(bytes: Uint8Array, scan: EntryScan, stream: string): Hash | undefined {
  if (isAboutLedger(stream)) return undefined;
  let at = 0;
  for (const { code, nameBytes } of counted) {
    const to = scan.end(code);
    if (to === 0) continue;
    scratch[at] = at === 0 ? OPEN_BRACE : COMMA;
    at += 1;
    // A native copy costs more than so few bytes.
    for (let from = scan.start(code) - nameBytes; from < to; from++) scratch[at++] = bytes[from] ?? 0;
  }
  if (at === 0) scratch[at++] = OPEN_BRACE;
  scratch[at++] = CLOSE_BRACE;
  return sha256(scratch.subarray(0, at));
}

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COMMA = 0x2c;
const RECORD_BYTES = 8 + HASH_BYTES;
const BATCH = 512;

/**
 * Puts event digests together in log order:
 *
 *     SHA-256("henji/history/v1" ‖ 0x00 ‖ (u64 stream ‖ digest[32])*)
 *
 * where streams are numbered from 0 by first appearance. Keeps one number for each stream in memory.
 */
export class HistoryFold {
  readonly #hash = createHash('sha256').update('henji/history/v1\u0000');
  readonly #streams = new Map<string, number>();
  readonly #batch = Buffer.alloc(BATCH * RECORD_BYTES);
  #filled = 0;

  /** The number of a stream, which is new if it was not asked for before: asked in the order of first appearance. */
  numberOf(stream: string): number {
    let number = this.#streams.get(stream);
    if (number === undefined) {
      number = this.#streams.size;
      this.#streams.set(stream, number);
    }
    return number;
  }

  /** The next event in log order: the number of its stream, and its {@link eventDigest}. */
  add(number: number, digest: Hash): void {
    // A log has fewer than 2^48 streams; the two high bytes stay zero.
    this.#batch.writeUIntBE(number, this.#filled + 2, 6);
    this.#batch.write(digest, this.#filled + 8, HASH_BYTES, 'latin1');
    this.#filled += RECORD_BYTES;
    if (this.#filled < this.#batch.length) return;
    this.#hash.update(this.#batch);
    this.#filled = 0;
  }

  /** History of what was added so far, lower-case hexadecimal. More may be added after it. */
  hex(): string {
    return this.#hash.copy().update(this.#batch.subarray(0, this.#filled)).digest('hex');
  }
}
