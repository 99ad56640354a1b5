import { projections } from '../../../projections/all';
import type { HostParts } from '../../../projections/host';
import { TopicHost } from '../../../projections/topic-host';
import type { KafkaSettings } from '../../engine-settings';
import type { EventStore } from '../../ports/event-store';
import type { TopicConsumer, TopicFeed } from '../../ports/topic-feed';
import type { KeyedFeed } from './keyed-feed';

/** What a host over a topic is opened with. */
export interface OnTopicParts {
  readonly settings: KafkaSettings;
  readonly store: Pick<EventStore, 'info'>;
  /** The ledger, from which is repaired what the topic lacks. */
  readonly ledger: KeyedFeed;
  readonly host: Omit<HostParts, 'feed'>;
}

/**
 * All projections over the topic of a place. The processes of an instance are one group, which shares its parts.
 *
 * @param signal ends the wait for a topic that no relay has made yet
 */
export async function openOnTopic(
  { settings, store, ledger, host }: OnTopicParts,
  signal: AbortSignal,
): Promise<{ readonly host: TopicHost; close(): Promise<void> }> {
  // Loaded here only, as every client of a server.
  const { KafkaTopicFeed } = await import('../../engines/kafka/kafka-topic-feed.js');
  const { brokers, topic } = settings;
  const feed = new KafkaTopicFeed({ brokers, topic, group: `${topic}.projections` });
  try {
    const { logId } = await store.info();
    const parts = { ...host, topic: keyed(feed, ledger), ledger, logId };
    const opened = await TopicHost.open(projections, parts, signal);
    return {
      host: opened,
      close: async () => {
        await feed.close();
        await opened.close();
      },
    };
  } catch (error) {
    await feed.close();
    throw error;
  }
}

/** The keys of a slice are at hand before it is taken; slices are taken one at a time. */
function keyed(feed: TopicFeed, keys: KeyedFeed): TopicFeed {
  const around = (consumer: TopicConsumer): TopicConsumer => ({
    reassigned: () => {
      consumer.reassigned();
    },
    wanted: (part) => consumer.wanted(part),
    take: async (slice) => {
      await keys.prepare(slice.records.flatMap(({ record }) => (record === undefined ? [] : [record])));
      return consumer.take(slice);
    },
  });
  return {
    topic: feed.topic,
    parts: (signal) => feed.parts(signal),
    partOf: (stream, parts) => feed.partOf(stream, parts),
    run: (consumer, signal) => feed.run(around(consumer), signal),
    lag: () => feed.lag(),
    close: () => feed.close(),
  };
}
