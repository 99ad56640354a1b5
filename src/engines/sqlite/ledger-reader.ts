import type { Database } from 'better-sqlite3';
import type { Head, StoredRecord, StreamPage, SubjectCiphertext } from '../../ports/event-store';
import { reading } from './database';
import { idOfHex } from './event-id';
import { positionOf } from './ledger-position';

/** The largest number of a row, and of a revision. */
export const MAX_ROW = 2n ** 63n - 1n;

/** One record as it lies in the tables, with its indexed columns. */
export interface RawEvent {
  readonly position: bigint;
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly entry: Buffer;
  /** Sorted by subject; without those that were erased. */
  readonly payloads: readonly SubjectCiphertext[];
}

/** An id comes as hexadecimal digits: a buffer for each would cost more to make, and much more to collect. */
type EventRow = [position: bigint, id: string, stream: string, revision: bigint, entry: Buffer];
type StreamRow = [
  position: bigint,
  revision: bigint,
  id: string,
  entry: Buffer,
  subject: string | null,
  ciphertext: Buffer | null,
];
type PayloadRow = [position: bigint, subject: string, ciphertext: Buffer];

/**
 * Reads records on a connection of its own. Every call is a short transaction, so that the WAL can always be copied back
 * and the writer is never held up.
 */
export class LedgerReader {
  readonly #db: Database;
  readonly #rows: ReturnType<typeof statements>;

  constructor(db: Database) {
    this.#db = db;
    this.#rows = statements(db);
  }

  /** Rows after `after` up to and with `to`, in log order, at most `limit`. */
  range(after: bigint, to: bigint, limit: number): RawEvent[] {
    return this.#reading(() => {
      const rows = this.#rows.range.all(after, to, limit);
      const last = rows.at(-1);
      if (last === undefined) return [];
      return withPayloads(rows, this.#rows.payloads.all(after, last[0]));
    });
  }

  /** Revisions have no holes, so that a range of them is a page; one more tells whether there is a next one. */
  stream(name: string, from: bigint, limit: number): StreamPage {
    return this.#reading(() => {
      const rows =
        from > MAX_ROW ? [] : this.#rows.stream.all(name, from, least(from + BigInt(limit), MAX_ROW));
      if (rows.length === 0) return { exists: this.#rows.streamNo.get(name) !== undefined, records: [] };
      const records = streamRecords(name, rows);
      const next = records.length > limit ? records.pop()?.revision : undefined;
      return { exists: true, records, ...(next === undefined ? {} : { next }) };
    });
  }

  head(): Head {
    const last = this.#reading(() => this.#rows.head.get()) ?? 0n;
    return { position: last === 0n ? '' : positionOf(last), size: last };
  }

  /** The newest record, found by the end of the log, so that nothing else is read. */
  last(): RawEvent | undefined {
    const end = this.#reading(() => this.#rows.head.get()) ?? 0n;
    return end === 0n ? undefined : this.range(end - 1n, MAX_ROW, 1)[0];
  }

  streamHead(name: string): bigint | undefined {
    return this.#reading(() => this.#rows.streamHead.get(name)) ?? undefined;
  }

  close(): void {
    this.#db.close();
  }

  #reading<T>(read: () => T): T {
    return reading(this.#db.name, read);
  }
}

/** A record comes once for each of its ciphertexts, and once where it has none. */
function streamRecords(stream: string, rows: readonly StreamRow[]): StoredRecord[] {
  const records: (StoredRecord & { payload: SubjectCiphertext[] })[] = [];
  for (const [row, revision, id, entry, subject, ciphertext] of rows) {
    let record = records.at(-1);
    if (record?.revision !== revision) {
      record = { position: positionOf(row), id: idOfHex(id), stream, revision, entry, payload: [] };
      records.push(record);
    }
    if (subject !== null && ciphertext !== null) record.payload.push({ subject, ciphertext });
  }
  return records;
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** A raw row as the port shows it. */
export function storedRecord({ position, id, stream, revision, entry, payloads }: RawEvent): StoredRecord {
  return { position: positionOf(position), id, stream, revision, entry, payload: payloads };
}

/** Both lists are in log order, so one walk brings them together. */
function withPayloads(rows: readonly EventRow[], payloads: readonly PayloadRow[]): RawEvent[] {
  let next = 0;
  return rows.map(([position, id, stream, revision, entry]) => {
    const own: SubjectCiphertext[] = [];
    for (let row = payloads[next]; row !== undefined && row[0] <= position; row = payloads[++next]) {
      if (row[0] === position) own.push({ subject: row[1], ciphertext: row[2] });
    }
    return { position, id: idOfHex(id), stream, revision, entry, payloads: own };
  });
}

function statements(db: Database) {
  return {
    range: db
      .prepare<[bigint, bigint, number], EventRow>(
        `SELECT position, lower(hex(id)), name, revision, entry FROM events JOIN streams ON no = stream
         WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`,
      )
      .raw(),
    payloads: db
      .prepare<[bigint, bigint], PayloadRow>(
        `SELECT position, subject, ciphertext FROM payloads
         WHERE position > ? AND position <= ? ORDER BY position, subject`,
      )
      .raw(),
    stream: db
      .prepare<[string, bigint, bigint], StreamRow>(
        `SELECT position, revision, lower(hex(id)), entry, subject, ciphertext
         FROM events LEFT JOIN payloads USING (position)
         WHERE stream = (SELECT no FROM streams WHERE name = ?) AND revision BETWEEN ? AND ?
         ORDER BY revision, subject`,
      )
      .raw(),
    streamNo: db.prepare<[string], bigint>('SELECT no FROM streams WHERE name = ?').pluck(),
    streamHead: db
      .prepare<[string], bigint | null>(
        'SELECT max(revision) FROM events JOIN streams ON no = stream WHERE name = ?',
      )
      .pluck(),
    head: db.prepare<[], bigint | null>('SELECT max(position) FROM events').pluck(),
  };
}
