import type { Database } from 'better-sqlite3';
import type { LedgerAudit, RawBlock, RawRow, RawTile } from '../../ports/ledger-audit';
import { MerkleTree } from '../../seal/tree';
import { blockOf, PACKED_ROWS, type PackedColumns } from './audit-block';
import { idOfHex } from './event-id';
import { openLedgerForReading } from './ledger-file';

type EventRow = [position: number, id: string, stream: number, revision: number, entry: Buffer, leaf: string];
type PayloadRow = [position: number, subject: string, ciphertext: Buffer];

/**
 * The raw rows of a SQLite ledger. It holds one read transaction from opening to closing, so that rows, tiles and tree
 * state are of one moment; the writer goes on beside it.
 *
 * @throws LedgerMissing, FileUnreadable, FileFromLaterBuild
 */
export class SqliteLedgerAudit implements LedgerAudit {
  readonly #db: Database;
  readonly #events;
  readonly #packed;
  readonly #payloads;
  readonly #name;

  constructor(folder: string) {
    this.#db = openLedgerForReading(folder).db.defaultSafeIntegers(false);
    this.#db.exec('BEGIN');
    this.#events = this.#db
      .prepare<[number, number], EventRow>(
        `SELECT position, lower(hex(id)), stream, revision, entry, lower(hex(leaf)) FROM events
         WHERE position >= ? AND position < ? ORDER BY position`,
      )
      .raw();
    this.#packed = this.#db.prepare<[number, number, number], PackedColumns>(PACKED_ROWS);
    this.#name = this.#db.prepare<[number], string>('SELECT name FROM streams WHERE no = ?').pluck();
    this.#payloads = this.#db
      .prepare<[number, number], PayloadRow>(
        `SELECT position, subject, ciphertext FROM payloads
         WHERE position >= ? AND position < ? ORDER BY position, subject`,
      )
      .raw();
  }

  bounds(): { readonly first: number; readonly last: number } {
    const row = this.#db
      .prepare<[], [number | null, number | null]>('SELECT min(position), max(position) FROM events')
      .raw()
      .get();
    return { first: row?.[0] ?? 0, last: row?.[1] ?? 0 };
  }

  rows(from: number, to: number): readonly RawRow[] {
    const payloads = this.#payloads.all(from, to);
    const names = new Map<number, string>();
    let next = 0;
    return this.#events.all(from, to).map(([position, id, stream, revision, entry, leaf]) => {
      const payload: { subject: string; ciphertext: Buffer }[] = [];
      for (let row = payloads[next]; row !== undefined && row[0] <= position; row = payloads[++next]) {
        if (row[0] === position) payload.push({ subject: row[1], ciphertext: row[2] });
      }
      return {
        position,
        id: idOfHex(id),
        stream: this.#nameOf(stream, names),
        revision,
        entry,
        leaf,
        payload,
      };
    });
  }

  block(from: number, to: number): RawBlock | undefined {
    const columns = this.#packed.get(from, from, to);
    return columns === undefined ? undefined : blockOf(columns, this.#payloadsOf(from, to));
  }

  #payloadsOf(from: number, to: number): ReadonlyMap<number, RawRow['payload']> {
    const payloads = new Map<number, { subject: string; ciphertext: Buffer }[]>();
    for (const [position, subject, ciphertext] of this.#payloads.iterate(from, to)) {
      const known = payloads.get(position);
      if (known === undefined) payloads.set(position, [{ subject, ciphertext }]);
      else known.push({ subject, ciphertext });
    }
    return payloads;
  }

  /** A row whose stream was taken away is shown under no name, not skipped. */
  #nameOf(stream: number, known: Map<number, string>): string {
    let name = known.get(stream);
    if (name === undefined) known.set(stream, (name = this.#name.get(stream) ?? ''));
    return name;
  }

  tiles(): Iterable<RawTile> {
    const tiles = this.#db.prepare<[], RawTile>(
      'SELECT level, idx AS "index", data FROM tree_tile ORDER BY level, idx',
    );
    return tiles.iterate();
  }

  treeState(): { readonly size: number; readonly slots: Buffer } {
    const state = this.#db
      .prepare<[], { size: number; slots: Buffer }>('SELECT size, slots FROM tree_state')
      .get();
    return state ?? { size: 0, slots: new MerkleTree().serialise() };
  }

  damage(): string | undefined {
    const found = this.#db.pragma('quick_check(1)', { simple: true }) as string;
    return found === 'ok' ? undefined : found;
  }

  close(): void {
    this.#db.close();
  }
}
