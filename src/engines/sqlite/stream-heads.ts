import type { Database } from 'better-sqlite3';
import { hashToBase64url } from '../../seal/hash';
import { leafHash } from '../../seal/tree';

/** Where a stream ends. It moves in place with every append. */
export interface StreamHead {
  /** Number of the stream in table `streams`. */
  readonly no: number;
  revision: number;
  /** Leaf hash of the last entry, as the next one must name it. */
  link: string;
}

/** Streams remembered at most twice over. */
const CAPACITY = 25_000;

/**
 * The ends of the streams in use, so that the check of an append seldom asks the disk. Two generations stand in for an
 * order of use: what was not asked for while as many others came is let go.
 *
 * It is true only as long as nobody else writes and what it was told gets committed: forget it after a rollback.
 */
export class StreamHeads {
  #recent = new Map<string, StreamHead>();
  #before = new Map<string, StreamHead>();
  readonly #find;

  constructor(
    db: Database,
    private readonly capacity = CAPACITY,
  ) {
    this.#find = db
      .prepare<[string], { no: number; revision: number; entry: Buffer }>(
        `SELECT no, revision, entry FROM streams JOIN events ON stream = no
         WHERE name = ? ORDER BY revision DESC LIMIT 1`,
      )
      .safeIntegers(false);
  }

  /** `undefined` for a stream that does not exist. */
  get(stream: string): StreamHead | undefined {
    const recent = this.#recent.get(stream);
    if (recent !== undefined) return recent;
    const head = this.#before.get(stream) ?? this.#read(stream);
    if (head !== undefined) this.add(stream, head);
    return head;
  }

  /** A stream that was just begun. */
  add(stream: string, head: StreamHead): void {
    if (this.#recent.size >= this.capacity) {
      this.#before = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(stream, head);
  }

  forget(): void {
    this.#recent.clear();
    this.#before.clear();
  }

  #read(stream: string): StreamHead | undefined {
    const row = this.#find.get(stream);
    if (row === undefined) return undefined;
    return { no: row.no, revision: row.revision, link: hashToBase64url(leafHash(row.entry)) };
  }
}
