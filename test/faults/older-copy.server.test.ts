import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProjectionHost } from '../../projections/host';
import { rebuild } from '../../projections/rebuild';
import { StoreFeed } from '../../src/app/projections/store-feed';
import {
  openEventStoreDbLedger,
  type EventStoreDbEventStore,
} from '../../src/engines/eventstoredb/eventstoredb-event-store';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import { genesis } from '../contract/engines';
import { linesOf } from '../projections/hosting';
import { tally } from '../projections/tally';
import { kafkaServer } from '../servers/in-tests';
import { TestEventStoreDb } from '../support/eventstoredb/server';
import { decodeExample, foldOf, Growing, now, pause, RelayedWorld } from '../support/relayed-world';

const kafka = kafkaServer();

kafka.describe('an event store put back from an older copy (EventStoreDB test server)', () => {
  let server: TestEventStoreDb;
  const opened: EventStoreDbEventStore[] = [];
  const worlds: RelayedWorld[] = [];
  const open = async (): Promise<EventStoreDbEventStore> => {
    const timing = { watch: 100 };
    const store = await openEventStoreDbLedger({ url: server.url, genesis, timing });
    opened.push(store);
    return store;
  };
  const worldOver = (...given: ConstructorParameters<typeof RelayedWorld>): RelayedWorld => {
    const world = new RelayedWorld(...given);
    worlds.push(world);
    return world;
  };
  beforeEach(async () => {
    server = await TestEventStoreDb.start();
  });
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.stop();
    for (const store of opened.splice(0)) await store.close();
    await server.stop();
  });

  /** Settles when it is so. */
  async function come<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
    for (;;) {
      const answer = await ask();
      if (isSo(answer)) return answer;
      await sleep(50);
    }
  }

  it.each([['as it was'], ['and has moved on since']])(
    'stops relay and rows %s, each says so, and the way out brings rows to what the copy holds',
    async (how) => {
      const store = await open();
      const growing = new Growing(store);
      const [overTopic, overLog] = [new MemoryReadModels(), new MemoryReadModels()];
      const world = worldOver(kafka.url, store, overTopic, { lookEvery: 200 });
      const relay = world.relay();
      const reading = await world.projections();
      const following = { feed: new StoreFeed(store), models: overLog, decode: decodeExample, now, pause };
      const host = await ProjectionHost.open([tally()], following);
      const running = host.run(new AbortController().signal);

      await growing.spread(40, 8);
      await world.caughtUp();
      const backup = server.backup();
      await growing.spread(40, 8);
      await world.caughtUp();
      const { position } = await store.head();
      await come(
        () => overLog.reader(tally()).checkpoint(),
        (at) => at.position === position,
      );
      await server.restore(backup);
      const after = await open();
      if (how !== 'as it was') await new Growing(after).add('case-later', 60);

      const stopped = (state: string): boolean => state === 'stopped';
      const relayed = await come(
        () => relay.it.status(),
        ({ state }) => stopped(state),
      );
      expect(relayed.error?.code).toBe('relayed-other-ledger');
      // By itself, without a restart: the log could not be read on.
      await running;
      expect((await host.status())[0]).toMatchObject({ state: 'stopped', error: { code: 'ledger-rewound' } });
      const [rows] = await come(
        () => reading.it.status(),
        ([one]) => stopped(one?.state ?? ''),
      );
      expect(rows?.error?.code).toBe('ledger-replaced');

      // A restart changes nothing: what they know of the other one is not overwritten.
      await world.stop();
      await host.close();
      const again = await ProjectionHost.open([tally()], { ...following, feed: new StoreFeed(after) });
      expect((await again.status())[0]).toMatchObject({
        state: 'stopped',
        error: { code: 'ledger-replaced' },
      });
      await again.close();
      const sameTopic = worldOver(kafka.url, after, overTopic, {}, world.topic);
      const once = sameTopic.relay({ coordination: world.coordination });
      await come(
        () => once.it.status(),
        ({ state }) => stopped(state),
      );
      await sameTopic.stop();

      // The way out: the rows built anew, and another topic.
      for (const models of [overTopic, overLog]) {
        const { signal } = new AbortController();
        await rebuild(tally(), { feed: new StoreFeed(after), models, decode: decodeExample, signal });
      }
      const next = worldOver(kafka.url, after, overTopic);
      next.relay({ coordination: world.coordination });
      await next.projections();
      await new Growing(after).add('case-last', 30);
      await next.caughtUp();
      const whole = await ProjectionHost.open([tally()], { ...following, feed: new StoreFeed(after) });
      await whole.catchUp();
      await whole.close();
      const fold = await foldOf(after);
      expect(await next.rows()).toEqual(fold);
      expect(await linesOf(overLog.reader(tally()))).toEqual(fold);
    },
    120_000,
  );
});
