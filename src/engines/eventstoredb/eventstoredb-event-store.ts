import { setTimeout as sleep } from 'node:timers/promises';
import { HenjiError } from '../../kernel/errors';
import {
  LedgerRewound,
  START,
  StoreUnavailable,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type FeedMessage,
  type Head,
  type LedgerAlarm,
  type LedgerInfo,
  type NewRecord,
  type Position,
  type StoredRecord,
  type StreamPage,
  type SubscribeOptions,
} from '../../ports/event-store';
import { addressOf, StreamNames } from './address';
import { AppendLine } from './append-line';
import { Connection } from './connection';
import { EventStoreDbSealer } from './eventstoredb-sealer';
import { identify, type Genesis } from './ledger-identity';
import { LogWatch } from './log-watch';
import { truncated } from './record-codec';
import { SealedTree } from './sealed-tree';
import { ServerLog } from './server-log';
import { StreamEnds } from './stream-ends';
import { usual, type Timing } from './timing';

/** How a ledger on EventStoreDB is opened. */
export interface EventStoreDbOptions {
  /** `esdb://host:2113?tls=false`, with `&ledger=NAME` where it is not `henji`. */
  readonly url: string;
  /** For a server that holds no ledger of this name yet; without it such a server is refused. */
  readonly genesis?: Genesis;
  /** Something of ours was committed by this process, or seen to be there. */
  readonly onCommit?: () => void;
  /** Somebody did something to the ledger's streams past us. */
  readonly onAlarm?: (alarm: LedgerAlarm) => void;
  readonly timing?: Partial<Timing>;
}

const DURABILITY = 'EventStoreDB, acknowledged by a majority after fsync';
/** The most records of one call: what they hold has to fit into memory at both ends. */
const MOST_RECORDS = 1_000;
const MAX_REVISION = 2n ** 63n - 2n;

/**
 * Open the ledger on a server. Several processes may write and read it at once.
 *
 * @throws LedgerAbsent, StoreUnavailable, HenjiError `bad-settings`
 */
export async function openEventStoreDbLedger(options: EventStoreDbOptions): Promise<EventStoreDbEventStore> {
  const { connection: address, ledger } = addressOf(options.url);
  const connection = new Connection(address);
  const timing = { ...usual, ...options.timing };
  const log = new ServerLog(connection, new StreamNames(ledger), timing, options.onAlarm ?? nothing);
  try {
    log.saw(await log.end());
    const server = address.replace(/\/\/[^@/]*@/u, '//').replace(/\?.*$/u, '');
    const logId = await identify(connection, log, options.genesis, server);
    return new EventStoreDbEventStore({ connection, log, logId, onCommit: options.onCommit ?? nothing });
  } catch (error) {
    await connection.close(timing.drain);
    throw error instanceof HenjiError ? error : new StoreUnavailable(String(error), error);
  }
}

// The one export at run time: who loads this file when it is needed finds it by its name.
export type { EventStoreDbEventStore };

const nothing = (): void => undefined;

interface Parts {
  readonly connection: Connection;
  readonly log: ServerLog;
  readonly logId: string;
  readonly onCommit: () => void;
}

/** The ledger on an EventStoreDB server. Made by {@link openEventStoreDbLedger}. */
class EventStoreDbEventStore implements EventStore {
  readonly #parts: Parts;
  readonly #ends = new StreamEnds();
  readonly #appends: AppendLine;
  readonly #watch: LogWatch;
  /** The event that a page ended with, by its position: it must be there still when the reader comes back. */
  readonly #given = new Map<Position, string>();
  #closing: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { connection, log, onCommit } = parts;
    this.#appends = new AppendLine(connection, log, this.#ends);
    this.#watch = new LogWatch(connection, log, onCommit);
  }

  async append(stream: string, expected: ExpectedRevision, records: readonly NewRecord[]): Promise<Appended> {
    this.#demandOpen();
    const appended = await this.#appends.append(stream, expected, records);
    if (appended.outcome === 'appended') {
      this.#watch.announce();
      this.#parts.onCommit();
    }
    return appended;
  }

  async readStream(stream: string, from: bigint, limit: number): Promise<StreamPage> {
    const log = this.#open();
    if (from < 0n) throw new RangeError(`a revision of ${from}`);
    positive(limit);
    if (from > MAX_REVISION) return { exists: (await this.streamHead(stream)) !== undefined, records: [] };
    const found = await this.#asking(stream, () => log.streamRecords(stream, from, 'forwards', limit + 1));
    const known = BigInt(this.#ends.get(stream)?.revision ?? -1);
    if (found === undefined) {
      if (known >= 0n) this.#lost(stream);
      return { exists: false, records: [] };
    }
    this.#demandWhole(stream, from, found);
    return this.#pageOf(stream, { from, limit, known }, found);
  }

  async readAll(after: Position, limit: number): Promise<readonly StoredRecord[]> {
    const log = this.#open();
    positive(limit);
    try {
      const records = await log.after(after, Math.min(limit, MOST_RECORDS), this.#given.get(after));
      const last = records.at(-1);
      if (last !== undefined) this.#remember(last);
      return records;
    } catch (error) {
      if (error instanceof LedgerRewound) {
        this.#ends.forgetAll();
        log.rewound();
      }
      throw error;
    }
  }

  async *subscribe(after: Position, { batch, signal }: SubscribeOptions): AsyncIterable<FeedMessage> {
    let position = after;
    let announced: Position | undefined;
    while (!signal.aborted) {
      const { notices } = this.#watch;
      const records = await this.#page(position, batch, signal);
      const last = records?.at(-1);
      if (records === undefined) continue;
      if (last !== undefined) {
        position = last.position;
        yield { kind: 'records', records };
      } else if (position !== announced) {
        announced = position;
        yield { kind: 'caught-up', position };
      } else {
        await this.#watch.wait(notices, signal);
      }
    }
  }

  async head(): Promise<Head> {
    return { position: (await this.last())?.position ?? START };
  }

  async last(): Promise<StoredRecord | undefined> {
    const [record] = await this.#open().before(undefined, 1);
    return record;
  }

  async streamHead(stream: string): Promise<bigint | undefined> {
    const log = this.#open();
    const found = await this.#asking(stream, () => log.streamRecords(stream, 'end', 'backwards', 1));
    const last = found?.at(-1);
    if (last !== undefined) this.#ends.learnFrom(last);
    return last?.revision;
  }

  async info(): Promise<LedgerInfo> {
    const { logId } = this.#parts;
    return { logId, engine: 'eventstoredb', durability: DURABILITY, keepsOrder: false };
  }

  /** One who seals this ledger, on the connection of this store: stop it before closing the store. */
  sealer(): EventStoreDbSealer {
    const { log } = this.#parts;
    const onAlarm = (alarm: LedgerAlarm): void => {
      log.alarm(alarm);
    };
    return new EventStoreDbSealer({ log, tree: this.sealedTree(), watch: this.#watch, onAlarm });
  }

  /** The tree as it is stored. */
  sealedTree(): SealedTree {
    const { connection, log, logId } = this.#parts;
    return new SealedTree(connection, log, logId);
  }

  /** Waits for appends that were asked, then ends every call. Bounded in time, whatever the server does. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { connection, log } = this.#parts;
    await this.#appends.drained();
    log.close();
    await this.#watch.close();
    await connection.close(log.timing.drain);
  }

  /** A page of a subscription; while the server is away it waits, and nothing once the signal aborts. */
  async #page(
    position: Position,
    batch: number,
    signal: AbortSignal,
  ): Promise<readonly StoredRecord[] | undefined> {
    try {
      return await this.readAll(position, batch);
    } catch (error) {
      const isAway = error instanceof StoreUnavailable && this.#closing === undefined;
      if (!isAway) throw error;
      const [, longest] = this.#parts.log.timing.pause;
      await sleep(longest, undefined, { signal }).catch(() => undefined);
      return undefined;
    }
  }

  #remember({ position, id }: StoredRecord): void {
    this.#given.set(position, id);
    const [oldest] = this.#given.keys();
    if (this.#given.size > MOST_RECORDS && oldest !== undefined) this.#given.delete(oldest);
  }

  /** Fewer records than are known to be there mean that the call has ended early: the next page has what is missing. */
  #pageOf(
    stream: string,
    { from, limit, known }: { readonly from: bigint; readonly limit: number; readonly known: bigint },
    found: readonly StoredRecord[],
  ): StreamPage {
    if (found.length > limit) {
      const records = found.slice(0, limit);
      return { exists: true, records, next: from + BigInt(limit) };
    }
    const last = found.at(-1);
    if (last !== undefined) this.#ends.learnFrom(last);
    const end = from + BigInt(found.length);
    if (end > known) return { exists: true, records: found };
    if (last === undefined) this.#lost(stream);
    return { exists: true, records: found, next: end };
  }

  /** Revisions without a hole from where the page was asked for. */
  #demandWhole(stream: string, from: bigint, records: readonly StoredRecord[]): void {
    records.forEach(({ revision }, i) => {
      if (revision !== from + BigInt(i)) this.#lost(stream);
    });
  }

  #lost(stream: string): never {
    this.#parts.log.alarm(truncated(stream));
    throw new StoreUnavailable(`records of ${stream} were deleted or cut off by somebody on the server`);
  }

  async #asking<T>(stream: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw this.#parts.log.refused(stream, error) ?? error;
    }
  }

  #open(): ServerLog {
    this.#demandOpen();
    return this.#parts.log;
  }

  #demandOpen(): void {
    if (this.#closing !== undefined) throw new StoreUnavailable('the ledger is closed');
  }
}

function positive(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`a limit of ${limit}`);
  return limit;
}
