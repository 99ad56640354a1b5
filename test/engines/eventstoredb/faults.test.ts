import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { Connection } from '../../../src/engines/eventstoredb/connection';
import {
  openEventStoreDbLedger,
  type EventStoreDbEventStore,
} from '../../../src/engines/eventstoredb/eventstoredb-event-store';
import {
  LedgerRewound,
  OutcomeUnknown,
  START,
  StoreUnavailable,
  type LedgerAlarm,
  type StoredRecord,
} from '../../../src/ports/event-store';
import { genesis } from '../../contract/engines';
import type { AppendFault, ReadFault } from '../../support/eventstoredb/faults';
import { TestEventStoreDb } from '../../support/eventstoredb/server';
import { chain } from '../../support/records';

const STREAM = 'case-x7Kp';
/** So that a test of what takes seconds takes none. */
const timing = { answer: 400, append: 8_000, read: 8_000, pause: [5, 40] as const, watch: 60 };

describe('EventStoreDB that misbehaves (test server)', () => {
  let server: TestEventStoreDb;
  let store: EventStoreDbEventStore;
  let alarms: LedgerAlarm[];
  const open = (own = {}): Promise<EventStoreDbEventStore> =>
    openEventStoreDbLedger({
      ...{ url: server.url, genesis, timing: { ...timing, ...own } },
      onAlarm: (alarm) => alarms.push(alarm),
    });
  beforeEach(async () => {
    alarms = [];
    server = await TestEventStoreDb.start();
    store = await open();
  });
  afterEach(async () => {
    await store.close();
    await server.stop();
  });

  /** What lies on the server, whatever the engine says of it. */
  const stored = (stream = STREAM): readonly string[] =>
    (server.log.visible(`henji.${stream}`) ?? []).map(({ id }) => id);

  describe('an append', () => {
    const faults: AppendFault[] = [
      { how: 'lose-reply' },
      { how: 'break-after' },
      { how: 'timeout-after' },
      { how: 'not-ready' },
      { how: 'stall' },
    ];

    it.each(faults)('whose call ends with "$how" is stored once, and its caller told so', async (fault) => {
      const records = chain(STREAM, 3);
      await store.append(STREAM, 'no-stream', records.slice(0, 1));
      server.faults.set('append', fault, 2);
      const appended = await store.append(STREAM, { revision: 0n }, records.slice(1));
      expect(appended).toMatchObject({ outcome: 'appended', firstRevision: 1n, lastRevision: 2n });
      expect(stored()).toEqual(records.map(({ id }) => id));
      expect(server.faults.left('append')).toBe(0);
    });

    it('is sent to the leader that a follower names', async () => {
      const records = chain(STREAM, 1);
      server.faults.set('append', { how: 'not-leader', host: '127.0.0.1', port: server.port });
      expect((await store.append(STREAM, 'no-stream', records)).outcome).toBe('appended');
      expect(stored()).toHaveLength(1);
    });

    it('among many, of which each loses its reply, breaks or waits, is stored once and in its place', async () => {
      const streams = Array.from({ length: 20 }, (_, i) => `case-${i}`);
      for (let i = 0; i < 40; i++) server.faults.set('append', faults[i % faults.length] as AppendFault);
      await Promise.all(
        streams.flatMap((stream) => {
          const records = chain(stream, 3);
          return records.map((record, i) =>
            store.append(stream, i === 0 ? 'no-stream' : { revision: BigInt(i - 1) }, [record]),
          );
        }),
      );
      for (const stream of streams) expect(stored(stream)).toEqual(chain(stream, 3).map(({ id }) => id));
      expect(await store.readAll(START, 100)).toHaveLength(60);
    });

    it('whose outcome cannot be known in time says so, and its retry finds what is there', async () => {
      const records = chain(STREAM, 2);
      const hasty = await open({ append: 900 });
      server.faults.set('append', { how: 'lose-reply' }, 3);
      await expect(hasty.append(STREAM, 'no-stream', records)).rejects.toBeInstanceOf(OutcomeUnknown);
      while (server.faults.left('append') > 0) server.faults.take('append');
      expect(stored()).toHaveLength(2);
      expect((await hasty.append(STREAM, 'no-stream', records)).outcome).toBe('already-appended');
      await hasty.close();
    });

    it('to a server that is away certainly was not stored', async () => {
      const hasty = await open({ append: 300 });
      await server.stop();
      await expect(hasty.append(STREAM, 'no-stream', chain(STREAM, 1))).rejects.toBeInstanceOf(
        StoreUnavailable,
      );
      await server.restart();
      expect(stored()).toEqual([]);
      await hasty.close();
    });

    it('waits for a server that restarts', async () => {
      const records = chain(STREAM, 2);
      await store.append(STREAM, 'no-stream', records.slice(0, 1));
      await server.stop();
      const appending = store.append(STREAM, { revision: 0n }, records.slice(1));
      setTimeout(() => void server.restart(), 200);
      expect((await appending).lastRevision).toBe(1n);
      expect(stored()).toHaveLength(2);
    });

    it('larger than the server takes is refused, and nothing of it stored', async () => {
      const records = chain(STREAM, 1, { body: { text: 'x'.repeat(30_000) } });
      const many = chain(STREAM, 40, { body: { text: 'x'.repeat(30_000) } });
      await expect(store.append(STREAM, 'no-stream', many)).rejects.toMatchObject({ code: 'bad-append' });
      expect((await store.append(STREAM, 'no-stream', records)).outcome).toBe('appended');
    });
  });

  describe('two processes', () => {
    it('write one stream: one wins each place, the other is told where the stream is', async () => {
      const other = await open();
      const [ours, theirs] = [chain(STREAM, 2, { tag: 'ours' }), chain(STREAM, 2, { tag: 'theirs' })];
      const outcomes = await Promise.allSettled([
        store.append(STREAM, 'no-stream', ours),
        other.append(STREAM, 'no-stream', theirs),
      ]);
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost.map(({ reason }) => reason as unknown)).toMatchObject([
        { code: 'wrong-expected-revision', actual: 1n },
      ]);
      expect(stored()).toHaveLength(2);
      await other.close();
    });

    it('repeat one append: the second finds it, also after a restart of everything', async () => {
      const records = chain(STREAM, 3);
      await store.append(STREAM, 'no-stream', records);
      await server.restart();
      const other = await open();
      expect((await other.append(STREAM, 'no-stream', records)).outcome).toBe('already-appended');
      expect(stored()).toHaveLength(3);
      await other.close();
    });
  });

  describe('a read', () => {
    const faults: ReadFault[] = [
      { how: 'break', after: 2 },
      { how: 'end', after: 2 },
      { how: 'stall' },
      { how: 'not-ready' },
    ];
    const records = chain(STREAM, 6);
    beforeEach(() => store.append(STREAM, 'no-stream', records));

    it.each(faults)(
      'of a stream, whose call ends with "$how", gives all records or says that more follow',
      async (fault) => {
        server.faults.set('read', fault);
        const found: StoredRecord[] = [];
        for (let next: bigint | undefined = 0n; next !== undefined;) {
          const page = await store.readStream(STREAM, next, 100);
          found.push(...page.records);
          next = page.next;
        }
        expect(found.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
      },
    );

    it.each(faults)('of the log, whose call ends with "$how", skips nothing', async (fault) => {
      server.faults.set('read', fault, 2);
      const found: StoredRecord[] = [];
      while (found.length < 6) found.push(...(await store.readAll(found.at(-1)?.position ?? START, 4)));
      expect(found.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
    });
  });

  describe('a subscription', () => {
    /** Ids that come until there are so many. */
    async function follow(count: number, during: () => Promise<void>): Promise<string[]> {
      const stopping = new AbortController();
      const seen: string[] = [];
      for await (const message of store.subscribe(START, { batch: 3, signal: stopping.signal })) {
        if (message.kind === 'records') seen.push(...message.records.map(({ id }) => id));
        else if (seen.length < count) await during();
        if (seen.length >= count) stopping.abort();
      }
      return seen;
    }
    const append = async (from: number, to: number): Promise<void> => {
      const all = chain(STREAM, to);
      const expected = from === 0 ? 'no-stream' : ({ revision: BigInt(from - 1) } as const);
      await store.append(STREAM, expected, all.slice(from));
    };
    const ids = (count: number): string[] => chain(STREAM, count).map(({ id }) => id);

    it('goes on through a restart of the server, and brings each record once', async () => {
      await append(0, 4);
      const seen = await follow(7, async () => {
        await server.stop();
        setTimeout(() => void server.restart().then(() => append(4, 7)), 150);
      });
      expect(seen).toEqual(ids(7));
    });

    it('that is told nothing looks for itself whether the log has moved', async () => {
      await append(0, 2);
      server.faults.set('subscribe', { how: 'stall' }, 9);
      const other = await open();
      const seen = await follow(4, async () => {
        setTimeout(() => void other.append(STREAM, { revision: 1n }, chain(STREAM, 4).slice(2)), 30);
      });
      expect(seen).toEqual(ids(4));
      await other.close();
    });

    it('takes no checkpoint for a delivery', async () => {
      await append(0, 2);
      server.faults.set('subscribe', { how: 'checkpoint-ahead' }, 9);
      const seen = await follow(5, async () => append(2, 5));
      expect(seen).toEqual(ids(5));
    });

    it('passes over events of others', async () => {
      await append(0, 2);
      const foreign = { type: 'T', isJson: false, data: Buffer.from('x'), metadata: Buffer.alloc(0) };
      server.log.append('another-app', 'any', [{ ...foreign, id: genesis.logId }]);
      await append(2, 3);
      expect(await follow(3, () => Promise.resolve())).toEqual(ids(3));
      expect(alarms).toEqual([]);
    });

    it.each(['empty', 'from an older copy', 'from an older copy, and has moved on since'])(
      'of a server that comes back %s stops and says so',
      async (how) => {
        await append(0, 1);
        const backup = server.backup();
        await append(1, 4);
        const following = follow(9, async () => {
          if (how === 'empty') await server.restartEmpty();
          else await server.restore(backup);
          if (how.endsWith('since')) {
            const others = Array.from({ length: 30 }, (_, i) => chain(`case-${i}`, 2));
            for (const [i, records] of others.entries())
              server.log.append(`henji.case-${i}`, 'any', asEvents(records));
          }
        });
        await expect(following).rejects.toBeInstanceOf(LedgerRewound);
      },
    );
  });

  describe('what somebody did on the server', () => {
    let client: EventStoreDBClient;
    beforeEach(async () => {
      await store.append(STREAM, 'no-stream', chain(STREAM, 3));
      client = EventStoreDBClient.connectionString(server.url);
    });
    afterEach(() => client.dispose());
    const last = chain(STREAM, 4)[3];

    it('a tombstone is an alarm, and the stream takes nothing more', async () => {
      await client.tombstoneStream(`henji.${STREAM}`);
      await expect(store.readStream(STREAM, 0n, 10)).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.append(STREAM, { revision: 2n }, [last!])).rejects.toBeInstanceOf(StoreUnavailable);
      expect(alarms).toMatchObject([{ code: 'foreign-delete', stream: STREAM }]);
      expect(await store.readAll(START, 10)).toHaveLength(3);
    });

    it('a truncation is an alarm, and no page pretends to be whole', async () => {
      await client.setStreamMetadata(`henji.${STREAM}`, { truncateBefore: 2 });
      await expect(store.readStream(STREAM, 0n, 10)).rejects.toBeInstanceOf(StoreUnavailable);
      expect(alarms).toMatchObject([{ code: 'foreign-truncation', stream: STREAM }]);
    });

    it('a soft delete is an alarm', async () => {
      await client.deleteStream(`henji.${STREAM}`);
      await expect(store.readStream(STREAM, 0n, 10)).rejects.toBeInstanceOf(StoreUnavailable);
      expect(alarms).toMatchObject([{ code: 'foreign-truncation', stream: STREAM }]);
    });

    it('metadata of a stream is an alarm to whoever reads the log', async () => {
      await client.setStreamMetadata(`henji.${STREAM}`, { maxCount: 1 });
      expect(await store.readAll(START, 10)).toHaveLength(3);
      expect(alarms).toMatchObject([{ code: 'foreign-truncation', stream: STREAM }]);
    });
  });

  it('answers what was asked before closing, and refuses what comes after', async () => {
    server.faults.set('append', { how: 'lose-reply' });
    const appending = store.append(STREAM, 'no-stream', chain(STREAM, 1));
    await store.close();
    expect((await appending).outcome).toBe('appended');
    await expect(store.append(STREAM, { revision: 0n }, chain(STREAM, 1))).rejects.toBeInstanceOf(
      StoreUnavailable,
    );
  });

  it('closes soon while the server is away, and says of what it did not hear that it does not know', async () => {
    await store.append(STREAM, 'no-stream', chain(STREAM, 1));
    const closing = await open({ drain: 200 });
    server.faults.set('append', { how: 'stall' }, 99);
    const appending = closing.append(STREAM, { revision: 0n }, chain(STREAM, 2).slice(1));
    const outcome = expect(appending).rejects.toBeInstanceOf(OutcomeUnknown);
    const started = performance.now();
    await closing.close();
    await outcome;
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  describe('closing', () => {
    /** A way to the server on which bytes come so many milliseconds late, or never. */
    const slowWay = async (delay: number): Promise<{ readonly port: number; readonly end: () => void }> => {
      const ends: (() => void)[] = [];
      const way = createServer((socket) => {
        ends.push(() => socket.destroy());
        socket.on('error', () => undefined);
        if (delay === Infinity) return;
        setTimeout(() => {
          const there = connect(server.port, '127.0.0.1').on('error', () => undefined);
          ends.push(() => there.destroy());
          socket.pipe(there).pipe(socket);
        }, delay);
      });
      way.listen(0, '127.0.0.1');
      await once(way, 'listening');
      const { port } = way.address() as AddressInfo;
      return {
        port,
        end: () => {
          for (const end of ends) end();
          way.close();
        },
      };
    };
    const discovering = (port: number): string => `esdb+discover://127.0.0.1:${port}?tls=false`;
    const elapsed = async (work: Promise<unknown>): Promise<number> => {
      const started = performance.now();
      await work;
      return performance.now() - started;
    };

    it('ends soon after a call that began later than anybody waited for it', async () => {
      const way = await slowWay(700);
      const late = await openEventStoreDbLedger({ url: discovering(way.port), genesis, timing });
      expect(await elapsed(late.close())).toBeLessThan(1_500);
      way.end();
    });

    it('ends soon while a leader is searched for that nobody names', async () => {
      const stopping = new AbortController();
      const way = await slowWay(Infinity);
      const connection = new Connection(discovering(way.port));
      const listening = connection.notices(['henji.'], () => undefined, stopping.signal);
      setTimeout(() => {
        stopping.abort();
      }, 50);
      expect(await elapsed(listening)).toBeLessThan(1_000);
      expect(await elapsed(connection.close(100))).toBeLessThan(1_000);
      way.end();
    });

    it('waits for a client that never ends as long as it was told to', async () => {
      const endless = { dispose: () => new Promise(() => undefined) } as never;
      jest.spyOn(EventStoreDBClient, 'connectionString').mockReturnValueOnce(endless);
      expect(await elapsed(new Connection('esdb://127.0.0.1:1').close(100))).toBeLessThan(1_000);
    });
  });

  it('keeps several ledgers on one server apart', async () => {
    const url = `${server.url}&ledger=district`;
    await expect(openEventStoreDbLedger({ url, timing })).rejects.toMatchObject({ code: 'ledger-missing' });
    const other = await openEventStoreDbLedger({
      url,
      timing,
      genesis: { ...genesis, logId: chain('a-b', 1)[0]?.id ?? '' },
    });
    await store.append(STREAM, 'no-stream', chain(STREAM, 2));
    await other.append(STREAM, 'no-stream', chain(STREAM, 1));
    expect(await store.readAll(START, 10)).toHaveLength(2);
    expect(await other.readAll(START, 10)).toHaveLength(1);
    expect((await other.info()).logId).not.toBe((await store.info()).logId);
    await other.close();
  });
});

const asEvents = (records: ReturnType<typeof chain>) =>
  records.map(({ id, entry }) => ({ id, type: 'T', isJson: false, data: Buffer.alloc(0), metadata: entry }));
