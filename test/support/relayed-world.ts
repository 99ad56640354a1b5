import { setTimeout as sleep } from 'node:timers/promises';
import { ProjectionHost } from '../../projections/host';
import type { Alarm } from '../../projections/status';
import { TopicHost } from '../../projections/topic-host';
import { StoreFeed } from '../../src/app/projections/store-feed';
import { Relay, type RelayParts } from '../../src/app/relay/relay';
import { KafkaPublisher } from '../../src/engines/kafka/kafka-publisher';
import { KafkaTopicFeed } from '../../src/engines/kafka/kafka-topic-feed';
import { MemoryCoordination } from '../../src/engines/memory/memory-coordination';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import type { Recorded } from '../../src/kernel/event';
import {
  START,
  type EventStore,
  type NewRecord,
  type Position,
  type StoredRecord,
} from '../../src/ports/event-store';
import type { ReadModels, ReadModelReader } from '../../src/ports/read-model';
import { parseEntryTrusted } from '../../src/seal/entry-codec';
import { linesOf } from '../projections/hosting';
import { tally } from '../projections/tally';
import { brokersOf, freshTopic } from './kafka-topic';
import { chain } from './records';

export const now = (): number => Date.now();

export const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
};

/** An example record as an event: what {@link tally} counts. */
export function decodeExample(record: StoredRecord): Recorded {
  const entry = parseEntryTrusted(record.entry);
  return {
    type: entry.t,
    data: { amount: (entry.b as { amountFen?: number }).amountFen ?? 0 },
    meta: {
      ...{ id: entry.id, stream: entry.s, revision: entry.n, legal: entry.oc, recordedAt: entry.at },
      ...{ actors: [], commandId: entry.cmd.id, correlationId: entry.cor, rulePacks: [], calendars: [] },
    },
  };
}

/** The rows that a fold of the whole log gives. */
export const foldOf = async (store: EventStore): Promise<readonly string[]> =>
  linesOf(await folded(store, new MemoryReadModels()));

/** The read model of a fold of the whole log. */
export async function folded(store: EventStore, models: ReadModels): Promise<ReadModelReader> {
  const parts = { feed: new StoreFeed(store), models, decode: decodeExample, now, pause };
  const host = await ProjectionHost.open([tally()], parts);
  await host.catchUp();
  await host.close();
  return models.reader(tally());
}

/** Appends while something else goes on, twenty events at a time. */
export async function under<T>(growing: Growing, task: Promise<T>, every = 30): Promise<T> {
  const over = new AbortController();
  const ended = task.finally(() => over.abort());
  for (let round = 0; !over.signal.aborted; round++) {
    await growing.spread(20, 7 + (round % 30));
    await sleep(every);
  }
  return ended;
}

/** Appends to cases that go on: each call adds to the end of the stream. */
export class Growing {
  readonly #last = new Map<string, NewRecord>();
  readonly #revisions = new Map<string, number>();

  constructor(readonly store: EventStore) {}

  async add(stream: string, count: number): Promise<Position> {
    const revision = this.#revisions.get(stream) ?? 0;
    const records = chain(stream, count, { revision, previous: this.#last.get(stream)?.entry });
    const expected = revision === 0 ? 'no-stream' : ({ revision: BigInt(revision - 1) } as const);
    const { position } = await this.store.append(stream, expected, records);
    this.#last.set(stream, records.at(-1) as NewRecord);
    this.#revisions.set(stream, revision + count);
    return position;
  }

  /** So many events over so many cases, in turn. */
  async spread(events: number, cases: number): Promise<void> {
    for (let i = 0; i < events; i++) await this.add(`case-${String(i % cases)}`, 1);
  }
}

/** Relays and projections over one ledger and one topic, each of which may be stopped and started. */
export class RelayedWorld {
  readonly coordination = new MemoryCoordination(now);
  readonly alarms: Alarm[] = [];
  readonly #statuses: (() => Promise<unknown>)[] = [];
  readonly #running: { readonly stop: AbortController; readonly ended: Promise<void> }[] = [];
  #names = 0;

  constructor(
    readonly url: string,
    readonly store: EventStore,
    readonly models: ReadModels = new MemoryReadModels(),
    readonly options: {
      readonly replication?: number;
      readonly parts?: number;
      readonly sessionMs?: number;
      readonly lookEvery?: number;
    } = {},
    readonly topic = freshTopic(),
  ) {}

  get reader(): ReadModelReader {
    return this.models.reader(tally());
  }

  relay(parts: Partial<RelayParts> = {}): Running<Relay> {
    const { replication = 1, parts: count = 3 } = this.options;
    const { topic, store, coordination } = this;
    const relay = new Relay({
      ...{ topic, source: new StoreFeed(store), info: () => store.info(), coordination },
      publisher: () =>
        new KafkaPublisher({
          ...{ brokers: brokersOf(this.url), topic, parts: count, replication, now, sendWithin: 8_000 },
        }),
      ...{ owner: `relay-${String(this.#names++)}`, freshName: () => `filling-${String(this.#names++)}` },
      ...{ now, pause, leaseMs: 2_000 },
      ...parts,
    });
    this.#statuses.push(() => relay.status());
    return this.#started(relay, (signal) => relay.run(signal));
  }

  async projections(models: ReadModels = this.models): Promise<Running<TopicHost>> {
    const { topic, store } = this;
    const { sessionMs = 6_000, lookEvery = 30_000 } = this.options;
    const feed = new KafkaTopicFeed({
      brokers: brokersOf(this.url),
      topic,
      group: `${topic}.rows`,
      sessionMs,
    });
    const { logId } = await store.info();
    const parts = {
      ...{
        topic: feed,
        ledger: new StoreFeed(store),
        models,
        decode: decodeExample,
        logId,
        now,
        pause,
        lookEvery,
      },
      onAlarm: (alarm: Alarm) => this.alarms.push(alarm),
    };
    const host = await TopicHost.open([tally()], parts, AbortSignal.timeout(20_000));
    this.#statuses.push(() => host.status());
    return this.#started(host, async (signal) => {
      await host.run(signal);
      await feed.close();
    });
  }

  /** Settles when the rows hold everything that is in the log. */
  async caughtUp(within = 60_000): Promise<void> {
    const { position } = await this.store.head();
    const until = performance.now() + within;
    for (let at: Position = START; at < position;) {
      if (performance.now() > until)
        throw new Error(`the rows stand at ${at}, the log at ${position}: ${await this.#told()}`);
      await sleep(50);
      at = (await this.reader.checkpoint()).position;
    }
  }

  /** What relays and projections say of themselves. */
  async #told(): Promise<string> {
    return JSON.stringify(await Promise.all(this.#statuses.map((status) => status())));
  }

  async rows(): Promise<readonly string[]> {
    return linesOf(this.reader);
  }

  async stop(): Promise<void> {
    for (const { stop } of this.#running) stop.abort();
    await Promise.all(this.#running.map(({ ended }) => ended));
  }

  #started<T>(it: T, run: (signal: AbortSignal) => Promise<void>): Running<T> {
    const stop = new AbortController();
    const ended = run(stop.signal);
    this.#running.push({ stop, ended });
    return {
      it,
      stop: async () => {
        stop.abort();
        await ended;
      },
    };
  }
}

export interface Running<T> {
  readonly it: T;
  readonly stop: () => Promise<void>;
}
