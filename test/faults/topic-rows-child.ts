import { TopicHost } from '../../projections/topic-host';
import { StoreFeed } from '../../src/app/projections/store-feed';
import { KafkaTopicFeed } from '../../src/engines/kafka/kafka-topic-feed';
import { PostgresReadModels } from '../../src/engines/postgres/read-models';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import { tally } from '../projections/tally';
import { brokersOf } from '../support/kafka-topic';
import { decodeExample, now, pause } from '../support/relayed-world';

/**
 * Projections over a topic as a process of their own. Runs until it is ended.
 *
 *     topic-rows-child.js FOLDER URL TOPIC [DATABASE [MS]]     (rows in the folder without a database; MS for each event)
 */
async function main([
  folder = '',
  url = '',
  topic = '',
  database = '',
  each = '0',
]: readonly string[]): Promise<void> {
  const store = await openSqliteLedger({ folder, mode: 'read' });
  const sessionMs = database === '' ? 6_000 : 2_000;
  const feed = new KafkaTopicFeed({ brokers: brokersOf(url), topic, group: `${topic}.rows`, sessionMs });
  const resting = new Int32Array(new SharedArrayBuffer(4));
  const parts = {
    topic: feed,
    ledger: new StoreFeed(store),
    models: database === '' ? new SqliteReadModels(folder) : new PostgresReadModels({ url: database }),
    decode: (record: Parameters<typeof decodeExample>[0]) => {
      if (each !== '0') Atomics.wait(resting, 0, 0, Number(each));
      return decodeExample(record);
    },
    ...{ logId: (await store.info()).logId, now, pause },
  };
  const { signal } = new AbortController();
  const host = await TopicHost.open([tally()], parts, signal);
  await host.run(signal);
}

void main(process.argv.slice(2));
