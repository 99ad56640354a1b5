import { hash } from 'node:crypto';

/** What a row says of itself, as far as repeated rows are told by it. */
export interface RowIdentity {
  readonly caseId: string;
  readonly key: string;
  /** All of the row that matters: two rows with one key and the same content are one row. */
  readonly content: string;
}

/** Words of one place of the table: eight bytes of the digest of the key, eight of that of the content. */
const WORDS = 4;
const FIRST_PLACES = 1 << 12;

/**
 * The rows of a file seen so far, by case and key, with a digest of what they said. A file may have millions of rows,
 * so they lie in one table of numbers, 16 bytes a place and never more than three quarters full; as texts in a map they
 * would take ten times as much.
 *
 * Two keys of which the first 63 bits of SHA-1 agree would be taken for one: among ten million rows once in a hundred
 * thousand files, and the row would be listed as rejected, not lost.
 */
export class SeenRows {
  #table = new Int32Array(FIRST_PLACES * WORDS);
  #rows = 0;

  /** Whether the row is new, says the same as an earlier one, or contradicts it. */
  add({ caseId, key, content }: RowIdentity): 'new' | 'same' | 'other' {
    if (4 * (this.#rows + 1) > 3 * (this.#table.length / WORDS)) this.#grow();
    const name = hash('sha1', `${caseId}\u0000${key}`, 'binary');
    const said = hash('sha1', content, 'binary');
    // Zero marks a free place.
    const [high, low] = [wordAt(name, 0) | 1, wordAt(name, 4)];
    const [first, second] = [wordAt(said, 0), wordAt(said, 4)];
    const table = this.#table;
    const at = placeOf(table, high, low);
    if (table[at] === 0) {
      table.set([high, low, first, second], at);
      this.#rows += 1;
      return 'new';
    }
    return table[at + 2] === first && table[at + 3] === second ? 'same' : 'other';
  }

  #grow(): void {
    const old = this.#table;
    const table = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      const high = old[at] ?? 0;
      if (high !== 0) table.set(old.subarray(at, at + WORDS), placeOf(table, high, old[at + 1] ?? 0));
    }
    this.#table = table;
  }
}

/** Four bytes of a digest as a number. */
const wordAt = (digest: string, at: number): number =>
  digest.charCodeAt(at) |
  (digest.charCodeAt(at + 1) << 8) |
  (digest.charCodeAt(at + 2) << 16) |
  (digest.charCodeAt(at + 3) << 24);

/** Where a key lies, or the free place where it belongs. */
function placeOf(table: Int32Array, high: number, low: number): number {
  const places = table.length / WORDS;
  for (let place = (low >>> 0) % places; ; place = (place + 1) % places) {
    const at = place * WORDS;
    if (table[at] === 0 || (table[at] === high && table[at + 1] === low)) return at;
  }
}
