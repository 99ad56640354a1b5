import { randomBytes } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { relayedFrom } from '../../src/engines/kafka/topic-message';
import type { TopicRecord } from '../../src/ports/topic-feed';

export const brokersOf = (url: string): readonly string[] => url.slice('kafka://'.length).split(',');

export const freshTopic = (): string => `henji.test.${randomBytes(6).toString('hex')}`;

export const clientOf = (url: string): Kafka =>
  new Kafka({ brokers: [...brokersOf(url)], logLevel: logLevel.NOTHING, retry: { retries: 10 } });

/** One record of a topic, with the part in which it lies. */
export type Lying = TopicRecord & { readonly part: number };

/** Everything that lies in a topic, by part and offset; of transactions only what was committed. */
export async function topicOf(url: string, topic: string): Promise<readonly Lying[]> {
  const kafka = clientOf(url);
  const [admin, consumer] = [kafka.admin(), kafka.consumer({ groupId: freshTopic(), maxWaitTimeInMs: 100 })];
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const missing = new Map(
    ends.flatMap(({ partition, high }) => (high === '0' ? [] : [[partition, BigInt(high)] as const])),
  );
  if (missing.size === 0) return [];
  const found: Lying[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const passed = (partition: number, offset: string): void => {
      if (BigInt(offset) + 1n >= (missing.get(partition) ?? 0n)) missing.delete(partition);
      if (missing.size === 0) resolve();
    };
    // Told also of what holds control records alone.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) =>
      passed(payload.partition, payload.lastOffset),
    );
    consumer
      .run({
        autoCommit: false,
        eachBatch: async ({ batch: { partition, messages } }) => {
          for (const message of messages) found.push({ ...relayedFrom(message), part: partition });
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return found.sort((a, b) => a.part - b.part || Number(a.offset - b.offset));
}
