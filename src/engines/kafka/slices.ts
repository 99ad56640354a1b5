import type { Batch, KafkaMessage } from 'kafkajs';
import type { TopicRecord, TopicSlice } from '../../ports/topic-feed';
import { relayedFrom } from './topic-message';

/** Messages that are handed on together. */
const SLICE = 1_000;

/** A slice, and where it ends in the topic, records that nobody sees included. */
export type PlacedSlice = TopicSlice & {
  /** Offset of its last record. */
  readonly last: bigint;
  /** Offset after it. */
  readonly next: bigint;
};

/** A batch of kafkajs in slices: not too long, and each of one filling of the topic. */
export class SliceReader implements Iterable<PlacedSlice> {
  /** @param beginning the first offset that the part still has */
  constructor(
    private readonly batch: Batch,
    private readonly beginning: bigint,
  ) {}

  *[Symbol.iterator](): Iterator<PlacedSlice> {
    const { messages, highWatermark } = this.batch;
    const end = BigInt(this.batch.lastOffset()) + 1n;
    let records: TopicRecord[] = [];
    for (const [i, message] of messages.entries()) {
      let record: TopicRecord;
      try {
        record = relayedFrom(message);
      } catch (error) {
        yield this.#slice(records, { more: false, failure: { error } });
        return;
      }
      const [first] = records;
      if (first !== undefined && (records.length >= SLICE || first.generation !== record.generation)) {
        yield this.#slice(records, { more: true });
        records = [];
      }
      records.push(record);
      if (i === messages.length - 1) {
        const more = end < BigInt(highWatermark);
        yield { ...this.#slice(records, { more }), next: end };
      }
    }
  }

  #slice(records: readonly TopicRecord[], rest: Pick<TopicSlice, 'more' | 'failure'>): PlacedSlice {
    const first = records[0]?.offset;
    const last = records.at(-1)?.offset ?? BigInt((this.batch.messages[0] as KafkaMessage).offset) - 1n;
    const isBeginning = first !== undefined && first <= this.beginning;
    return { part: this.batch.partition, isBeginning, records, last, next: last + 1n, ...rest };
  }
}
