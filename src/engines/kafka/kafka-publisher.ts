import type { Admin, Message, Producer, RecordMetadata, Transaction } from 'kafkajs';
import { HenjiError } from '../../kernel/errors';
import type { StoredRecord } from '../../ports/event-store';
import {
  PublishFailed,
  type PartOffsets,
  type RelayBatch,
  type RelayPublisher,
} from '../../ports/relay-publisher';
import { kafkaClient, type KafkaPlace } from './client';
import { partOf } from './part-of';
import { markOf, messageOf } from './topic-message';
import { ensureTopic } from './topic-settings';

export interface KafkaPublisherOptions extends KafkaPlace {
  readonly parts: number;
  readonly replication: number;
  /** Publish each batch in one transaction under this name, which shuts out whoever used the name before. */
  readonly transactionalId?: string;
  /** After so long without an answer a batch is given up, in milliseconds. Default 30,000. */
  readonly sendWithin?: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const SEND_WITHIN_MS = 30_000;

/**
 * Publishes with kafkajs: idempotent, acknowledged by all in sync, one `sendBatch` in flight. More than one would lose
 * and double records when an answer is lost: kafkajs rolls its sequence back and lets the next send reuse it.
 */
export class KafkaPublisher implements RelayPublisher {
  readonly #producer: Producer;
  readonly #admin: Admin;
  #parts = 0;
  #closed: Promise<void> | undefined;

  constructor(private readonly options: KafkaPublisherOptions) {
    const kafka = kafkaClient(options.brokers, 'henji-relay');
    this.#admin = kafka.admin();
    this.#producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      ...(options.transactionalId === undefined ? {} : { transactionalId: options.transactionalId }),
    });
  }

  open(): Promise<PartOffsets> {
    return this.#within('opening', async () => {
      await this.#admin.connect();
      this.#parts = await ensureTopic(this.#admin, this.options);
      await this.#producer.connect();
      return this.#ends();
    });
  }

  ends(): Promise<PartOffsets> {
    return this.#within('asking for the ends', () => this.#ends());
  }

  publish(batch: RelayBatch): Promise<PartOffsets> {
    return this.#within('sending', async () => {
      const messages = this.#messages(batch);
      const answers = await this.#send(messages);
      const offsets = new Map<number, bigint>();
      for (const { partition, errorCode, baseOffset } of answers) {
        if (errorCode !== 0 || baseOffset === undefined)
          throw new Error(`part ${partition}: error ${errorCode}`);
        offsets.set(partition, BigInt(baseOffset));
      }
      const told = new Set(messages.map(({ partition }) => partition as number));
      if (offsets.size !== told.size)
        throw new Error(`${told.size} parts were sent, ${offsets.size} answered`);
      return offsets;
    });
  }

  close(): Promise<void> {
    this.#closed ??= Promise.allSettled([this.#producer.disconnect(), this.#admin.disconnect()]).then(
      () => undefined,
    );
    return this.#closed;
  }

  async #ends(): Promise<PartOffsets> {
    const ends = await this.#admin.fetchTopicOffsets(this.options.topic);
    return new Map(ends.map(({ partition, high }) => [partition, BigInt(high)]));
  }

  async #send(messages: Message[]): Promise<RecordMetadata[]> {
    const { topic, transactionalId } = this.options;
    const request = { acks: -1, topicMessages: [{ topic, messages }] };
    if (transactionalId === undefined) return this.#producer.sendBatch(request);
    const transaction = await this.#producer.transaction();
    try {
      const answers = await transaction.sendBatch(request);
      await transaction.commit();
      return answers;
    } catch (error) {
      await abandoned(transaction);
      throw error;
    }
  }

  /** Records by part, in order; the last of each part, and a mark in the others, say how far the log has come. */
  #messages({ records, origin, reached }: RelayBatch): Message[] {
    const parts = records.map(({ stream }) => partOf(stream, this.#parts));
    const lastOf = new Map(parts.map((part, i) => [part, i]));
    const messages = records.map((record: StoredRecord, i): Message => {
      const part = parts[i] as number;
      const said = { origin, ...(lastOf.get(part) === i ? { reached } : {}) };
      return { ...messageOf(record, said), partition: part };
    });
    if (reached === undefined) return messages;
    for (let part = 0; part < this.#parts; part++) {
      if (!lastOf.has(part))
        messages.push({ ...markOf(reached, { origin }, this.options.now()), partition: part });
    }
    return messages;
  }

  /** Our own timer: a client that waits for a dead connection is left to itself. @throws PublishFailed, TopicUnfit */
  async #within<T>(what: string, task: () => Promise<T>): Promise<T> {
    const { sendWithin = SEND_WITHIN_MS } = this.options;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new PublishFailed(`${what} took more than ${sendWithin} ms`));
      }, sendWithin);
    });
    try {
      return await Promise.race([task(), late]);
    } catch (error) {
      if (error instanceof HenjiError) throw error;
      throw new PublishFailed(`${what}: ${error instanceof Error ? error.message : String(error)}`, error);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A transaction that failed; the next producer of its name ends it if this does not. */
async function abandoned(transaction: Transaction): Promise<void> {
  if (transaction.isActive()) await transaction.abort().catch(() => undefined);
}
