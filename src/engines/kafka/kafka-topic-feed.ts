import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { TopicConsumer, TopicFeed, TopicPlace } from '../../ports/topic-feed';
import { kafkaClient, type KafkaPlace } from './client';
import { partOf } from './part-of';
import { SliceReader, type PlacedSlice } from './slices';

export interface KafkaTopicFeedOptions extends KafkaPlace {
  /** Processes of one group share the parts. */
  readonly group: string;
  /** A member that is silent for so long is left out, in milliseconds. Default 10,000. */
  readonly sessionMs?: number;
}

const SESSION_MS = 10_000;
/** How long a broker may wait for something to come, and so how long a change of place may take. */
const FETCH_WAIT_MS = 300;
const LOOK_AGAIN_MS = 500;
/** How long leaving may take; a member that is gone without a word is left out when its session ends. */
const LEAVE_MS = 5_000;
/** A topic is read again from so long before the time in question: clocks of several writers differ. */
const MARGIN_MS = 600_000;
/** How often the offsets are told to Kafka, for those who look at lag there. They are not where we go on from. */
const TELL_EVERY_MS = 5_000;

/** A topic read by a consumer group of kafkajs. A consumer that fails is thrown away for a new one. */
export class KafkaTopicFeed implements TopicFeed {
  readonly topic: string;
  readonly #kafka: Kafka;
  readonly #admin: Admin;
  readonly #lags = new Map<number, number>();
  #connected: Promise<void> | undefined;

  constructor(private readonly options: KafkaTopicFeedOptions) {
    this.topic = options.topic;
    this.#kafka = kafkaClient(options.brokers, 'henji-projections');
    this.#admin = this.#kafka.admin();
  }

  partOf(stream: string, parts: number): number {
    return partOf(stream, parts);
  }

  async parts(signal: AbortSignal): Promise<number> {
    for (;;) {
      signal.throwIfAborted();
      const found = await this.#partitions().catch(() => 0);
      if (found > 0) return found;
      await sleep(LOOK_AGAIN_MS, undefined, { signal });
    }
  }

  async run(consumer: TopicConsumer, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#session(consumer, signal);
      } catch {
        // Whatever it was, it is over with this consumer; the lag tells when it lasts.
        await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  lag(): number {
    return [...this.#lags.values()].reduce((sum, one) => sum + one, 0);
  }

  async close(): Promise<void> {
    await this.#admin.disconnect().catch(() => undefined);
  }

  /** One consumer, from joining to the first error or the end. */
  async #session(consumer: TopicConsumer, signal: AbortSignal): Promise<void> {
    const { topic, group, sessionMs = SESSION_MS } = this.options;
    const client = this.#kafka.consumer({
      groupId: group,
      sessionTimeout: sessionMs,
      rebalanceTimeout: sessionMs * 2,
      heartbeatInterval: Math.ceil(sessionMs / 10),
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: { retries: 3, restartOnFailure: () => Promise.resolve(false) },
    });
    const part = new SessionParts(client, consumer, this.topic, signal, {
      offsetOf: (number, place) => this.#offsetOf(number, place),
      range: (number) => this.#range(number),
      lagging: (number, lag) => this.#lags.set(number, lag),
    });
    const crashed = new Promise<never>((_, reject) => {
      client.on(client.events.CRASH, ({ payload }) => {
        reject(payload.error);
      });
    });
    client.on(client.events.GROUP_JOIN, () => {
      this.#lags.clear();
      part.clear();
      consumer.reassigned();
    });
    client.on(client.events.END_BATCH_PROCESS, ({ payload }) => {
      // Control records alone: kafkajs passes over them by itself.
      if (payload.batchSize === 0) part.passed(payload.partition, BigInt(payload.lastOffset));
    });
    const ended = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    const join = async (): Promise<void> => {
      await client.connect();
      await client.subscribe({ topics: [topic], fromBeginning: true });
      await client.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 1,
        eachBatch: (payload) => part.take(payload),
      });
    };
    const joined = join();
    try {
      // A group that is just being joined lets nobody go before all have come, or have been given up.
      await Promise.race([joined.then(() => ended), ended, crashed]);
    } finally {
      crashed.catch(() => undefined);
      // kafkajs leaves a group only once it has joined it: told to go before, it would come in later, and keep its parts.
      const left = joined.catch(() => undefined).then(() => client.disconnect());
      await Promise.race([left.catch(() => undefined), sleep(LEAVE_MS, undefined, { ref: false })]);
    }
  }

  async #partitions(): Promise<number> {
    await this.#connect();
    // Asked of all topics: asking for one by name would make it on brokers that do so.
    if (!(await this.#admin.listTopics()).includes(this.topic)) return 0;
    const { topics } = await this.#admin.fetchTopicMetadata({ topics: [this.topic] });
    return topics[0]?.partitions.length ?? 0;
  }

  async #offsetOf(part: number, place: TopicPlace): Promise<bigint> {
    if (place.kind === 'offset') return place.offset;
    if (place.kind === 'beginning') return (await this.#range(part)).low;
    const since = Date.parse(place.recordedAt) - MARGIN_MS;
    const offsets = await this.#admin.fetchTopicOffsetsByTimestamp(this.topic, since);
    const found = offsets.find(({ partition }) => partition === part)?.offset;
    return found === undefined || found === '-1' ? (await this.#range(part)).high : BigInt(found);
  }

  async #range(part: number): Promise<{ readonly low: bigint; readonly high: bigint }> {
    await this.#connect();
    const found = (await this.#admin.fetchTopicOffsets(this.topic)).find(
      ({ partition }) => partition === part,
    );
    return { low: BigInt(found?.low ?? 0), high: BigInt(found?.high ?? 0) };
  }

  #connect(): Promise<void> {
    this.#connected ??= this.#admin.connect().catch((error: unknown) => {
      this.#connected = undefined;
      throw error;
    });
    return this.#connected;
  }
}

interface PartQuestions {
  readonly offsetOf: (part: number, place: TopicPlace) => Promise<bigint>;
  readonly range: (part: number) => Promise<{ readonly low: bigint; readonly high: bigint }>;
  readonly lagging: (part: number, lag: number) => void;
}

/** The parts that one consumer was given, and where in each it reads. */
class SessionParts {
  /** By part, the offset that is to come next. */
  readonly #next = new Map<number, bigint>();
  /** By part, the first offset that it still has, where that was asked. */
  readonly #beginnings = new Map<number, bigint>();
  #told = 0;

  constructor(
    private readonly client: Consumer,
    private readonly consumer: TopicConsumer,
    private readonly topic: string,
    private readonly signal: AbortSignal,
    private readonly ask: PartQuestions,
  ) {}

  clear(): void {
    this.#next.clear();
    this.#beginnings.clear();
  }

  passed(part: number, last: bigint): void {
    const next = this.#next.get(part);
    if (next !== undefined && next <= last) this.#next.set(part, last + 1n);
  }

  /** One batch of kafkajs: several slices, or none when it is not what was wanted. */
  async take(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const part = batch.partition;
    const { fetchedOffset } = batch as unknown as Fetched;
    const isOver = (): boolean => this.signal.aborted || !payload.isRunning() || payload.isStale();
    if (isOver() || !(await this.#isKnown(payload, BigInt(fetchedOffset)))) return;
    if (!(await this.#isWanted(part, BigInt(fetchedOffset)))) return;
    for (const slice of new SliceReader(batch, this.#beginnings.get(part) ?? 0n)) {
      if (isOver()) return;
      const { next, pause } = await this.consumer.take(slice);
      await payload.heartbeat();
      if (next !== 'after the slice') await this.#seek(part, next);
      else if (slice.failure === undefined) this.#took(slice, payload);
      await this.#rest(pause, payload);
      if (next !== 'after the slice') return;
    }
    await this.#tell(part);
  }

  #took({ part, last, next }: PlacedSlice, { batch, resolveOffset }: Taking): void {
    resolveOffset(String(last));
    this.#next.set(part, next);
    this.ask.lagging(part, Number(BigInt(batch.highWatermark) - next));
  }

  /**
   * Whether it is known where the part begins. Where that cannot be told now it is asked again with the same batch a little
   * later: a consumer that failed for it would make the whole group share the parts anew each time.
   */
  async #isKnown(payload: EachBatchPayload, fetched: bigint): Promise<boolean> {
    const { partition: part } = payload.batch;
    if (this.#next.has(part)) return true;
    let place: TopicPlace;
    try {
      place = await this.consumer.wanted(part);
    } catch {
      await this.#rest(LOOK_AGAIN_MS, payload);
      this.client.seek({ topic: this.topic, partition: part, offset: String(fetched) });
      return false;
    }
    await this.#seek(part, place, fetched);
    return true;
  }

  /** Whether what was fetched is what comes next. kafkajs begins somewhere and is then told where. */
  async #isWanted(part: number, fetched: bigint): Promise<boolean> {
    const next = this.#next.get(part);
    if (next === undefined || next === fetched) return next !== undefined;
    const { low, high } = await this.ask.range(part);
    this.#beginnings.set(part, low);
    if (next < low || next > high) {
      // Not there (any more): kafkajs has gone to the beginning by itself, or will be told to.
      this.#next.set(part, low);
      if (fetched === low) return true;
    }
    this.client.seek({ topic: this.topic, partition: part, offset: String(this.#next.get(part)) });
    return false;
  }

  /** Read on at a place. @param fetched what kafkajs has just read anyway */
  async #seek(part: number, place: TopicPlace, fetched?: bigint): Promise<void> {
    const offset = await this.ask.offsetOf(part, place);
    this.#next.set(part, offset);
    if (place.kind === 'beginning') this.#beginnings.set(part, offset);
    if (offset !== fetched) this.client.seek({ topic: this.topic, partition: part, offset: String(offset) });
  }

  async #rest(milliseconds: number | undefined, payload: EachBatchPayload): Promise<void> {
    if (milliseconds === undefined || milliseconds <= 0) return;
    await sleep(milliseconds, undefined, { signal: this.signal }).catch(() => undefined);
    await payload.heartbeat();
  }

  /**
   * For tools that show lag, which see one record too many: told is the last one that was taken. Whoever is given the part
   * begins there, has something to read whatever comes, and is asked for his own place then, which may lie far before.
   */
  async #tell(part: number): Promise<void> {
    const now = performance.now();
    const offset = this.#next.get(part);
    if (offset === undefined || now - this.#told < TELL_EVERY_MS) return;
    this.#told = now;
    const offsets = [...this.#next].map(([partition, next]) => ({
      ...{ topic: this.topic, partition, offset: String(next > 0n ? next - 1n : 0n) },
    }));
    await this.client.commitOffsets(offsets).catch(() => undefined);
  }
}

type Taking = Pick<EachBatchPayload, 'batch'> & { readonly resolveOffset: (offset: string) => void };

/** What kafkajs knows of a batch and does not declare. */
interface Fetched {
  readonly fetchedOffset: string;
}
