import { describe, expect, it } from '@jest/globals';
import { changesOf, follow, type Projection } from '../../projections/projection';
import { reached } from '../../projections/reached';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import { defineTable } from '../../src/ports/read-model-table';
import { LedgerRewound, StoreUnavailable } from '../../src/ports/event-store';
import type { EventFeed } from '../../src/ports/event-feed';
import type { Recorded } from '../../src/kernel/event';
import { hosting, linesOf, projected } from './hosting';
import { positionOf, TestLog, type Told } from './log';
import { tally } from './tally';

const opened = (stream: string): Told => ({ stream, type: 'Opened', data: { amount: 1 } });
const paid = (stream: string, amount: number): Told => ({ stream, type: 'Paid', data: { amount } });

/** A feed that shows only some records; the log itself has them all. */
const showing = (log: TestLog, ...indexes: readonly number[]): EventFeed => ({
  read: async (after, limit) =>
    log.records.filter((record, i) => indexes.includes(i) && record.position > after).slice(0, limit),
  readStream: log.readStream.bind(log),
  head: log.head.bind(log),
  wait: log.wait.bind(log),
});

describe('the host', () => {
  it('drops what it is shown twice, and tells how often', async () => {
    const log = new TestLog([opened('case-a'), paid('case-a', 2)]);
    const models = new MemoryReadModels();
    const { host } = await hosting(
      [tally()],
      {
        ...showing(log),
        read: async (after) => (after < positionOf(1) ? [...log.records, ...log.records] : []),
      },
      models,
    );
    await host.catchUp();
    expect((await host.status())[0]).toMatchObject({
      counts: { applied: 2, duplicates: 2 },
      checkpoint: { passed: 2 },
    });
    expect(await models.reader(tally()).query({ from: 'cases', limit: 9 })).toEqual([
      { case: 'case-a', events: 2, sum: 3, last: 'Paid' },
    ]);
  });

  it('repairs a hole from the log', async () => {
    const log = new TestLog([opened('case-a'), paid('case-a', 2), paid('case-a', 3), opened('case-b')]);
    const models = new MemoryReadModels();
    const { host } = await hosting([tally()], showing(log, 2, 3), models);
    await host.catchUp();
    expect((await host.status())[0]).toMatchObject({
      state: 'live',
      counts: { applied: 4, gapsRepaired: 1 },
    });
    expect(await linesOf(models.reader(tally()))).toEqual(
      await linesOf(
        await projected(tally(), [opened('case-a'), paid('case-a', 2), paid('case-a', 3), opened('case-b')]),
      ),
    );
  });

  it('waits while the log cannot be read, and goes on by itself', async () => {
    const log = new TestLog([opened('case-a')]);
    let away = 2;
    const feed: EventFeed = {
      ...showing(log),
      read: (after, limit) =>
        away-- > 0 ? Promise.reject(new StoreUnavailable('the server is away')) : log.read(after, limit),
    };
    const { host, alarms } = await hosting([tally()], feed, new MemoryReadModels());
    await host.step();
    expect((await host.status())[0]).toMatchObject({
      state: 'failing',
      error: { code: 'store-unavailable' },
    });
    await host.step();
    await host.catchUp();
    expect((await host.status())[0]).toMatchObject({ state: 'live', counts: { applied: 1 } });
    expect(alarms).toHaveLength(1);
  });

  it('stops where the log has no record at its checkpoint any more', async () => {
    const log = new TestLog([opened('case-a')]);
    const feed: EventFeed = {
      ...showing(log),
      read: (after, limit) =>
        after === '' ? log.read(after, limit) : Promise.reject(new LedgerRewound(after)),
    };
    const { host, alarms } = await hosting([tally()], feed, new MemoryReadModels());
    await host.catchUp();
    expect((await host.status())[0]).toMatchObject({ state: 'stopped', error: { code: 'ledger-rewound' } });
    expect(alarms).toMatchObject([{ projection: 'tally', code: 'ledger-rewound' }]);
  });

  it('stops at the start where its last event lies at another position than it did', async () => {
    const log = new TestLog([opened('case-a'), opened('case-b')]);
    const models = new MemoryReadModels();
    await (await hosting([tally()], log, models)).host.catchUp();
    const moved = log.records.map((record, i) => ({ ...record, position: positionOf(i + 5) }));
    log.records.splice(0, 2, ...moved);
    const { host } = await hosting([tally()], log, models);
    expect((await host.status())[0]).toMatchObject({ state: 'stopped', error: { code: 'ledger-replaced' } });
  });

  it('stops at a hole that the log has, too', async () => {
    const log = new TestLog([opened('case-a'), opened('case-a'), opened('case-b'), opened('case-a')]);
    log.records.splice(1, 1);
    const { host, alarms } = await hosting([tally()], log, new MemoryReadModels());
    await host.catchUp();
    expect((await host.status())[0]).toMatchObject({ state: 'stopped', error: { code: 'gap-unrepaired' } });
    expect(alarms).toMatchObject([{ projection: 'tally', code: 'gap-unrepaired' }]);
    await host.run(new AbortController().signal);
  });

  it('stops when another event claims the place of one that was applied', async () => {
    const log = new TestLog([opened('case-a')]);
    const models = new MemoryReadModels();
    const { host } = await hosting([tally()], log, models);
    await host.catchUp();
    const forged = { ...log.records[0]!, position: positionOf(1), id: 'event-forged' };
    forged.entry = Buffer.from(forged.entry.toString().replace('event-0', 'event-forged'));
    log.records.push(forged);
    await host.catchUp();
    expect((await host.status())[0]).toMatchObject({ state: 'stopped', error: { code: 'stream-conflict' } });
  });

  it('stops when it does not own the read model alone', async () => {
    const log = new TestLog([opened('case-a')]);
    const models = new MemoryReadModels();
    const [one, other] = [await hosting([tally()], log, models), await hosting([tally()], log, models)];
    await one.host.catchUp();
    await other.host.catchUp();
    expect((await one.host.status())[0]).toMatchObject({ state: 'live' });
    expect((await other.host.status())[0]).toMatchObject({
      state: 'stopped',
      error: { code: 'checkpoint-moved' },
    });
    expect(await models.reader(tally()).query({ from: 'cases', limit: 9 })).toHaveLength(1);
  });

  it('stops when the ledger is not the one it has read', async () => {
    const models = new MemoryReadModels();
    const first = await hosting([tally()], new TestLog([opened('case-a'), paid('case-a', 1)]), models);
    await first.host.catchUp();
    for (const other of [
      [opened('case-a')],
      [opened('case-b'), opened('case-a'), { ...paid('case-a', 1), meta: { id: 'another' } }],
    ]) {
      const { host } = await hosting([tally()], new TestLog(other), models);
      await host.catchUp();
      expect((await host.status())[0]).toMatchObject({
        state: 'stopped',
        error: { code: 'ledger-replaced' },
      });
    }
  });

  it('stops at an unknown event with everything before it applied, and goes on in a build that knows it', async () => {
    const log = new TestLog([
      opened('case-a'),
      opened('organ-x'),
      { stream: 'organ-x', type: 'Unknown' },
      opened('case-b'),
    ]);
    const models = new MemoryReadModels();
    const { host, alarms } = await hosting([tally()], log, models);
    await host.catchUp();
    const [status] = await host.status();
    expect(status).toMatchObject({ state: 'stopped', behind: 2, checkpoint: { passed: 2 } });
    expect(alarms).toHaveLength(1);
    expect(await models.reader(tally()).query({ from: 'cases', columns: ['case'], limit: 9 })).toEqual([
      { case: 'case-a' },
    ]);
    const later = await hosting([tally()], log, models, {
      decode: (record) => JSON.parse(record.entry.toString()) as Recorded,
    });
    await later.host.catchUp();
    expect((await later.host.status())[0]).toMatchObject({ state: 'live', behind: 0 });
  });

  it('lets one projection stop and the others go on', async () => {
    const log = new TestLog([opened('case-a')]);
    const models = new MemoryReadModels();
    const taken = await hosting([tally()], log, models);
    const second = { ...tally(), name: 'other' };
    const { host } = await hosting([tally(), second], log, models);
    await taken.host.catchUp();
    await host.catchUp();
    log.tell(opened('case-b'));
    await host.catchUp();
    expect((await host.status()).map(({ name, state }) => [name, state])).toEqual([
      ['tally', 'stopped'],
      ['other', 'live'],
    ]);
    expect(await models.reader(second).query({ from: 'cases', limit: 9 })).toHaveLength(2);
  });

  it('lets a projection that comes later catch up, and reads once for those at the same place', async () => {
    const log = new TestLog([opened('case-a'), opened('case-b')]);
    const models = new MemoryReadModels();
    const first = await hosting([tally()], log, models);
    await first.host.catchUp();
    await first.host.close();
    let reads = 0;
    const counting: EventFeed = {
      ...showing(log, 0, 1, 2),
      read: (after, limit) => (reads++, log.read(after, limit)),
    };
    const second = { ...tally(), name: 'other' };
    const { host } = await hosting([tally(), second], counting, models);
    await host.catchUp();
    log.tell(opened('case-c'));
    reads = 0;
    await host.step();
    expect(reads).toBe(1);
    expect(await models.reader(second).query({ from: 'cases', limit: 9 })).toHaveLength(3);
    expect(await models.reader(tally()).query({ from: 'cases', limit: 9 })).toHaveLength(3);
  });

  it('tells how far behind it is, in records and in time', async () => {
    const log = new TestLog([opened('case-a'), opened('case-b'), opened('case-c')]);
    const { host } = await hosting([tally()], log, new MemoryReadModels(), {
      page: 2,
      now: () => Date.parse('2026-01-01T00:03:00Z'),
    });
    expect((await host.status())[0]).toMatchObject({ state: 'catching-up', behind: 3, lagSeconds: 0 });
    await host.step();
    // The second record was recorded at one minute past.
    expect((await host.status())[0]).toMatchObject({ state: 'catching-up', behind: 1, lagSeconds: 120 });
    await host.catchUp();
    expect((await host.status())[0]).toMatchObject({ state: 'live', behind: 0, lagSeconds: 0 });
    log.tell(opened('case-d'));
    expect((await host.status())[0]).toMatchObject({ state: 'catching-up', behind: 1 });
  });

  it('follows the log until it is told to stop, and readers see their own writes', async () => {
    const log = new TestLog();
    const models = new MemoryReadModels();
    const { host } = await hosting([tally()], log, models);
    const stop = new AbortController();
    const running = host.run(stop.signal);
    log.tell(opened('case-a'), opened('case-b'));
    const tick = async (): Promise<boolean> => new Promise((resolve) => setImmediate(() => resolve(true)));
    expect(await reached(models.reader(tally()), positionOf(1), tick)).toBe(true);
    expect(await models.reader(tally()).query({ from: 'cases', limit: 9 })).toHaveLength(2);
    expect(await reached(models.reader(tally()), positionOf(2), async () => false)).toBe(false);
    stop.abort();
    await running;
    await host.close();
  });

  it('tries again when the read model cannot be written, after a pause, and alarms once', async () => {
    const models = new MemoryReadModels();
    const open = models.open.bind(models);
    let failures = 3;
    models.open = async (model) => {
      const opened = await open(model);
      const commit = opened.commit.bind(opened);
      opened.commit = (batch) => (failures-- > 0 ? Promise.reject(new Error('disk is full')) : commit(batch));
      return opened;
    };
    const stop = new AbortController();
    let pauses = 0;
    const log = new TestLog([opened('case-a')]);
    const feed = { ...showing(log, 0), wait: async () => stop.abort() };
    const { host, alarms } = await hosting([tally()], feed, models, {
      pause: async () => {
        pauses++;
      },
    });
    await host.run(stop.signal);
    expect(pauses).toBe(3);
    expect(alarms).toMatchObject([{ code: 'read-model-failing', en: 'disk is full' }]);
    expect((await host.status())[0]).toMatchObject({ state: 'live', counts: { applied: 1 } });
    expect((await host.status())[0]?.error).toBeUndefined();
  });
});

describe('a stream that passes a projection by', () => {
  const tables = {
    paid: defineTable({ columns: { case: 'ref', revision: 'int' }, key: ['case', 'revision'] }),
  };
  const { put } = changesOf(tables);
  const handler = ({ meta }: Recorded, doc: number) => ({
    doc: doc + 1,
    changes: [put('paid', { case: meta.stream, revision: meta.revision })],
  });
  const payments: Projection = {
    ...{ name: 'payments', version: 1, tables },
    streams: { case: follow<number>({ initial: 0, on: [{ type: 'Paid', handler }] }) },
  };

  it('is not remembered, and read from its beginning when something of it counts', async () => {
    const log = new TestLog([opened('case-a'), opened('case-b'), opened('case-a')]);
    const models = new MemoryReadModels();
    const first = await hosting([payments], log, models);
    await first.host.catchUp();
    expect(await linesOf(models.reader(payments))).toEqual([]);
    await first.host.close();
    log.tell(paid('case-a', 1), opened('case-a'), opened('case-b'));
    const { host } = await hosting([payments], log, models, { page: 1 });
    await host.catchUp();
    expect((await host.status())[0]).toMatchObject({ state: 'live', behind: 0, counts: { gapsRepaired: 0 } });
    expect(await linesOf(models.reader(payments))).toEqual([
      'paid ["case-a",2]',
      'henji_streams ["case-a",3,"event-4"] 1',
    ]);
  });
});

describe('a host that follows the log', () => {
  /** Runs until the log is shown whole; a page takes so many milliseconds on this clock. */
  async function rests(told: readonly Told[], takes: number, page: number): Promise<readonly number[]> {
    const stop = new AbortController();
    const log = new TestLog(told);
    const found: number[] = [];
    let now = 0;
    const feed: EventFeed = {
      read: async (after, limit) => {
        now += takes;
        return log.read(after, limit);
      },
      readStream: log.readStream.bind(log),
      head: log.head.bind(log),
      wait: async () => {
        stop.abort();
      },
    };
    const pause = async (milliseconds: number): Promise<void> => {
      found.push(milliseconds);
    };
    const parts = { now: () => now, pause, page };
    const { host } = await hosting([tally()], feed, new MemoryReadModels(), parts);
    await host.run(stop.signal);
    expect((await host.status())[0]).toMatchObject({ state: 'live', behind: 0 });
    return found;
  }
  const told = [opened('case-a'), opened('case-b'), opened('case-c')];

  it('rests three times as long as a page at the end took, and not before the next one', async () => {
    expect(await rests(told, 7, 10)).toEqual([21]);
  });

  it('rests for 50 milliseconds at most', async () => {
    expect(await rests(told, 400, 10)).toEqual([50]);
  });

  it('does not rest while there is more to be read', async () => {
    expect(await rests(told, 7, 2)).toEqual([21]);
  });
});
