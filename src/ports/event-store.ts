import { HenjiError } from '../kernel/errors';

/**
 * The ledger as an ordered, append-only log of records in streams.
 *
 * Every engine keeps these promises, and `test/contract/event-store.contract.ts` asks all of them the same questions:
 *
 * - `append` is all or nothing, and settles only when the batch is durable (fsync, or the acknowledgement of a
 *   majority). It never overwrites and never appends blind: there is no "any", no "force", no delete.
 * - Within a stream revisions are 0, 1, 2 … without holes. `readAll` shows records in one total order that never
 *   changes, and shows a record only after every earlier one can be seen: a reader that remembers the last position
 *   it saw misses nothing.
 * - Positions are opaque text that sorts by code unit in log order; nobody outside the engine does arithmetic on them.
 * - The engine checks that each entry says of itself the id, stream, revision and previous hash under which it is
 *   appended, and pushes its leaf into the RFC 6962 tree (`Sealer` engines: a follower does, in log order).
 */
export interface EventStore {
  /**
   * Append `records` to `stream`, which must be in the state `expected`.
   *
   * Retrying the same batch with the same `expected` is safe for ever and answers `already-appended` with the same
   * revisions, as does a prefix of a batch that was appended. The same id with other content, or in another place, is
   * {@link IdConflict}; an engine that keeps no index of all ids (EventStoreDB) notices it only where the batch would
   * lie, so that whoever makes ids makes them once. An empty batch is a {@link BadAppend}.
   *
   * @throws WrongExpectedRevision, IdConflict, ChainMismatch, BadAppend, StoreUnavailable, OutcomeUnknown
   */
  append(stream: string, expected: ExpectedRevision, records: readonly NewRecord[]): Promise<Appended>;

  /**
   * A page of one stream, oldest first, starting at revision `from` (inclusive), at most `limit` records.
   * A stream that does not exist is `exists: false`, not an error.
   */
  readStream(stream: string, from: bigint, limit: number): Promise<StreamPage>;

  /**
   * Records after `after` (exclusive; `START` = from the first), oldest first, at most `limit`.
   *
   * @throws LedgerRewound where the log has no record at `after`
   */
  readAll(after: Position, limit: number): Promise<readonly StoredRecord[]>;

  /**
   * Follow the log after `after` until `signal` aborts: pages of at most `batch` records, then `caught-up` whenever
   * the end is reached. Pull-based: nothing is read ahead of the consumer. May repeat after a reconnect, never skips.
   */
  subscribe(after: Position, options: SubscribeOptions): AsyncIterable<FeedMessage>;

  /** Position of the last record and, where the engine knows it, the number of records. */
  head(): Promise<Head>;

  /** The newest record, or `undefined` in an empty log. */
  last(): Promise<StoredRecord | undefined>;

  /** Last revision of a stream, or `undefined` when there is none. */
  streamHead(stream: string): Promise<bigint | undefined>;

  /** Who this ledger is. A log id that changes under a reader means a swapped or restored store. */
  info(): Promise<LedgerInfo>;

  /** Drains what is in flight and releases locks. Idempotent. */
  close(): Promise<void>;
}

/** Opaque, sorts by code unit in log order. */
export type Position = string;

/** Before the first record. */
export const START: Position = '';

/** What the caller believes of the stream. There is nothing weaker, since revision and previous hash are in the record. */
export type ExpectedRevision = 'no-stream' | { readonly revision: bigint };

/** One record to append. `entry` is canonical JSON, the only bytes that are hashed into the log. */
export interface NewRecord {
  /** Event id, uuid v7 text. */
  readonly id: string;
  readonly entry: Buffer;
  /** Erasable ciphertexts, one for each subject named in the entry's `k`. */
  readonly payload: readonly SubjectCiphertext[];
}

/** Ciphertext of the erasable members of one subject in one event. */
export interface SubjectCiphertext {
  /** Subject key handle as in the entry's `k[].s`. */
  readonly subject: string;
  readonly ciphertext: Buffer;
}

/** A record as it lies in the log. */
export interface StoredRecord extends NewRecord {
  readonly position: Position;
  readonly stream: string;
  readonly revision: bigint;
}

export interface Appended {
  readonly outcome: 'appended' | 'already-appended';
  readonly firstRevision: bigint;
  readonly lastRevision: bigint;
  /** Position of the last record of the batch. */
  readonly position: Position;
}

export interface StreamPage {
  readonly exists: boolean;
  readonly records: readonly StoredRecord[];
  /** Revision to read from next, or `undefined` at the end of the stream. */
  readonly next?: bigint;
}

export interface SubscribeOptions {
  readonly batch: number;
  readonly signal: AbortSignal;
}

export type FeedMessage =
  | { readonly kind: 'records'; readonly records: readonly StoredRecord[] }
  | { readonly kind: 'caught-up'; readonly position: Position };

export interface Head {
  readonly position: Position;
  /** Number of records, known to one-process engines. */
  readonly size?: bigint;
}

export interface LedgerInfo {
  readonly logId: string;
  readonly engine: string;
  /** In words: `WAL, synchronous=FULL`. Printed beside every figure we publish. */
  readonly durability: string;
  /**
   * Whether appends to different streams lie in the log in the order in which they were asked, without waiting for one
   * before the next is asked.
   */
  readonly keepsOrder: boolean;
}

/** The stream is not in the state the caller expected. Nothing was stored. */
export class WrongExpectedRevision extends HenjiError {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: bigint | undefined,
  ) {
    const want = expected === 'no-stream' ? 'no stream' : `revision ${expected.revision}`;
    const found = actual === undefined ? 'no stream' : `revision ${actual}`;
    super({
      code: 'wrong-expected-revision',
      zh: `记录流 ${stream} 已被他人更新：预期 ${want}，实际 ${found}`,
      en: `${stream}: expected ${want}, found ${found}`,
      wayOut: { zh: '重新读取后再次提交', en: 'read the stream again and submit again' },
    });
  }
}

/** The event id is already in the log with other content or in another place. Nothing was stored. */
export class IdConflict extends HenjiError {
  constructor(readonly eventId: string) {
    super({
      code: 'id-conflict',
      zh: `事件编号 ${eventId} 已用于不同内容`,
      en: `event id ${eventId} is already in the log with other content or in another place`,
    });
  }
}

/** The entry names another previous hash than the one the stream ends with. Nothing was stored. */
export class ChainMismatch extends HenjiError {
  constructor(readonly stream: string) {
    super({
      code: 'chain-mismatch',
      zh: `记录流 ${stream} 的前一哈希不符`,
      en: `${stream}: the entry names another previous hash than the one the stream ends with`,
    });
  }
}

/** The batch itself is wrong: empty, too large, or an entry that says something else of itself. Nothing was stored. */
export class BadAppend extends HenjiError {
  constructor(reason: string) {
    super({ code: 'bad-append', zh: `追加内容不合规：${reason}`, en: `bad append: ${reason}` });
  }
}

/** The store cannot take appends now (disk full, read-only, closed, locked). Nothing was stored. */
export class StoreUnavailable extends HenjiError {
  constructor(reason: string, cause?: unknown) {
    super({
      code: 'store-unavailable',
      zh: `账本暂不可写：${reason}`,
      en: `the ledger cannot be written: ${reason}`,
      wayOut: {
        zh: '腾出磁盘空间或恢复写权限后重试；已确认的记录不受影响',
        en: 'free disk space or restore write access and try again; acknowledged records are safe',
      },
      cause,
    });
  }
}

/** Whether the batch was stored is not known. Only the same batch may be retried. */
export class OutcomeUnknown extends HenjiError {
  constructor(stream: string, cause?: unknown) {
    super({
      code: 'outcome-unknown',
      zh: `无法确认 ${stream} 的追加是否成功`,
      en: `it is not known whether the append to ${stream} was stored`,
      wayOut: { zh: '以同一命令编号重试', en: 'retry with the same command id' },
      cause,
    });
  }
}

/**
 * The log has no record at a position that it once gave out: it was put back from an older copy, or it is another one.
 * Whoever remembers the position stops and asks.
 */
export class LedgerRewound extends HenjiError {
  constructor(position: Position, found?: { readonly expected: string; readonly there: string | undefined }) {
    const at =
      found === undefined ? '' : found.there === undefined ? '（无记录）' : `（现为 ${found.there}）`;
    super({
      code: 'ledger-rewound',
      zh: `账本在位置 ${position} 已不是原来的记录${at}`,
      en:
        found === undefined
          ? `the ledger has no record at ${position}, which was read before`
          : `the ledger has ${found.there ?? 'no record'} at ${position}, where ${found.expected} was read before`,
      wayOut: {
        zh: '账本可能由旧备份恢复或已更换；核对后重建读模型',
        en: 'it was put back from an older copy, or it is another ledger; make sure, then rebuild what was read from it',
      },
      details: { position },
    });
  }
}

/** Something was done to the ledger's streams past us: a matter for whoever looks after it, not for the caller. */
export interface LedgerAlarm {
  readonly code: 'foreign-delete' | 'foreign-truncation' | 'foreign-event' | 'tree-broken';
  readonly stream: string;
  readonly zh: string;
  readonly en: string;
}
