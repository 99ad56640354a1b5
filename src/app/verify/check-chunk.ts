import type { LedgerAudit } from '../../ports/ledger-audit';
import type { SubjectKeys } from '../../ports/subject-keys';
import { HASH_BYTES } from '../../seal/hash';
import { checkRow } from './check-row';

/**
 * Positions `from` up to and without `to`, checked row by row; a fault ends the chunk at the first row that has one. It
 * goes from thread to thread, so what there is one of for each row is packed.
 */
export interface CheckedChunk {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** 32 bytes a row: leaf hashes, digests for the history, and the previous hashes that the entries name (zero at revision 0). */
  readonly leaves: Uint8Array;
  readonly digests: Uint8Array;
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

/** Check a range of positions. Nothing outside the range is asked; ranges can be checked in any order. */
export async function checkChunk(
  audit: LedgerAudit,
  from: number,
  to: number,
  keys: Pick<SubjectKeys, 'getMany'>,
): Promise<CheckedChunk> {
  const rows = audit.rows(from, to);
  const handles = rows.flatMap(({ payload }) => payload.map(({ subject }) => subject));
  const known = handles.length === 0 ? undefined : await keys.getMany(handles);
  const packed = new PackedRows(to - from);
  for (const row of rows) {
    const expected = from + packed.rows;
    const { position, stream, revision } = row;
    if (position !== expected) {
      const reason = `events ${expected} to ${position - 1} are missing before it`;
      return packed.chunk(from, to, { position, stream, revision, reason });
    }
    const checked = checkRow(row, (handle) => known?.get(handle));
    const fault = 'reason' in checked ? checked : packed.add(row, checked);
    if (fault !== undefined) return packed.chunk(from, to, { ...fault, position, revision });
  }
  return packed.chunk(from, to, undefined);
}

type Checked = Exclude<ReturnType<typeof checkRow>, { reason: string }>;

/** Memory of their own for the packed columns, since they are handed to another thread. */
class PackedRows {
  rows = 0;
  readonly #leaves: Buffer;
  readonly #digests: Buffer;
  readonly #previous: Buffer;
  readonly #streamOf: Uint32Array;
  readonly #revisions: Uint32Array;
  readonly #streams = new Map<string, number>();
  readonly #payloads = { opened: 0, unopened: 0 };
  #first = '';
  #last = '';

  constructor(capacity: number) {
    const hashes = (): Buffer => Buffer.from(new ArrayBuffer(capacity * HASH_BYTES));
    this.#leaves = hashes();
    this.#digests = hashes();
    this.#previous = hashes();
    this.#streamOf = new Uint32Array(capacity);
    this.#revisions = new Uint32Array(capacity);
  }

  add(
    { stream, revision }: { readonly stream: string; readonly revision: number },
    checked: Checked,
  ): { stream: string; reason: string } | undefined {
    if (checked.recordedAt < this.#last) {
      return { stream, reason: `recorded at ${checked.recordedAt}, before its predecessor (${this.#last})` };
    }
    const row = this.rows++;
    const at = row * HASH_BYTES;
    this.#leaves.write(checked.leaf, at, HASH_BYTES, 'latin1');
    this.#digests.write(checked.digest, at, HASH_BYTES, 'latin1');
    if (checked.previous !== undefined) this.#previous.write(checked.previous, at, HASH_BYTES, 'base64url');
    let number = this.#streams.get(stream);
    if (number === undefined) this.#streams.set(stream, (number = this.#streams.size));
    this.#streamOf[row] = number;
    this.#revisions[row] = revision;
    this.#payloads.opened += checked.opened;
    this.#payloads.unopened += checked.unopened;
    if (row === 0) this.#first = checked.recordedAt;
    this.#last = checked.recordedAt;
    return undefined;
  }

  chunk(from: number, to: number, fault: RangeFault | undefined): CheckedChunk {
    const { rows } = this;
    return {
      ...{ from, to, rows, ...this.#payloads },
      leaves: this.#leaves,
      digests: this.#digests,
      previous: this.#previous,
      streams: [...this.#streams.keys()],
      streamOf: this.#streamOf,
      revisions: this.#revisions,
      recorded: [this.#first, this.#last],
      ...(fault === undefined ? {} : { fault }),
    };
  }
}

/** The memory that goes with a chunk to another thread. */
export const transferOf = ({ leaves, digests, previous, streamOf, revisions }: CheckedChunk): ArrayBuffer[] =>
  [leaves, digests, previous, streamOf, revisions].map(({ buffer }) => buffer as ArrayBuffer);
