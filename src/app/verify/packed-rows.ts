import type { CheckedRow } from './check-row';
import { HASH_BYTES, hashBytesOf, type Hash } from '../../seal/hash';

/**
 * Positions `from` up to and without `to`, checked row by row; a fault ends the chunk at the first row that has one. It
 * goes from thread to thread, so what there is one of for each row is packed.
 */
export interface CheckedChunk {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** One {@link Hash} a row after the other: leaf hashes, and digests for the history. */
  readonly leaves: string;
  readonly digests: string;
  /** 32 bytes a row: the previous hashes that the entries name, zero at revision 0. */
  readonly previous: Uint8Array;
  /** Names of the streams of this chunk, and which of them each row belongs to. */
  readonly streams: readonly string[];
  readonly streamOf: Uint32Array;
  readonly revisions: Uint32Array;
  /** Recorded times of the first and the last row. */
  readonly recorded: readonly [first: string, last: string];
  readonly opened: number;
  readonly unopened: number;
  readonly fault?: RangeFault;
}

export interface RangeFault {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly reason: string;
}

/** The rows of a chunk as they come. Memory of their own for what is handed to another thread. */
export class PackedRows {
  readonly #leaves: Hash[] = [];
  readonly #digests: Hash[] = [];
  readonly #previous: Buffer;
  readonly #streamOf: Uint32Array;
  readonly #revisions: Uint32Array;
  readonly #streams = new Map<string, number>();
  readonly #payloads = { opened: 0, unopened: 0 };
  #stream: { readonly name: string; readonly number: number } | undefined;
  #first = '';
  #last = '';

  /** @param isInOrder whether recorded times never go back: true of a log that one process writes */
  constructor(
    capacity: number,
    private readonly isInOrder = true,
  ) {
    this.#previous = Buffer.from(new ArrayBuffer(capacity * HASH_BYTES));
    this.#streamOf = new Uint32Array(capacity);
    this.#revisions = new Uint32Array(capacity);
  }

  get rows(): number {
    return this.#leaves.length;
  }

  /** Add a row. @returns why it cannot follow the one before */
  add(stream: string, revision: number, recordedAt: string, leaf: Hash, digest: Hash): string | undefined {
    if (this.isInOrder && recordedAt < this.#last) {
      return `recorded at ${recordedAt}, before its predecessor (${this.#last})`;
    }
    const row = this.#leaves.length;
    this.#leaves.push(leaf);
    this.#digests.push(digest);
    this.#streamOf[row] = this.#numberOf(stream);
    this.#revisions[row] = revision;
    if (row === 0) this.#first = recordedAt;
    this.#last = recordedAt;
    return undefined;
  }

  /** Add a row that had the full check. @returns why it cannot follow the one before */
  addChecked(stream: string, revision: number, checked: CheckedRow): string | undefined {
    const { recordedAt, leaf, digest, previous = '' } = checked;
    if (!this.nextPrevious(Buffer.from(previous), 0, previous.length)) {
      this.#previous.fill(0, this.rows * HASH_BYTES, (this.rows + 1) * HASH_BYTES);
    }
    const reason = this.add(stream, revision, recordedAt, leaf, digest);
    if (reason !== undefined) return reason;
    this.#payloads.opened += checked.opened;
    this.#payloads.unopened += checked.unopened;
    return undefined;
  }

  /** What the row to be added next says of its predecessor, base64url as bytes. @returns whether it is a hash */
  nextPrevious(bytes: Uint8Array, from: number, to: number): boolean {
    return hashBytesOf(bytes, from, to, this.#previous, this.rows * HASH_BYTES);
  }

  /** Leaf hashes from a row on, one after the other. */
  leavesFrom(row: number): string {
    return this.#leaves.slice(row).join('');
  }

  chunk(from: number, to: number, fault: RangeFault | undefined): CheckedChunk {
    return {
      ...{ from, to, rows: this.rows, ...this.#payloads },
      leaves: this.#leaves.join(''),
      digests: this.#digests.join(''),
      previous: this.#previous,
      streams: [...this.#streams.keys()],
      streamOf: this.#streamOf,
      revisions: this.#revisions,
      recorded: [this.#first, this.#last],
      ...(fault === undefined ? {} : { fault }),
    };
  }

  /** Rows of one stream mostly come together. */
  #numberOf(name: string): number {
    if (this.#stream?.name === name) return this.#stream.number;
    let number = this.#streams.get(name);
    if (number === undefined) this.#streams.set(name, (number = this.#streams.size));
    this.#stream = { name, number };
    return number;
  }
}

/** The memory that goes with a chunk to another thread. */
export const transferOf = ({ previous, streamOf, revisions }: CheckedChunk): ArrayBuffer[] =>
  [previous, streamOf, revisions].map(({ buffer }) => buffer as ArrayBuffer);
