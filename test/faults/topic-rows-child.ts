import { TopicHost } from '../../projections/topic-host';
import { StoreFeed } from '../../src/app/projections/store-feed';
import { KafkaTopicFeed } from '../../src/engines/kafka/kafka-topic-feed';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import { tally } from '../projections/tally';
import { brokersOf } from '../support/kafka-topic';
import { decodeExample, now, pause } from '../support/relayed-world';

/** Projections over a topic as a process of their own: `topic-rows-child.js FOLDER URL TOPIC`. Runs until it is ended. */
async function main([folder = '', url = '', topic = '']: readonly string[]): Promise<void> {
  const store = await openSqliteLedger({ folder, mode: 'read' });
  const feed = new KafkaTopicFeed({
    brokers: brokersOf(url),
    topic,
    group: `${topic}.rows`,
    sessionMs: 6_000,
  });
  const parts = {
    ...{
      topic: feed,
      ledger: new StoreFeed(store),
      models: new SqliteReadModels(folder),
      decode: decodeExample,
    },
    ...{ logId: (await store.info()).logId, now, pause },
  };
  const { signal } = new AbortController();
  const host = await TopicHost.open([tally()], parts, signal);
  await host.run(signal);
}

void main(process.argv.slice(2));
