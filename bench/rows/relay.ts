import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { openReading } from '../../src/app/open-reading';
import { Relay } from '../../src/app/relay/relay';
import { KafkaPublisher } from '../../src/engines/kafka/kafka-publisher';
import { partOf } from '../../src/engines/kafka/part-of';
import { messageOf } from '../../src/engines/kafka/topic-message';
import { MemoryCoordination } from '../../src/engines/memory/memory-coordination';
import type { EventStore } from '../../src/ports/event-store';
import { kindNamed } from '../../test/servers/kinds';
import { OwnServer } from '../../test/servers/running';
import type { Bench, Context } from '../context';
import type { Measurement, Skipped } from '../measurement';
import { alternating, timed, type Timed } from '../rounds';
import { FirstEvents, noMoreOf } from './first-events';

const EVENTS = 50_000;
const QUICK_EVENTS = 10_000;
const BATCH = 500;
const PARTS = 6;
const SHARE = 0.5;
const name = 'relay-kafka';
const what = 'relaying the ledger to a real Kafka';
const now = (): number => Date.now();

/** The relay, beside a bare producer of kafkajs that sends the same messages, made before, in the same batches. */
export const relayingToKafka: Bench = { name: 'relay', rows: [name], run };

async function run(context: Context): Promise<readonly (Measurement | Skipped)[]> {
  const skipped = kindNamed('kafka').missing();
  if (skipped !== undefined) return [{ name, what, skipped }];
  const server = await OwnServer.start('kafka');
  try {
    return [await onServer(context, server.url.slice('kafka://'.length).split(','))];
  } finally {
    await server.stop();
  }
}

async function onServer(
  { quick, rounds, ledgers }: Context,
  brokers: readonly string[],
): Promise<Measurement> {
  const events = quick ? QUICK_EVENTS : EVENTS;
  const { data } = await ledgers.generated(events);
  const reading = await openReading({ dataFolder: data });
  try {
    const feed = await FirstEvents.of(reading.store, events);
    const messages = (await feed.read('', events)).map((record) => ({
      ...messageOf(record, { origin: { logId: 'bench', generation: 'bench', epoch: 1 } }),
      partition: partOf(record.stream, PARTS),
    }));
    const rates = await alternating(
      rounds,
      () => relayed(feed, reading.store, brokers, events),
      () => sent(messages, brokers),
    );
    return {
      ...{ name, what, value: rates.ours, unit: 'events/s', better: 'higher' },
      peer: { name: 'kafkajs alone, messages ready, same batches and acks', value: rates.peer },
      bar: { of: 'ratio', at: SHARE },
      note: `the first ${events.toLocaleString('en')} events, batches of ${BATCH}, acks of all`,
    };
  } finally {
    await reading.close();
  }
}

const freshTopic = (): string => `bench.${randomBytes(6).toString('hex')}`;

const publisher = (brokers: readonly string[], topic: string): KafkaPublisher =>
  new KafkaPublisher({ brokers, topic, parts: PARTS, replication: 1, now });

async function relayed(
  source: FirstEvents,
  store: EventStore,
  brokers: readonly string[],
  events: number,
): Promise<Timed> {
  const topic = freshTopic();
  const stop = new AbortController();
  const relay = new Relay({
    ...{ topic, source: noMoreOf(source), info: () => store.info() },
    ...{ coordination: new MemoryCoordination(now), now },
    publisher: () => publisher(brokers, topic),
    ...{ owner: randomUUID(), freshName: () => randomUUID() },
    pause: () => Promise.resolve(),
  });
  // Connecting and making the topic are paid before the clock runs by the other one, too.
  const ready = publisher(brokers, topic);
  await ready.open();
  await ready.close();
  const running = relay.run(stop.signal);
  const run = await timed(events, async () => {
    while ((await relay.status()).counts.published < events) await sleep(5);
  });
  stop.abort();
  await running;
  return run;
}

async function sent(messages: readonly Message[], brokers: readonly string[]): Promise<Timed> {
  const topic = freshTopic();
  const ready = publisher(brokers, topic);
  await ready.open();
  await ready.close();
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  const run = await timed(messages.length, async () => {
    await producer.connect();
    for (let at = 0; at < messages.length; at += BATCH) {
      await producer.sendBatch({
        acks: -1,
        topicMessages: [{ topic, messages: messages.slice(at, at + BATCH) }],
      });
    }
  });
  await producer.disconnect();
  return run;
}
