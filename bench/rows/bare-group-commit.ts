import { randomUUID } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import { SystemEntropy } from '../../src/app/entropy';
import { openForWriting } from '../../src/engines/sqlite/database';
import { idBytes } from '../../src/engines/sqlite/event-id';
import { ledgerFile, prepareLedger } from '../../src/engines/sqlite/ledger-file';
import { newEventId } from '../entries';
import { timed, type Timed } from '../rounds';

const entropy = new SystemEntropy();

/** A row that is ready to be bound. */
export interface BareRow {
  readonly id: Buffer;
  readonly stream: number;
  readonly revision: number;
  readonly entry: Buffer;
  readonly leaf: Buffer;
}

/**
 * The limit of durable appends: the ledger's own table with its two indexes, on the ledger's own settings, in one
 * thread that does nothing but insert rows of the same size that lie ready, a group in one transaction.
 */
export class BareGroupCommit {
  readonly #begin: Statement;
  readonly #insert: Statement;
  readonly #commit: Statement;
  #streams = 0;

  private constructor(
    private readonly db: Database,
    private readonly entryBytes: number,
  ) {
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#insert = db.prepare(
      'INSERT INTO events (id, stream, revision, entry, leaf) VALUES (?, ?, ?, ?, ?)',
    );
    this.#commit = db.prepare('COMMIT');
  }

  /** In a new ledger file, without anything that makes it a ledger. */
  static async open(folder: string, entryBytes: number): Promise<BareGroupCommit> {
    await prepareLedger(folder, { logId: randomUUID(), createdAt: new Date().toISOString() });
    return new BareGroupCommit(openForWriting(ledgerFile(folder)), entryBytes);
  }

  /** Insert `groups` transactions of one row for each of `writers`; only the inserting is timed. */
  run(groups: number, writers: number, eventsPerStream: number): Promise<Timed> {
    const rows = this.#rows(groups, writers, eventsPerStream);
    return timed(groups * writers, () => {
      this.insert(rows);
    });
  }

  insert(groups: readonly (readonly BareRow[])[]): void {
    for (const group of groups) {
      this.#begin.run();
      for (const { id, stream, revision, entry, leaf } of group)
        this.#insert.run(id, stream, revision, entry, leaf);
      this.#commit.run();
    }
  }

  row(stream: number, revision: number): BareRow {
    return {
      id: idBytes(newEventId()),
      stream,
      revision,
      entry: entropy.bytes(this.entryBytes),
      leaf: entropy.bytes(32),
    };
  }

  close(): void {
    this.db.close();
  }

  #rows(groups: number, writers: number, eventsPerStream: number): readonly (readonly BareRow[])[] {
    const streams = Array.from({ length: writers }, () => 0);
    return Array.from({ length: groups }, (_, group) =>
      streams.map((_stream, writer) => {
        const revision = group % eventsPerStream;
        if (revision === 0) streams[writer] = ++this.#streams;
        return this.row(streams[writer] ?? 0, revision);
      }),
    );
  }
}
