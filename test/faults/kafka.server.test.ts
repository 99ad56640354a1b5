import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { MemoryCoordination } from '../../src/engines/memory/memory-coordination';
import { MemoryEventStore } from '../../src/engines/memory/memory-event-store';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import { genesis, LOG_ID } from '../contract/engines';
import { kafkaServer, ownServer } from '../servers/in-tests';
import { clientOf, topicOf } from '../support/kafka-topic';
import { foldOf, Growing, now, RelayedWorld } from '../support/relayed-world';
import { repoRoot } from '../support/repo-root';
import { tempFolder } from '../support/temp-folder';

/** A million in the nightly run. */
const BEHIND = Number(process.env['HENJI_BEHIND'] ?? 10_000);

let world: RelayedWorld | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

/** Appends while something else goes on, some events at a time. */
async function under<T>(growing: Growing, task: Promise<T>): Promise<T> {
  const over = new AbortController();
  const ended = task.finally(() => over.abort());
  for (let round = 0; !over.signal.aborted; round++) {
    await growing.spread(20, 7 + (round % 30));
    await sleep(30);
  }
  return ended;
}

const shared = kafkaServer();
shared.describe('rows are a fold of the log', () => {
  it('when relay and projections are killed at random moments, again and again', async () => {
    const folder = tempFolder();
    const store = await openSqliteLedger({ folder, mode: 'write', genesis });
    const growing = new Growing(store);
    world = new RelayedWorld(shared.url, store, new SqliteReadModels(folder));
    const { topic } = world;
    const start = (program: string): ChildProcess =>
      spawn(process.execPath, [join(repoRoot, 'dist/test/faults', program), folder, shared.url, topic], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    const programs = ['relay-child.js', 'topic-rows-child.js'];
    let children = programs.map(start);
    const killing = async (): Promise<void> => {
      for (let kills = 0; kills < 6; kills++) {
        // Long enough for the second to have begun its work, at another point of it each time.
        await sleep(1_200 + ((kills * 457) % 1_000));
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
    for (const { it: relay } of relays) while ((await relay.status()).state !== 'relaying') await sleep(20);
    await world.projections();
    await under(growing, sleep(2_000));
    await world.caughtUp();
    const published = (await topicOf(shared.url, world.topic)).filter(({ record }) => record !== undefined);
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

  // A multiple of what fits into one batch, so that the end of the log comes with the end of one.
  it(
    'when the receiver is behind by many thousands',
    async () => {
      const growing = new Growing(new MemoryEventStore(LOG_ID));
      world = new RelayedWorld(shared.url, growing.store);
      for (let i = 0; i < BEHIND / 50; i++) await growing.add(`case-${String(i)}`, 50);
      world.relay();
      await world.projections();
      await world.caughtUp(30_000 + BEHIND);
      expect(await world.rows()).toEqual(await foldOf(growing.store));
    },
    60_000 + 3 * BEHIND,
  );
});

const own = ownServer('kafka');
own.describe('every pause ends by itself', () => {
  it.each([
    ['killed and started again', 'SIGKILL', 1_500],
    ['paused for longer than a sending may take', 'SIGSTOP', 10_000],
  ] as const)('when the broker is %s', async (_, signal, milliseconds) => {
    const growing = new Growing(new MemoryEventStore(LOG_ID));
    world = new RelayedWorld(own.url, growing.store);
    const relay = world.relay();
    await world.projections();
    await growing.spread(100, 9);
    await world.caughtUp();
    own.server.signal(0, signal);
    await under(growing, sleep(milliseconds));
    if (signal === 'SIGSTOP') own.server.signal(0, 'SIGCONT');
    else await own.server.restart(0);
    await growing.spread(100, 9);
    await world.caughtUp();
    expect(await world.rows()).toEqual(await foldOf(growing.store));
    expect(await relay.it.status()).toMatchObject({ state: 'relaying' });
  });
});

const three = ownServer('kafka-three');
three.describe('nothing acknowledged is lost', () => {
  it('when the leader of parts is killed, and comes back', async () => {
    const growing = new Growing(new MemoryEventStore(LOG_ID));
    world = new RelayedWorld(three.url, growing.store, undefined, { replication: 3 });
    world.relay();
    await world.projections();
    await growing.spread(100, 9);
    await world.caughtUp();
    const leader = await leaderOf(world.topic);
    three.server.signal(leader - 1, 'SIGKILL');
    await under(growing, sleep(3_000));
    await world.caughtUp();
    expect(await leaderOf(world.topic)).not.toBe(leader);
    await three.server.restart(leader - 1);
    await growing.spread(100, 9);
    await world.caughtUp();
    expect(await world.rows()).toEqual(await foldOf(growing.store));
    const lying = await topicOf(three.url, world.topic);
    const published = new Set(lying.flatMap(({ record }) => (record === undefined ? [] : [record.id])));
    expect(published.size).toBe(Number((await growing.store.head()).size));
  });

  /** Of the first part. */
  async function leaderOf(topic: string): Promise<number> {
    const admin = clientOf(three.url).admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    await admin.disconnect();
    return topics[0]?.partitions.find(({ partitionId }) => partitionId === 0)?.leader ?? 0;
  }
});
