import { ENTRY_MAX_BYTES } from '../../kernel/entry';
import type { RawBlock, RawRow } from '../../ports/ledger-audit';
import { codeOf, EntryScan } from '../../seal/entry-scan';
import { HASH_BYTES, sha256 } from '../../seal/hash';
import { scannedDigest } from '../../seal/history';
import { checkRow, type KeyLookup } from './check-row';
import type { PackedRows } from './packed-rows';

/**
 * Check the rows of a block one by one, and add them to `packed`.
 *
 * @returns whether every row is sound. If not, what was added says nothing: going row by row finds the first that is
 *   not, and why.
 */
export function checkBlock(block: RawBlock, first: number, keyOf: KeyLookup, packed: PackedRows): boolean {
  const before = packed.rows;
  for (let row = 0, at = 0; row < block.rows; row++) {
    const from = at + 1;
    at = from + (block.sizes[row] ?? 0);
    const place = { row, from, to: at, position: first + row };
    if (!addPlain(block, place, packed) && !addAny(block, place, keyOf, packed)) return false;
  }
  return packed.leavesFrom(before) === block.leaves.toString('latin1');
}

/** A row of a block: its number there, its position in the log, and where its entry lies. */
interface Place {
  readonly row: number;
  readonly position: number;
  readonly from: number;
  readonly to: number;
}

const scan = new EntryScan();
const [ID, S, N, P, AT, C, K] = [
  codeOf('id'),
  codeOf('s'),
  codeOf('n'),
  codeOf('p'),
  codeOf('at'),
  codeOf('c'),
  codeOf('k'),
];
const required = ['v', 'r', 'id', 't', 'tv', 's', 'n', 'oc', 'at', 'ac', 'cmd', 'cor', 'rp', 'cal', 'b'].map(
  codeOf,
);

/**
 * Most rows are plain: ASCII, nothing erasable, not about the ledger itself. One walk over their bytes is enough, without
 * making anything of them. Whatever is not plain, or does not agree with its columns, is left to the full check.
 *
 * @returns false where nothing was added
 */
function addPlain(block: RawBlock, place: Place, packed: PackedRows): boolean {
  const { row, position, from, to } = place;
  const { entries } = block;
  if (block.payloads.has(position) || to - from > ENTRY_MAX_BYTES) return false;
  if (!scan.read(entries, from, to) || !isWhole()) return false;
  const stream = block.streams[block.streamOf[row] ?? 0] ?? '';
  const revision = block.revisions[row] ?? 0;
  if (!agrees(block, row, stream, revision) || !namesPrevious(entries, revision, packed)) return false;
  const digest = scannedDigest(entries, scan, stream);
  if (digest === undefined) return false;
  // The zero before an entry is what a leaf begins with.
  const leaf = sha256(entries.subarray(from - 1, to));
  return packed.add(stream, revision, recordedAt(entries), leaf, digest) === undefined;
}

/** Whether the entry scanned says of itself what the columns of its row say. */
const agrees = ({ entries, ids }: RawBlock, row: number, stream: string, revision: number): boolean =>
  hasId(entries, ids, row) &&
  hasText(entries, S, stream) &&
  integerAt(entries, scan.start(N), scan.end(N)) === revision;

/** Whether the entry scanned names the hash of a predecessor if and only if it must have one; it is kept in `packed`. */
function namesPrevious(entries: Uint8Array, revision: number, packed: PackedRows): boolean {
  const to = scan.end(P);
  return revision === 0 ? to === 0 : to > 0 && packed.nextPrevious(entries, scan.start(P) + 1, to - 1);
}

/** Whether the entry scanned has every member that each entry has, and nothing erasable. */
function isWhole(): boolean {
  for (const code of required) if (scan.end(code) === 0) return false;
  return scan.end(C) === 0 && scan.end(K) === 0;
}

/** Whether the member `id`, text of a UUID, is the id that stands in the row's column. */
function hasId(entries: Uint8Array, ids: Uint8Array, row: number): boolean {
  let at = scan.start(ID) + 1;
  if (scan.end(ID) - at !== ID_LENGTH + 1) return false;
  for (let i = 0; i < ID_BYTES; i++) {
    if ((i === 4 || i === 6 || i === 8 || i === 10) && entries[at++] !== DASH) return false;
    const byte = ids[row * ID_BYTES + i] ?? 0;
    if (entries[at++] !== DIGITS[byte >> 4] || entries[at++] !== DIGITS[byte & 15]) return false;
  }
  return true;
}

/** Whether a member of the entry scanned is this text. */
function hasText(entries: Uint8Array, code: number, text: string): boolean {
  const from = scan.start(code) + 1;
  if (scan.end(code) - from !== text.length + 1 || entries[from - 1] !== QUOTE) return false;
  for (let i = 0; i < text.length; i++) if (entries[from + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** The number that these characters are; NaN where they are none. */
function integerAt(entries: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) number = number * 10 + (DIGIT_VALUES[entries[at] ?? 0] ?? NaN);
  return number;
}

let lastRecorded = '';

/** The recorded time of the entry scanned. Events of one batch share it, so mostly it is the text made last. */
function recordedAt(entries: Buffer): string {
  if (!hasText(entries, AT, lastRecorded)) {
    lastRecorded = entries.toString('latin1', scan.start(AT) + 1, scan.end(AT) - 1);
  }
  return lastRecorded;
}

function addAny(block: RawBlock, place: Place, keyOf: KeyLookup, packed: PackedRows): boolean {
  const row = rowOf(block, place);
  const checked = checkRow(row, keyOf);
  return !('reason' in checked) && packed.addChecked(row.stream, row.revision, checked) === undefined;
}

function rowOf(block: RawBlock, { row, position, from, to }: Place): RawRow {
  return {
    position,
    id: idOf(block.ids.toString('hex', row * ID_BYTES, (row + 1) * ID_BYTES)),
    stream: block.streams[block.streamOf[row] ?? 0] ?? '',
    revision: block.revisions[row] ?? 0,
    entry: block.entries.subarray(from, to),
    leaf: block.leaves.toString('hex', row * HASH_BYTES, (row + 1) * HASH_BYTES),
    payload: block.payloads.get(position) ?? [],
  };
}

const idOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-');

const ID_BYTES = 16;
const ID_LENGTH = 36;
const QUOTE = 0x22;
const DASH = 0x2d;
const DIGITS = Buffer.from('0123456789abcdef');
/** The value of each decimal digit by its code; nothing for other codes. */
const DIGIT_VALUES: readonly (number | undefined)[] = Array.from({ length: 128 }, (_, code) =>
  code >= 0x30 && code <= 0x39 ? code - 0x30 : undefined,
);
