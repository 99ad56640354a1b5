import { randomUUID } from 'node:crypto';
import { StoreFeed } from '../../src/app/projections/store-feed';
import { Relay } from '../../src/app/relay/relay';
import { KafkaPublisher } from '../../src/engines/kafka/kafka-publisher';
import { SqliteCoordination } from '../../src/engines/sqlite/sqlite-coordination';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import { brokersOf } from '../support/kafka-topic';
import { now, pause } from '../support/relayed-world';

/** A relay as a process of its own: `relay-child.js FOLDER URL TOPIC`. Runs until it is ended. */
async function main([folder = '', url = '', topic = '']: readonly string[]): Promise<void> {
  const store = await openSqliteLedger({ folder, mode: 'read' });
  const relay = new Relay({
    ...{ topic, source: new StoreFeed(store), info: () => store.info(), now, pause, leaseMs: 1_000 },
    coordination: await SqliteCoordination.open(folder, now),
    publisher: () => new KafkaPublisher({ brokers: brokersOf(url), topic, parts: 3, replication: 1, now }),
    ...{ owner: randomUUID(), freshName: () => randomUUID() },
  });
  await relay.run(new AbortController().signal);
}

void main(process.argv.slice(2));
