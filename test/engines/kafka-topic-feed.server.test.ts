import { afterEach, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProjectionHost } from '../../projections/host';
import { StoreFeed } from '../../src/app/projections/store-feed';
import { KafkaTopicFeed } from '../../src/engines/kafka/kafka-topic-feed';
import { MemoryEventStore } from '../../src/engines/memory/memory-event-store';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import { LOG_ID } from '../contract/engines';
import { kafkaServer } from '../servers/in-tests';
import { brokersOf, clientOf } from '../support/kafka-topic';
import { linesOf } from '../projections/hosting';
import { tally } from '../projections/tally';
import { decodeExample, foldOf, Growing, now, pause, RelayedWorld } from '../support/relayed-world';

const kafka = kafkaServer();
kafka.describe('projections over a topic', () => {
  let world: RelayedWorld;
  afterEach(() => world.stop());

  it('hold what a fold of the log gives, and go on where they stood', async () => {
    const growing = new Growing(new MemoryEventStore(LOG_ID));
    world = new RelayedWorld(kafka.url, growing.store);
    await growing.spread(200, 15);
    world.relay();
    const first = await world.projections();
    await world.caughtUp();
    await growing.spread(30, 20);
    await world.caughtUp();
    expect(await world.rows()).toEqual(await foldOf(growing.store));
    const [status] = await first.it.status();
    expect(status).toMatchObject({ state: 'live', behind: 0, counts: { applied: 230, gapsRepaired: 0 } });
    await first.stop();
    await growing.spread(20, 5);
    const second = await world.projections();
    await world.caughtUp();
    expect((await second.it.status())[0]?.counts).toMatchObject({ applied: 20 });
    expect(await world.rows()).toEqual(await foldOf(growing.store));
    expect(world.alarms).toEqual([]);
  });

  it('share the parts among processes, and take over from one that goes', async () => {
    const growing = new Growing(new MemoryEventStore(LOG_ID));
    world = new RelayedWorld(kafka.url, growing.store);
    world.relay();
    await growing.spread(60, 12);
    const one = await world.projections();
    await world.caughtUp();
    const two = await world.projections();
    await growing.spread(600, 40);
    await world.caughtUp();
    await one.stop();
    await growing.spread(100, 40);
    await world.caughtUp();
    expect(await world.rows()).toEqual(await foldOf(growing.store));
    expect((await two.it.status())[0]).toMatchObject({ state: 'live' });
  });

  it('keep no parts of one that was told to go while it was being let in', async () => {
    const growing = new Growing(new MemoryEventStore(LOG_ID));
    world = new RelayedWorld(kafka.url, growing.store);
    world.relay();
    await world.projections();
    await growing.spread(60, 12);
    await world.caughtUp();
    for (let after = 0; after < 4; after++) {
      const coming = await world.projections();
      // Somewhere between the first word to the broker and the first parts.
      await sleep(after * 60);
      await coming.stop();
    }
    await growing.spread(100, 40);
    await world.caughtUp();
    expect(await world.rows()).toEqual(await foldOf(growing.store));
  });

  it('come back to where they were when the rows have lost it, though nothing new comes', async () => {
    const growing = new Growing(new MemoryEventStore(LOG_ID));
    world = new RelayedWorld(kafka.url, growing.store, undefined, { parts: 1 });
    world.relay();
    await growing.spread(60, 6);
    const before = await world.projections();
    await world.caughtUp();
    // Places are told to Kafka every five seconds: now it has heard of the end.
    await sleep(5_500);
    await growing.spread(6, 6);
    await world.caughtUp();
    await before.stop();
    const restored = new MemoryReadModels();
    await world.projections(restored);
    const { position } = await growing.store.head();
    const reader = restored.reader(tally());
    while ((await reader.checkpoint()).position < position) await sleep(50);
    expect(await linesOf(reader)).toEqual(await foldOf(growing.store));
  }, 60_000);

  it('are asked again where to begin while they cannot tell, without sharing the parts anew', async () => {
    const growing = new Growing(new MemoryEventStore(LOG_ID));
    world = new RelayedWorld(kafka.url, growing.store, undefined, { parts: 1 });
    world.relay();
    await growing.spread(60, 6);
    const { topic } = world;
    const feed = new KafkaTopicFeed({ brokers: brokersOf(kafka.url), topic, group: `${topic}.asked` });
    const over = new AbortController();
    const seen = { joined: 0, asked: 0, records: [] as bigint[] };
    await feed.parts(over.signal);
    await feed.run(
      {
        reassigned: () => (seen.joined += 1),
        wanted: async () => {
          seen.asked += 1;
          if (seen.asked <= 6) throw new Error('the database is away');
          return { kind: 'beginning' };
        },
        take: async ({ records }) => {
          seen.records.push(...records.map(({ offset }) => offset));
          if (seen.records.length >= 60) over.abort();
          return { next: 'after the slice' };
        },
      },
      over.signal,
    );
    await feed.close();
    expect(seen).toEqual({ joined: 1, asked: 7, records: Array.from({ length: 60 }, (_, i) => BigInt(i)) });
  }, 60_000);

  it('begin in the topic where a rebuild from the log ended', async () => {
    const growing = new Growing(new MemoryEventStore(LOG_ID));
    world = new RelayedWorld(kafka.url, growing.store);
    world.relay();
    await growing.spread(50, 5);
    const parts = {
      feed: new StoreFeed(growing.store),
      models: world.models,
      decode: decodeExample,
      now,
      pause,
    };
    const overTheLog = await ProjectionHost.open([tally()], parts);
    await overTheLog.catchUp();
    await growing.spread(40, 8);
    const overTheTopic = await world.projections();
    await world.caughtUp();
    expect((await overTheTopic.it.status())[0]?.counts).toMatchObject({ applied: 40 });
    expect(await world.rows()).toEqual(await foldOf(growing.store));
  });

  it.each(['while they look', 'while they are away'])(
    'read a topic from its beginning that was deleted and filled again %s',
    async (when) => {
      const growing = new Growing(new MemoryEventStore(LOG_ID));
      world = new RelayedWorld(kafka.url, growing.store);
      world.relay();
      const reading = await world.projections();
      await growing.spread(90, 9);
      await world.caughtUp();
      if (when === 'while they are away') await reading.stop();
      const admin = clientOf(kafka.url).admin();
      await admin.connect();
      await admin.deleteTopics({ topics: [world.topic] });
      await admin.disconnect();
      // More than before, so that the old offsets lie in the midst of the new records.
      await growing.spread(200, 30);
      if (when === 'while they are away') {
        await sleep(2_000);
        await world.projections();
      }
      await world.caughtUp();
      expect(await world.rows()).toEqual(await foldOf(growing.store));
    },
  );

  it('read from the ledger what the topic has lost', async () => {
    const growing = new Growing(new MemoryEventStore(LOG_ID));
    world = new RelayedWorld(kafka.url, growing.store);
    world.relay();
    const reading = await world.projections();
    await growing.spread(30, 9);
    await world.caughtUp();
    await reading.stop();
    await growing.spread(90, 30);
    await sleep(1_000);
    const admin = clientOf(kafka.url).admin();
    await admin.connect();
    const ends = await admin.fetchTopicOffsets(world.topic);
    await admin.deleteTopicRecords({
      topic: world.topic,
      partitions: ends.map(({ partition, high }) => ({ partition, offset: high })),
    });
    await admin.disconnect();
    await growing.spread(10, 3);
    await world.projections();
    await world.caughtUp();
    expect(await world.rows()).toEqual(await foldOf(growing.store));
  });
});
