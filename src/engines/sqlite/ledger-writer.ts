import type { Database } from 'better-sqlite3';
import type { MerkleTree } from '../../seal/tree';
import type { AppendDone, AppendRefused, AppendRequest, AppendResult } from './append-request';
import { checkBatch, type CheckedRecord } from './check-batch';
import { idText } from './event-id';
import { isSqliteError, reasonOf } from './ledger-errors';
import { LedgerTree } from './ledger-tree';
import { StreamHeads, type StreamHead } from './stream-heads';

/**
 * Appends groups of batches to one ledger file: one durable transaction for a group, in which each batch succeeds or is
 * refused alone. A batch is checked in full before its first row is written, so that a refusal leaves nothing to undo.
 *
 * It owns the connection and must be the only writer. It knows nothing of threads.
 */
export class LedgerWriter {
  readonly #db: Database;
  readonly #heads: StreamHeads;
  readonly #ledgerTree: LedgerTree;
  readonly #rows: ReturnType<typeof statements>;
  /** Absent after a group that failed: what was in memory may be ahead of the disk, so it is read again. */
  #tree: MerkleTree | undefined;
  #streams = 0;
  #newestId: Buffer | undefined;
  /** What was taken since the last commit, and why it cannot be committed. */
  #group: Taken[] = [];
  #failed: AppendRefused | undefined;
  /** Leaves before the group. */
  #sizeBefore = 0;

  /** @throws LedgerInconsistent, TreeStateMismatch when the ledger contradicts itself */
  constructor(db: Database) {
    this.#db = db;
    this.#heads = new StreamHeads(db);
    this.#ledgerTree = new LedgerTree(db);
    this.#rows = statements(db);
    this.#load();
  }

  /**
   * Take batches into the group, whose transaction stays open until {@link commit}. What was taken before is seen by
   * what comes after it.
   */
  add(requests: readonly AppendRequest[]): void {
    for (const request of requests) {
      const batch = checkBatch(request);
      const isFit = Array.isArray(batch);
      this.#group.push({ isFit, result: isFit ? this.#take(request, batch) : batch });
    }
  }

  /**
   * End the group. When it returns, what it calls appended is on the disk.
   *
   * @returns results in the order of the requests since the last commit
   */
  commit(): readonly AppendResult[] {
    let step: 'before' | 'commit' = 'before';
    try {
      if (this.#db.inTransaction) {
        if (this.#tree !== undefined && this.#tree.size > this.#sizeBefore) this.#ledgerTree.save(this.#tree);
        step = 'commit';
        this.#rows.commit.run();
      }
    } catch (error) {
      this.#fail(error, step);
    }
    const [group, failed] = [this.#group, this.#failed];
    this.#group = [];
    this.#failed = undefined;
    return group.map(({ result, isFit }) => (isFit && failed !== undefined ? failed : result));
  }

  /** Copies the WAL back into the ledger file and lets go of it. */
  close(): void {
    this.#db.close();
  }

  #load(): MerkleTree {
    this.#streams = this.#rows.lastStream.get() ?? 0;
    this.#tree = this.#ledgerTree.load();
    return this.#tree;
  }

  /** One failure is the failure of the whole group: nothing of it will be committed. */
  #take(request: AppendRequest, batch: readonly CheckedRecord[]): AppendResult {
    if (this.#failed !== undefined) return this.#failed;
    try {
      const tree = this.#tree ?? this.#load();
      if (!this.#db.inTransaction) {
        this.#rows.begin.run();
        this.#sizeBefore = tree.size;
      }
      return this.#append(tree, request, batch);
    } catch (error) {
      return this.#fail(error, 'before');
    }
  }

  #fail(error: unknown, step: 'before' | 'commit'): AppendRefused {
    this.#abandon();
    this.#failed = failure(error, step);
    return this.#failed;
  }

  #abandon(): void {
    this.#tree = undefined;
    this.#newestId = undefined;
    this.#heads.forget();
    try {
      // SQLite has already rolled back by itself after some errors.
      if (this.#db.inTransaction) this.#rows.rollback.run();
    } catch {
      // Nothing was committed; the next BEGIN tells whether the connection is still good.
    }
  }

  #append(
    tree: MerkleTree,
    { stream, expected }: AppendRequest,
    batch: readonly CheckedRecord[],
  ): AppendResult {
    const head = this.#heads.get(stream);
    const current = head?.revision ?? -1;
    if (current !== expected) return this.#retried(head, expected, batch);
    const known = batch.find(({ id }) => this.#isKnown(id));
    if (known !== undefined) return { code: 'id-conflict', id: idText(known.id) };
    if (batch[0]?.previous !== head?.link) return { code: 'chain-mismatch' };
    const end = head ?? this.#newStream(stream);
    this.#insert(tree, end, batch);
    return { code: 'appended', first: expected + 1, last: end.revision, row: tree.size };
  }

  /** Ids grow with time: one beyond the newest cannot be there, and is not looked for. */
  #isKnown(id: Buffer): boolean {
    const newest = this.#newestId ?? this.#rows.newestId.get() ?? Buffer.alloc(0);
    this.#newestId = newest;
    return id.compare(newest) <= 0 && this.#rows.place.get(id) !== undefined;
  }

  #newStream(name: string): StreamHead {
    this.#streams += 1;
    this.#rows.insertStream.run(this.#streams, name);
    const head = { no: this.#streams, revision: -1, link: '' };
    this.#heads.add(name, head);
    return head;
  }

  #insert(tree: MerkleTree, end: StreamHead, batch: readonly CheckedRecord[]): void {
    for (const record of batch) {
      end.revision += 1;
      end.link = record.link;
      // The row is named, so that position = leaf index + 1 cannot come apart: a row in the way is an error.
      const row = tree.size + 1;
      this.#rows.insertEvent.run(row, record.id, end.no, end.revision, record.entry, record.leafBytes);
      for (const { subject, ciphertext } of record.payload)
        this.#rows.insertPayload.run(row, subject, ciphertext);
      tree.push(record.leaf);
      if (this.#newestId !== undefined && record.id.compare(this.#newestId) > 0) this.#newestId = record.id;
    }
  }

  /** The stream is not where it was expected: perhaps because this very batch, or one that begins with it, moved it. */
  #retried(
    head: StreamHead | undefined,
    expected: number,
    batch: readonly CheckedRecord[],
  ): AppendDone | AppendRefused {
    const first = expected + 1;
    const last = expected + batch.length;
    let row: number | undefined;
    let allThere = head !== undefined;
    for (const [i, { id, entry }] of batch.entries()) {
      const there = this.#rows.place.get(id);
      if (there === undefined) {
        allThere = false;
      } else if (there.stream !== head?.no || there.revision !== first + i || !there.entry.equals(entry)) {
        return { code: 'id-conflict', id: idText(id) };
      }
      row = there?.position;
    }
    if (allThere && row !== undefined) return { code: 'already-appended', first, last, row };
    return { code: 'wrong-expected-revision', actual: head?.revision ?? -1 };
  }
}

/** What came of a batch of the group; one that is unfit in itself is refused whatever becomes of the group. */
interface Taken {
  readonly result: AppendResult;
  readonly isFit: boolean;
}

interface Place {
  position: number;
  stream: number;
  revision: number;
  entry: Buffer;
}

function statements(db: Database) {
  return {
    begin: db.prepare<[]>('BEGIN IMMEDIATE'),
    commit: db.prepare<[]>('COMMIT'),
    rollback: db.prepare<[]>('ROLLBACK'),
    place: db
      .prepare<[Buffer], Place>('SELECT position, stream, revision, entry FROM events WHERE id = ?')
      .safeIntegers(false),
    newestId: db.prepare<[], Buffer | null>('SELECT max(id) FROM events').pluck(),
    lastStream: db.prepare<[], number | null>('SELECT max(no) FROM streams').pluck().safeIntegers(false),
    insertStream: db.prepare<[number, string]>('INSERT INTO streams (no, name) VALUES (?, ?)'),
    insertEvent: db.prepare<[number, Buffer, number, number, Buffer, Buffer]>(
      'INSERT INTO events (position, id, stream, revision, entry, leaf) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    insertPayload: db.prepare<[number, string, Buffer]>(
      'INSERT INTO payloads (position, subject, ciphertext) VALUES (?, ?, ?)',
    ),
  };
}

function failure(error: unknown, step: 'before' | 'commit'): AppendRefused {
  // A sync that failed at COMMIT may have left a whole commit frame behind, which a crash would bring to life.
  const uncertain = step === 'commit' && isSqliteError(error) && error.code.startsWith('SQLITE_IOERR');
  return { code: uncertain ? 'outcome-unknown' : 'store-unavailable', reason: reasonOf(error) };
}
