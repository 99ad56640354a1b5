import type { Database } from 'better-sqlite3';
import { hashToBase64url } from '../../seal/hash';
import { leafHash } from '../../seal/tree';

/** Where a stream ends. */
export interface StreamHead {
  /** Number of the stream in table `streams`. */
  readonly no: number;
  readonly revision: number;
  /** Leaf hash of the last entry, as the next one must name it. */
  readonly link: string;
}

const CAPACITY = 50_000;

/**
 * The ends of the streams in use, least recently used first out, so that the check of an append seldom asks the disk.
 * It is true only as long as nobody else writes and what it was told gets committed: forget it after a rollback.
 */
export class StreamHeads {
  readonly #known = new Map<string, StreamHead>();
  readonly #find;

  constructor(db: Database) {
    this.#find = db
      .prepare<[string], { no: number; revision: number; entry: Buffer }>(
        `SELECT no, revision, entry FROM streams JOIN events ON stream = no
         WHERE name = ? ORDER BY revision DESC LIMIT 1`,
      )
      .safeIntegers(false);
  }

  get(stream: string): StreamHead | undefined {
    const known = this.#known.get(stream);
    if (known !== undefined) return known;
    const row = this.#find.get(stream);
    if (row === undefined) return undefined;
    const head = { no: row.no, revision: row.revision, link: hashToBase64url(leafHash(row.entry)) };
    this.set(stream, head);
    return head;
  }

  set(stream: string, head: StreamHead): void {
    // Set again, so that the order of the map is the order of use.
    this.#known.delete(stream);
    this.#known.set(stream, head);
    if (this.#known.size <= CAPACITY) return;
    const oldest = this.#known.keys().next();
    if (oldest.done !== true) this.#known.delete(oldest.value);
  }

  forget(): void {
    this.#known.clear();
  }
}
