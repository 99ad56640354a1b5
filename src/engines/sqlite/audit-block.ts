import type { RawBlock } from '../../ports/ledger-audit';

/** What {@link PACKED_ROWS} answers. */
export interface PackedColumns {
  readonly rows: number;
  readonly sound: number | null;
  readonly offsets: string | null;
  readonly entries: Buffer | null;
  readonly sizes: string | null;
  readonly ids: Buffer | null;
  readonly leaves: Buffer | null;
  readonly revisions: string | null;
  readonly numbers: string | null;
  readonly names: string | null;
}

/**
 * A range of rows in one row: the driver makes a dozen values for it instead of half a dozen for each event. The rows
 * are put together in the order in which SQLite comes by them, which is that of the log; that it was is seen from the
 * offsets. Of each column every row gives exactly one part, of the kind and size that it should have, or the row is
 * not counted as sound.
 */
export const PACKED_ROWS = `
  SELECT count(*) AS rows,
    sum(typeof(entry) = 'blob' AND length(id) = 16 AND typeof(id) = 'blob' AND length(leaf) = 32
      AND typeof(leaf) = 'blob' AND typeof(revision) = 'integer' AND name IS NOT NULL) AS sound,
    group_concat(position - CAST(? AS INTEGER)) AS offsets,
    CAST(x'00' || group_concat(entry, x'00') AS BLOB) AS entries,
    group_concat(length(entry)) AS sizes,
    CAST(group_concat(id, '') AS BLOB) AS ids,
    CAST(group_concat(leaf, '') AS BLOB) AS leaves,
    group_concat(revision) AS revisions,
    group_concat(stream) AS numbers,
    group_concat(name) AS names
  FROM events LEFT JOIN streams ON no = stream
  WHERE position >= ? AND position < ?`;

const nothing = Buffer.alloc(0);

/** The columns as a block; nothing where they are not what {@link RawBlock} promises. */
export function blockOf(columns: PackedColumns, payloads: RawBlock['payloads']): RawBlock | undefined {
  const { rows, sound, offsets, entries, ids, leaves } = columns;
  if (sound !== rows || offsets !== offsetsTo(rows)) return undefined;
  const sizes = numbersOf(columns.sizes, rows);
  const revisions = numbersOf(columns.revisions, rows);
  const numbers = numbersOf(columns.numbers, rows);
  // A name with a comma in it makes one more, and is then looked at row by row.
  const names = (columns.names ?? '').split(',');
  if (sizes === undefined || revisions === undefined || numbers === undefined || names.length !== rows) {
    return undefined;
  }
  const streams: string[] = [];
  const streamOf = new Uint32Array(rows);
  const known = new Map<number, number>();
  numbers.forEach((number, row) => {
    let stream = known.get(number);
    if (stream === undefined) {
      known.set(number, (stream = streams.length));
      streams.push(names[row] ?? '');
    }
    streamOf[row] = stream;
  });
  const bytes = { entries: entries ?? nothing, ids: ids ?? nothing, leaves: leaves ?? nothing };
  return { rows, ...bytes, sizes, revisions, streams, streamOf, payloads };
}

let known = { rows: 0, text: '' };

/** `0,1,2` for 3 rows. Nearly every block has as many rows as the one before. */
function offsetsTo(rows: number): string {
  if (known.rows !== rows) known = { rows, text: Array.from({ length: rows }, (_, row) => row).join() };
  return known.text;
}

const COMMA = 0x2c;
const ZERO = 0x30;
const MOST = 0xffff_ffff;

/** So many whole numbers below 2^32, separated by commas; nothing where it is anything else. */
function numbersOf(text: string | null, count: number): Uint32Array | undefined {
  if (text === null) return undefined;
  const numbers = new Uint32Array(count);
  let found = 0;
  let number = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA) {
      numbers[found++] = number;
      number = 0;
      continue;
    }
    const digit = code - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
    if (number > MOST) return undefined;
  }
  numbers[found++] = number;
  return found === count ? numbers : undefined;
}
