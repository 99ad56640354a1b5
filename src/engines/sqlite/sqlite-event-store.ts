import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import {
  LedgerRewound,
  StoreUnavailable,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type FeedMessage,
  type Head,
  type LedgerInfo,
  type NewRecord,
  type Position,
  type StoredRecord,
  type StreamPage,
  type SubscribeOptions,
} from '../../ports/event-store';
import { HenjiError } from '../../kernel/errors';
import { errorOf, expectedNumber, isDone } from './append-request';
import { WakeSignal } from '../wake-signal';
import { DURABILITY } from './database';
import { reasonOf } from './ledger-errors';
import { ledgerFile, openLedgerForReading, prepareLedger, type Genesis } from './ledger-file';
import { KnownHeads, NO_STREAM } from './known-heads';
import { LedgerLock } from './ledger-lock';
import { positionOf, rowOf } from './ledger-position';
import { LedgerReader, MAX_ROW, storedRecord } from './ledger-reader';
import { WriterLine, type GroupCommitted } from './writer-line';

/** How a ledger is opened. */
export type SqliteLedgerOptions =
  | { readonly folder: string; readonly mode: 'read' }
  | {
      readonly folder: string;
      readonly mode: 'write';
      /** For a folder that holds no ledger yet. */
      readonly genesis: Genesis;
      /** Told of each group that was committed. */
      readonly onGroup?: (group: GroupCommitted) => void;
    };

/** A subscription looks this often for what another process has written. */
const POLL_MS = 250;

/**
 * Open the ledger of a folder. `write` takes the lock beside it, makes or upgrades the file and starts the writer's
 * thread; `read` takes no lock, changes nothing and works beside a running writer.
 *
 * @throws LedgerLocked, LedgerMissing (read), StoreUnavailable (write), FileUnreadable, FileFromLaterBuild,
 *   LedgerInconsistent, TreeStateMismatch
 */
export async function openSqliteLedger(options: SqliteLedgerOptions): Promise<SqliteEventStore> {
  const { folder } = options;
  if (options.mode === 'read') return new SqliteEventStore(folder, undefined, new WakeSignal());
  const commits = new WakeSignal();
  const lock = inWords(() => takeLock(folder));
  try {
    await prepareLedger(folder, options.genesis);
    const line = await WriterLine.start(ledgerFile(folder), (group) => {
      if (group.records > 0) commits.announce();
      options.onGroup?.(group);
    });
    return new SqliteEventStore(folder, { lock, line }, commits);
  } catch (error) {
    lock.release();
    return inWords(() => {
      throw error;
    });
  }
}

function takeLock(folder: string): LedgerLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return LedgerLock.take(folder, { pid: process.pid, token: randomUUID() });
}

function inWords<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw error instanceof HenjiError ? error : new StoreUnavailable(reasonOf(error), error);
  }
}

/**
 * The ledger in one SQLite file. Appends go to a thread of its own, where one sync serves all that arrived during the
 * last one; reads run here, on a connection that cannot write. Made by {@link openSqliteLedger}.
 */
export class SqliteEventStore implements EventStore {
  readonly #reader: LedgerReader;
  readonly #logId: string;
  readonly #writing: { readonly lock: LedgerLock; readonly line: WriterLine } | undefined;
  readonly #commits: WakeSignal;
  readonly #heads = new KnownHeads();
  #closing: Promise<void> | undefined;

  constructor(
    folder: string,
    writing: { lock: LedgerLock; line: WriterLine } | undefined,
    commits: WakeSignal,
  ) {
    const { db, logId } = openLedgerForReading(folder);
    this.#reader = new LedgerReader(db);
    this.#logId = logId;
    this.#writing = writing;
    this.#commits = commits;
  }

  async append(stream: string, expected: ExpectedRevision, records: readonly NewRecord[]): Promise<Appended> {
    if (this.#writing === undefined) throw new StoreUnavailable('the ledger was opened for reading');
    const request = { stream, expected: expectedNumber(expected), records };
    const result = await this.#writing.line.append(request);
    if (!isDone(result)) {
      this.#heads.forget(stream);
      throw errorOf(result, stream, expected);
    }
    const lastRevision = BigInt(result.last);
    this.#heads.learn(stream, lastRevision);
    return {
      outcome: result.code,
      firstRevision: BigInt(result.first),
      lastRevision,
      position: positionOf(result.row),
    };
  }

  async readStream(stream: string, from: bigint, limit: number): Promise<StreamPage> {
    if (from < 0n) throw new RangeError(`a revision of ${from}`);
    return this.#open().stream(stream, from, positive(limit));
  }

  async readAll(after: Position, limit: number): Promise<readonly StoredRecord[]> {
    const reader = this.#open();
    const row = rowOf(after);
    const records = reader.range(row, MAX_ROW, positive(limit)).map(storedRecord);
    // Behind a row that is there something follows, or nothing does; behind one that is not nothing ever did.
    if (records.length === 0 && row > (reader.head().size ?? 0n)) throw new LedgerRewound(after);
    return records;
  }

  async *subscribe(after: Position, { batch, signal }: SubscribeOptions): AsyncIterable<FeedMessage> {
    let position = after;
    let announced: Position | undefined;
    while (!signal.aborted) {
      const { notices } = this.#commits;
      const records = await this.readAll(position, batch);
      const last = records.at(-1);
      if (last !== undefined) {
        position = last.position;
        yield { kind: 'records', records };
      } else if (position !== announced) {
        announced = position;
        yield { kind: 'caught-up', position };
      } else {
        await this.#commits.wait(notices, POLL_MS, signal);
      }
    }
  }

  async head(): Promise<Head> {
    return this.#open().head();
  }

  async last(): Promise<StoredRecord | undefined> {
    const last = this.#open().last();
    return last === undefined ? undefined : storedRecord(last);
  }

  async streamHead(stream: string): Promise<bigint | undefined> {
    const reader = this.#open();
    if (this.#writing === undefined) return reader.streamHead(stream);
    let head = this.#heads.get(stream);
    if (head === undefined) {
      head = reader.streamHead(stream) ?? NO_STREAM;
      this.#heads.learn(stream, head);
    }
    return head === NO_STREAM ? undefined : head;
  }

  async info(): Promise<LedgerInfo> {
    return { logId: this.#logId, engine: 'sqlite', durability: DURABILITY, keepsOrder: true };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    // The last connection to go copies the WAL back and removes it, which a reading one cannot.
    this.#reader.close();
    await this.#writing?.line.close();
    this.#writing?.lock.release();
    this.#commits.announce();
  }

  #open(): LedgerReader {
    if (this.#closing !== undefined) throw new StoreUnavailable('the ledger is closed');
    return this.#reader;
  }
}

function positive(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`a limit of ${limit}`);
  return limit;
}
