import type { EntryV1 } from '../../kernel/entry';
import { MAX_BATCH_RECORDS } from '../../ports/append-limits';
import {
  BadAppend,
  ChainMismatch,
  IdConflict,
  LedgerRewound,
  StoreUnavailable,
  WrongExpectedRevision,
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
import { hashToBase64url } from '../../seal/hash';
import { leafHash, MerkleTree } from '../../seal/tree';
import { checkedEntry } from './check-record';
import { positionOf, rowOf } from './memory-position';

/**
 * The reference engine: what the port promises, in the fewest words, without a disk. For tests and for whoever writes
 * another engine. Nothing survives the process.
 */
export class MemoryEventStore implements EventStore {
  readonly #log: StoredRecord[] = [];
  readonly #streams = new Map<string, StoredRecord[]>();
  readonly #byId = new Map<string, StoredRecord>();
  readonly #tree = new MerkleTree();
  readonly #waiting = new Set<() => void>();
  #isClosed = false;

  /** @param logId uuid, as every ledger has one */
  constructor(private readonly logId: string) {}

  async append(stream: string, expected: ExpectedRevision, records: readonly NewRecord[]): Promise<Appended> {
    this.#demandOpen();
    const first = expected === 'no-stream' ? 0n : expected.revision + 1n;
    const entries = checkBatch(stream, first, records);
    const there = this.#streams.get(stream) ?? [];
    for (const [i, record] of records.entries()) this.#demandFreeOrSame(stream, first + BigInt(i), record);
    const earlier = records.map(({ id }) => this.#byId.get(id));
    if (earlier.every((record) => record !== undefined)) return appended('already-appended', earlier);
    if (BigInt(there.length) !== first) {
      throw new WrongExpectedRevision(stream, expected, there.at(-1)?.revision);
    }
    if (entries[0]?.p !== linkOf(there.at(-1))) throw new ChainMismatch(stream);
    return appended('appended', this.#store(stream, there, records));
  }

  async readStream(stream: string, from: bigint, limit: number): Promise<StreamPage> {
    this.#demandOpen();
    if (from < 0n) throw new RangeError(`a revision of ${from}`);
    const end = Number(from) + positive(limit);
    const all = this.#streams.get(stream);
    if (all === undefined) return { exists: false, records: [] };
    const records = all.slice(Number(from), end);
    return { exists: true, records, ...(end < all.length ? { next: BigInt(end) } : {}) };
  }

  async readAll(after: Position, limit: number): Promise<readonly StoredRecord[]> {
    this.#demandOpen();
    const from = rowOf(after);
    positive(limit);
    if (from > this.#log.length) throw new LedgerRewound(after);
    return this.#log.slice(from, from + limit);
  }

  async *subscribe(after: Position, { batch, signal }: SubscribeOptions): AsyncIterable<FeedMessage> {
    let position = after;
    let announced: Position | undefined;
    while (!signal.aborted) {
      const records = await this.readAll(position, batch);
      const last = records.at(-1);
      if (last !== undefined) {
        position = last.position;
        yield { kind: 'records', records };
      } else if (position !== announced) {
        announced = position;
        yield { kind: 'caught-up', position };
      } else {
        await this.#newRecords(rowOf(position), signal);
      }
    }
  }

  async head(): Promise<Head> {
    this.#demandOpen();
    return { position: this.#log.at(-1)?.position ?? '', size: BigInt(this.#log.length) };
  }

  async last(): Promise<StoredRecord | undefined> {
    this.#demandOpen();
    return this.#log.at(-1);
  }

  async streamHead(stream: string): Promise<bigint | undefined> {
    this.#demandOpen();
    return this.#streams.get(stream)?.at(-1)?.revision;
  }

  async info(): Promise<LedgerInfo> {
    return { logId: this.logId, engine: 'memory', durability: 'none', keepsOrder: true };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
  }

  /** The RFC 6962 tree over all entries, in log order, as `MerkleTree.serialise` writes it. */
  treeState(): Buffer {
    return this.#tree.serialise();
  }

  #demandOpen(): void {
    if (this.#isClosed) throw new StoreUnavailable('the ledger is closed');
  }

  /** An id that is in the log must be there as this very record. */
  #demandFreeOrSame(stream: string, revision: bigint, { id, entry }: NewRecord): void {
    const there = this.#byId.get(id);
    if (there === undefined) return;
    if (there.stream === stream && there.revision === revision && there.entry.equals(entry)) return;
    throw new IdConflict(id);
  }

  #store(stream: string, there: StoredRecord[], records: readonly NewRecord[]): StoredRecord[] {
    const stored = records.map(({ id, entry, payload }) => {
      const record: StoredRecord = {
        id,
        stream,
        revision: BigInt(there.length),
        position: positionOf(this.#log.length + 1),
        entry: Buffer.from(entry),
        payload: payload
          .map(({ subject, ciphertext }) => ({ subject, ciphertext: Buffer.from(ciphertext) }))
          .sort((a, b) => (a.subject < b.subject ? -1 : 1)),
      };
      there.push(record);
      this.#log.push(record);
      this.#byId.set(id, record);
      this.#tree.push(leafHash(entry));
      return record;
    });
    this.#streams.set(stream, there);
    this.#wake();
    return stored;
  }

  #newRecords(seen: number, signal: AbortSignal): Promise<void> {
    if (this.#isClosed || this.#log.length > seen) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}

/** What can be told of a batch without the log. @throws BadAppend, ChainMismatch */
function checkBatch(stream: string, first: bigint, records: readonly NewRecord[]): EntryV1[] {
  if (first < 0n) throw new BadAppend('a negative revision');
  if (records.length === 0) throw new BadAppend('no records');
  if (records.length > MAX_BATCH_RECORDS) throw new BadAppend(`more than ${MAX_BATCH_RECORDS} records`);
  const entries = records.map((record, i) => checkedEntry(record, stream, Number(first) + i));
  for (const [i, entry] of entries.entries()) {
    if (i > 0 && entry.p !== linkOf(records[i - 1])) throw new ChainMismatch(stream);
  }
  if (new Set(records.map(({ id }) => id)).size < records.length) throw new BadAppend('an event id twice');
  return entries;
}

/** Leaf hash of a record as the next one names it; `undefined` where none comes before. */
const linkOf = (record: NewRecord | undefined): string | undefined =>
  record === undefined ? undefined : hashToBase64url(leafHash(record.entry));

function appended(outcome: Appended['outcome'], records: readonly StoredRecord[]): Appended {
  const [first, last] = [records[0], records.at(-1)] as [StoredRecord, StoredRecord];
  return { outcome, firstRevision: first.revision, lastRevision: last.revision, position: last.position };
}

function positive(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`a limit of ${limit}`);
  return limit;
}
