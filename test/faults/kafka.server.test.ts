import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MemoryCoordination } from '../../src/engines/memory/memory-coordination';
import { MemoryEventStore } from '../../src/engines/memory/memory-event-store';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import { genesis, LOG_ID } from '../contract/engines';
import { tally } from '../projections/tally';
import { describeWith, kafkaServer, ownServer } from '../servers/in-tests';
import { begunTogether, type Ended } from '../support/begun-together';
import { clientOf, topicOf } from '../support/kafka-topic';
import { foldOf, Growing, now, RelayedWorld, under } from '../support/relayed-world';
import { repoRoot } from '../support/repo-root';
import { tempFolder } from '../support/temp-folder';

const A_MINUTE = 60_000;
const WITHIN_MS = 240_000;

let world: RelayedWorld | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

const shared = kafkaServer();
const broker = ownServer('kafka');
const before = ownServer('kafka-3.9');
const three = ownServer('kafka-three');

describeWith(
  [shared, broker, before, three],
  'rows are a fold of the log, and every pause ends by itself,',
  () => {
    const toldOf = begunTogether(
      {
        'when the broker is paused for a minute': () => {
          return through(broker.url, {}, async ({ growing }) => {
            broker.server.signal(0, 'SIGSTOP');
            await under(growing, sleep(A_MINUTE), 500);
            broker.server.signal(0, 'SIGCONT');
          });
        },
        'when the broker, one of Kafka 3.9, is killed and started again, parts change hands, and the topic is deleted':
          () => {
            return through(before.url, {}, async ({ growing, here }) => {
              before.server.signal(0, 'SIGKILL');
              await under(growing, sleep(1_500));
              await before.server.restart(0);
              const other = await here.projections();
              await growing.spread(400, 40);
              await other.stop();
              await here.caughtUp(WITHIN_MS);
              await deleteTopic(before.url, here.topic);
            });
          },
        'when the leader of parts is killed, and comes back': () => {
          return through(three.url, { replication: 3 }, async ({ growing, here }) => {
            const leader = await leaderOf(three.url, here.topic);
            three.server.signal(leader - 1, 'SIGKILL');
            await under(growing, sleep(3_000));
            await here.caughtUp(WITHIN_MS);
            expect(await leaderOf(three.url, here.topic)).not.toBe(leader);
            await three.server.restart(leader - 1);
            await growing.spread(100, 9);
            await here.caughtUp(WITHIN_MS);
            const lying = await topicOf(three.url, here.topic);
            const published = new Set(
              lying.flatMap(({ record }) => (record === undefined ? [] : [record.id])),
            );
            expect(published.size).toBe(Number((await growing.store.head()).size));
          });
        },
      },
      WITHIN_MS,
    );

    describe('on a broker that is well,', () => {
      it('when relay and projections are killed at random moments, again and again', async () => {
        const folder = tempFolder();
        const store = await openSqliteLedger({ folder, mode: 'write', genesis });
        const growing = new Growing(store);
        const models = new SqliteReadModels(folder);
        world = new RelayedWorld(shared.url, store, models);
        const here = world;
        const { topic } = here;
        const start = (program: string): ChildProcess =>
          spawn(process.execPath, [join(repoRoot, 'dist/test/faults', program), folder, shared.url, topic], {
            stdio: ['ignore', 'ignore', 'inherit'],
          });
        const programs = ['relay-child.js', 'topic-rows-child.js'];
        // Makes the tables, which are asked for before the first receiver is ready.
        await (await models.open(tally())).close();
        let children = programs.map(start);
        const killing = async (): Promise<void> => {
          for (let kills = 0; kills < 6; kills++) {
            // Both are at work, at another point of it each time.
            const { position } = await here.reader.checkpoint();
            while ((await here.reader.checkpoint()).position === position) await sleep(20);
            await sleep((kills * 157) % 400);
            children[kills % 2]?.kill('SIGKILL');
            children = children.map((child, i) => (i === kills % 2 ? start(programs[i] as string) : child));
          }
        };
        try {
          await under(growing, killing());
          await world.caughtUp();
          expect(await world.rows()).toEqual(await foldOf(store));
        } finally {
          for (const child of children) child.kill('SIGKILL');
          await store.close();
        }
      });

      it('when two relays publish at once, each of which believes to be alone', async () => {
        const growing = new Growing(new MemoryEventStore(LOG_ID));
        world = new RelayedWorld(shared.url, growing.store);
        // Both begin before there is anything; a later one would find a topic that it knows nothing of.
        const relays = [world.relay(), world.relay({ coordination: new MemoryCoordination(now) })];
        for (const { it: relay } of relays)
          while ((await relay.status()).state !== 'relaying') await sleep(20);
        await world.projections();
        await under(growing, sleep(2_000));
        await world.caughtUp();
        const published = (await topicOf(shared.url, world.topic)).filter(
          ({ record }) => record !== undefined,
        );
        expect(published.length).toBeGreaterThan(Number((await growing.store.head()).size));
        expect(await world.rows()).toEqual(await foldOf(growing.store));
        expect(world.alarms).toEqual([]);
      });

      it('when parts change hands in the middle of batches', async () => {
        const growing = new Growing(new MemoryEventStore(LOG_ID));
        const here = new RelayedWorld(shared.url, growing.store);
        world = here;
        here.relay();
        await growing.spread(2_000, 60);
        const first = await here.projections();
        const changing = async (): Promise<void> => {
          for (let i = 0; i < 3; i++) {
            const other = await here.projections();
            await sleep(1_000);
            await other.stop();
          }
        };
        await under(growing, changing());
        await here.caughtUp();
        expect(await here.rows()).toEqual(await foldOf(growing.store));
        expect((await first.it.status())[0]).toMatchObject({ state: 'live' });
      });
    });

    toldOf();
  },
);

/** What a fault happens to: a ledger that grows. */
interface Faulted {
  readonly growing: Growing;
  readonly here: RelayedWorld;
}

/** Relay and projections over a ledger that grows, before, while and after something happens to them. */
async function through(
  url: string,
  options: RelayedWorld['options'],
  what: (faulted: Faulted) => Promise<void>,
): Promise<Ended> {
  const growing = new Growing(new MemoryEventStore(LOG_ID));
  const here = new RelayedWorld(url, growing.store, undefined, options);
  try {
    const relay = here.relay();
    await here.projections();
    await growing.spread(100, 9);
    await here.caughtUp(WITHIN_MS);
    await what({ growing, here });
    await growing.spread(100, 9);
    await here.caughtUp(WITHIN_MS);
    expect(await relay.it.status()).toMatchObject({ state: 'relaying' });
    return { rows: await here.rows(), fold: await foldOf(growing.store) };
  } finally {
    await here.stop();
  }
}

async function deleteTopic(url: string, topic: string): Promise<void> {
  const admin = clientOf(url).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
}

/** Of the first part. */
async function leaderOf(url: string, topic: string): Promise<number> {
  const admin = clientOf(url).admin();
  await admin.connect();
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  await admin.disconnect();
  return topics[0]?.partitions.find(({ partitionId }) => partitionId === 0)?.leader ?? 0;
}
