import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { cases } from '../../projections/cases/cases.projection';
import { TopicHost } from '../../projections/topic-host';
import { openReading } from '../../src/app/open-reading';
import { openRecord } from '../../src/app/projections/opener';
import { Relay } from '../../src/app/relay/relay';
import { KafkaPublisher } from '../../src/engines/kafka/kafka-publisher';
import { KafkaTopicFeed } from '../../src/engines/kafka/kafka-topic-feed';
import { MemoryCoordination } from '../../src/engines/memory/memory-coordination';
import { PostgresReadModels } from '../../src/engines/postgres/read-models';
import type { CommitBatch } from '../../src/ports/read-model';
import type { TopicConsumer } from '../../src/ports/topic-feed';
import { kindNamed } from '../../test/servers/kinds';
import { freshDatabase } from '../../test/servers/postgresql';
import { OwnServer } from '../../test/servers/running';
import type { Bench, Context } from '../context';
import type { Measurement, Skipped } from '../measurement';
import { alternating, type Timed } from '../rounds';
import { BareRows } from './bare-rows';
import { FirstEvents, noMoreOf } from './first-events';
import { commitsOf, emptySchema } from './postgresql';

const EVENTS = 100_000;
const QUICK_EVENTS = 10_000;
const PARTS = 3;
const SHARE = 0.5;
const RATE = 8_000;
const share = 'kafka-postgresql';
const rate = 'kafka-postgresql-rate';
const what = 'cases: from Kafka into PostgreSQL';

/** A projection over a topic into PostgreSQL, beside a bare consumer that writes the same rows. */
export const projectingFromKafka: Bench = { name: 'kafka-rows', rows: [share, rate], run };

async function run(context: Context): Promise<readonly (Measurement | Skipped)[]> {
  const skipped = kindNamed('kafka').missing() ?? kindNamed('postgresql').missing();
  if (skipped !== undefined) return projectingFromKafka.rows.map((name) => ({ name, what, skipped }));
  const [kafka, postgres] = [await OwnServer.start('kafka'), await OwnServer.start('postgresql')];
  const bar = context.progress('kafka-rows', context.rounds + 1);
  try {
    return await onServers(
      context,
      { brokers: kafka.url.slice('kafka://'.length).split(','), url: postgres.url },
      (done) => {
        bar.update(done);
      },
    );
  } finally {
    bar.stop();
    await kafka.stop();
    await postgres.stop();
  }
}

interface Servers {
  readonly brokers: readonly string[];
  readonly url: string;
}

interface Filled extends Servers {
  readonly topic: string;
  readonly feed: FirstEvents;
  readonly logId: string;
}

async function onServers(
  { quick, rounds, ledgers }: Context,
  servers: Servers,
  onRound: (done: number) => void,
): Promise<readonly Measurement[]> {
  const { data } = await ledgers.generated(quick ? QUICK_EVENTS : EVENTS);
  const reading = await openReading({ dataFolder: data });
  try {
    const feed = await FirstEvents.of(reading.store, quick ? QUICK_EVENTS : EVENTS);
    const { logId } = await reading.store.info();
    const filled = { ...servers, feed, logId, topic: `rows-${randomUUID()}` };
    await fill(filled);
    const commits = await commitsOf(feed, servers.url, cases);
    const rates = await alternating(
      rounds,
      () => projected(filled),
      () => bare(filled, commits),
      onRound,
    );
    const found = {
      ...({ what, value: rates.ours, unit: 'events/s', better: 'higher' } as const),
      peer: { name: 'a bare kafkajs consumer that writes the same rows', value: rates.peer },
      note: `${feed.events.toLocaleString('en')} events of the generated history in ${PARTS} parts`,
    };
    return [
      { ...found, name: share, bar: { of: 'ratio', at: SHARE } },
      { ...found, name: rate, bar: { of: 'value', at: RATE } },
    ];
  } finally {
    await reading.close();
  }
}

const now = (): number => Date.now();

/** The log into the topic, by the relay of the product. */
async function fill({ brokers, topic, feed, logId }: Filled): Promise<void> {
  const relay = new Relay({
    ...{ topic, coordination: new MemoryCoordination(now), now, owner: 'bench' },
    source: noMoreOf(feed),
    info: () => Promise.resolve({ logId, engine: 'bench', durability: '', keepsOrder: true }),
    publisher: () => new KafkaPublisher({ brokers, topic, parts: PARTS, replication: 1, now }),
    freshName: () => randomUUID(),
    pause: (milliseconds) => sleep(milliseconds),
  });
  const stop = new AbortController();
  const running = relay.run(stop.signal);
  const { position } = await feed.head();
  for (;;) {
    const status = await relay.status();
    if (status.error !== undefined) throw new Error(status.error.en);
    if (status.position >= position) break;
    await sleep(50);
  }
  stop.abort();
  await running;
}

/** From the first record that comes to the last one that is written: joining the group is not timed. */
class Stretch {
  #began = 0n;
  #left: number;
  readonly done: Promise<Timed>;
  #end: (timed: Timed) => void = () => undefined;

  constructor(private readonly records: number) {
    this.#left = records;
    this.done = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  begin(): void {
    if (this.#began === 0n) this.#began = process.hrtime.bigint();
  }

  took(records: number): void {
    this.#left -= records;
    if (this.#left > 0) return;
    this.#end({ done: this.records, seconds: Number(process.hrtime.bigint() - this.#began) / 1e9 });
  }
}

async function projected({ brokers, topic, feed, logId, url }: Filled): Promise<Timed> {
  const models = new PostgresReadModels({ url: await freshDatabase(url) });
  const source = new KafkaTopicFeed({ brokers, topic, group: `rows-${randomUUID()}` });
  const stop = new AbortController();
  const parts = {
    ...{ topic: source, ledger: feed, models, logId, now },
    decode: (record: Parameters<typeof openRecord>[0]) => openRecord(record, () => undefined),
    pause: () => Promise.resolve(),
    onAlarm: ({ projection, en }: { projection: string; en: string }) => {
      throw new Error(`${projection}: ${en}`);
    },
  };
  const host = await TopicHost.open([cases], parts, stop.signal);
  const stretch = new Stretch(feed.events);
  const watched: TopicConsumer = {
    reassigned: () => {
      host.reassigned();
    },
    wanted: (part) => host.wanted(part),
    take: async (slice) => {
      stretch.begin();
      const taken = await host.take(slice);
      stretch.took(slice.records.filter(({ record }) => record !== undefined).length);
      return { next: taken.next };
    },
  };
  const running = source.run(watched, stop.signal);
  const timed = await stretch.done;
  stop.abort();
  await running;
  await host.close();
  await source.close();
  const { passed } = await models.reader(cases).checkpoint();
  await models.close();
  if (passed !== feed.events) throw new Error(`${passed} of ${feed.events} events were applied`);
  return timed;
}

/** All messages, and after each thousand of them the rows that the projection writes for a thousand. */
async function bare({ brokers, topic, feed, url }: Filled, commits: readonly CommitBatch[]): Promise<Timed> {
  const { schema, database } = await emptySchema(url, cases);
  const rows = new BareRows(schema, cases, commits);
  const client = new Client({ connectionString: database });
  await client.connect();
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `bare-${randomUUID()}`, maxWaitTimeInMs: 300 });
  const stretch = new Stretch(feed.events);
  let [seen, written] = [0, 0];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      stretch.begin();
      const events = batch.messages.filter(({ key }) => key !== null).length;
      seen += events;
      const due = seen >= feed.events ? rows.count : Math.floor((seen / feed.events) * rows.count);
      while (written < due) await rows.write(client, written++);
      stretch.took(events);
    },
  });
  const timed = await stretch.done;
  await consumer.disconnect();
  await client.end();
  return timed;
}
