import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  openEventStoreDbLedger,
  type EventStoreDbEventStore,
} from '../../../src/engines/eventstoredb/eventstoredb-event-store';
import { START, type LedgerAlarm } from '../../../src/ports/event-store';
import { leafHash, MerkleTree } from '../../../src/seal/tree';
import { genesis } from '../../contract/engines';
import { TestEventStoreDb } from '../../support/eventstoredb/server';
import { chain } from '../../support/records';

const timing = { answer: 1_500, append: 20_000, read: 20_000, pause: [5, 40] as const, watch: 40 };

/** Streams with so many records in all, in runs of 50. */
async function grow(store: EventStoreDbEventStore, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i += 50) {
    await store.append(`case-${i}`, 'no-stream', chain(`case-${i}`, Math.min(50, to - i)));
  }
}

/** The tree over the log as it lies there. */
async function treeOf(store: EventStoreDbEventStore) {
  const tiles = new Map<string, Buffer>();
  const tree = new MerkleTree((level, index, data) => void tiles.set(`${level}/${index}`, data));
  for (let position = START; ;) {
    const records = await store.readAll(position, 1_000);
    if (records.length === 0) return { tree, tiles };
    for (const { entry } of records) tree.push(leafHash(entry));
    position = records.at(-1)?.position ?? position;
  }
}

describe('the sealer of a ledger on EventStoreDB (test server)', () => {
  let server: TestEventStoreDb;
  let store: EventStoreDbEventStore;
  let alarms: LedgerAlarm[];
  const open = (): Promise<EventStoreDbEventStore> =>
    openEventStoreDbLedger({ url: server.url, genesis, timing, onAlarm: (alarm) => alarms.push(alarm) });
  beforeEach(async () => {
    alarms = [];
    server = await TestEventStoreDb.start();
    store = await open();
  });
  afterEach(async () => {
    await store.close();
    await server.stop();
  });

  /** What is stored of the tree must be the tree over the log: state, and every full tile once. */
  async function demandSealed(): Promise<void> {
    const { tree, tiles } = await treeOf(store);
    const state = await store.sealedTree().state();
    expect(state.size).toBe(tree.size);
    expect(state.slots).toEqual(tree.serialise());
    const full = Math.floor(tree.size / 256);
    const kept = await store.sealedTree().tiles(0, 0, full + 9);
    expect(kept.map(({ level, index }) => `${level}/${index}`)).toEqual(
      [...tiles.keys()].filter((key) => key.startsWith('0/')),
    );
    for (const { level, index, data } of kept) expect(data).toEqual(tiles.get(`${level}/${index}`));
  }

  it('gives leaves their places in log order, tiles at 256, and goes on after a restart', async () => {
    await grow(store, 0, 700);
    expect((await store.sealer().catchUp()).size).toBe(700);
    await demandSealed();
    await server.restart();
    await grow(store, 1_000, 1_350);
    expect((await store.sealer().catchUp()).size).toBe(1_050);
    await demandSealed();
  });

  it('follows what is appended, through lost replies and restarts', async () => {
    const stopping = new AbortController();
    const sealing = store.sealer().run(stopping.signal);
    await grow(store, 0, 200);
    server.faults.set('append', { how: 'lose-reply' }, 3);
    server.faults.set('read', { how: 'break', after: 3 }, 3);
    await grow(store, 1_000, 1_200);
    await server.stop();
    await server.restart();
    await grow(store, 2_000, 2_200);
    while ((await store.sealedTree().state()).size < 600)
      await new Promise((resolve) => setTimeout(resolve, 20));
    stopping.abort();
    await sealing;
    await demandSealed();
  });

  it('beside another one: both seal, one wins each step, and the tree is one', async () => {
    const other = await open();
    const sealers = [store.sealer(), other.sealer()];
    const stopping = new AbortController();
    const sealing = Promise.all(sealers.map((sealer) => sealer.run(stopping.signal)));
    for (let i = 0; i < 10; i++) await grow(i % 2 === 0 ? store : other, i * 100, i * 100 + 50);
    while ((await store.sealedTree().state()).size < 500)
      await new Promise((resolve) => setTimeout(resolve, 20));
    stopping.abort();
    await sealing;
    await demandSealed();
    await other.close();
    expect(alarms).toEqual([]);
  });

  it('that loses a step goes on from where the other one has sealed', async () => {
    const [first, second] = [store.sealer(), store.sealer()];
    await grow(store, 0, 100);
    await first.catchUp();
    await second.catchUp();
    await grow(store, 1_000, 1_300);
    await first.catchUp();
    await grow(store, 2_000, 2_100);
    expect((await second.catchUp()).size).toBe(500);
    expect([first.lost, second.lost]).toEqual([0, 1]);
    await demandSealed();
  });

  it('that could not store a step counts none of its leaves twice', async () => {
    const sealer = store.sealer();
    await grow(store, 0, 300);
    await sealer.catchUp();
    await grow(store, 1_000, 1_100);
    const hasty = await openEventStoreDbLedger({
      url: server.url,
      timing: { ...timing, answer: 100, append: 120 },
    });
    const failing = hasty.sealer();
    await failing.catchUp();
    await grow(store, 2_000, 2_100);
    server.faults.set('append', { how: 'stall' }, 2);
    await failing.catchUp().catch(() => undefined);
    while (server.faults.left('append') > 0) server.faults.take('append');
    for (let tries = 0; tries < 20; tries++) {
      if ((await failing.catchUp().catch(() => undefined))?.size === 500) break;
    }
    await hasty.close();
    await demandSealed();
  });

  it('takes up tiles that another one stored before it fell', async () => {
    await grow(store, 0, 700);
    const { tiles } = await treeOf(store);
    await store.sealedTree().store([{ level: 0, index: 0, data: tiles.get('0/0') ?? Buffer.alloc(0) }]);
    await store.sealer().catchUp();
    await demandSealed();
  });

  it('stops with an alarm where a stored tile is not that of the log', async () => {
    await grow(store, 0, 300);
    await store.sealedTree().store([{ level: 0, index: 0, data: Buffer.alloc(8192, 7) }]);
    const sealing = store.sealer().run(new AbortController().signal);
    await expect(sealing).rejects.toMatchObject({ code: 'tree-state-mismatch' });
    expect(alarms).toMatchObject([{ code: 'tree-broken' }]);
  });

  it('stops where the log was put back behind what it has sealed', async () => {
    await grow(store, 0, 100);
    const backup = server.backup();
    await grow(store, 1_000, 1_100);
    const sealer = store.sealer();
    await sealer.catchUp();
    await server.restore(backup);
    await grow(store, 2_000, 2_400);
    await expect(sealer.run(new AbortController().signal)).rejects.toMatchObject({ code: 'ledger-rewound' });
  });
});
