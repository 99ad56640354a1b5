import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyLedger, type Copied } from '../../src/app/copy/copy-ledger';
import { verifyServed } from '../../src/app/verify/verify-served';
import { verifyLedger } from '../../src/app/verify/verify';
import { openEventStoreDbLedger } from '../../src/engines/eventstoredb/eventstoredb-event-store';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import { START } from '../../src/ports/event-store';
import { EventStoreDBClient } from '@eventstore/db-client';
import { runHenji } from '../support/command-line';
import { TestEventStoreDb } from '../support/eventstoredb/server';
import { chain } from '../support/records';
import { repoRoot } from '../support/repo-root';
import { tempFolder } from '../support/temp-folder';

const now = '2026-11-28T00:00:00.000Z';
const noKeys = { getMany: () => Promise.resolve(new Map<string, Buffer>()) };

interface Golden {
  readonly events: number;
  readonly root: string;
  readonly history: string;
  readonly payloads: { readonly opened: number; readonly unopened: number };
}

/** The golden ledger: payloads of several subjects, streams that take turns, imports. */
describe('copying a ledger between engines (EventStoreDB: test server)', () => {
  const kept = join(repoRoot, 'test/golden/ledger-0.1');
  const golden = JSON.parse(readFileSync(join(kept, 'golden.json'), 'utf8')) as Golden;
  const source = tempFolder();
  const from = `sqlite:${source}`;
  let server: TestEventStoreDb;

  beforeAll(() => {
    cpSync(kept, source, { recursive: true });
    chmodSync(join(source, 'secrets'), 0o700);
    chmodSync(join(source, 'secrets/key-encryption.key'), 0o600);
  });
  beforeEach(async () => {
    server = await TestEventStoreDb.start();
  });
  afterEach(() => server.stop());

  const copy = (to: string, source = from): Promise<Copied> => copyLedger(source, to, { now });

  it('keeps the root there and back, and every byte', async () => {
    const there = await copy(server.url);
    expect(there).toEqual({
      ok: true,
      records: golden.events,
      already: 0,
      from: golden.root,
      to: golden.root,
    });
    expect(await verifyServed(server.url, noKeys)).toMatchObject({
      ...{ ok: true, events: golden.events, root: golden.root, history: golden.history, unsealed: 0 },
    });
    const back = tempFolder();
    expect(await copy(`sqlite:${back}`, server.url)).toMatchObject({ ok: true, to: golden.root });
    cpSync(join(source, 'secrets'), join(back, 'secrets'), { recursive: true });
    cpSync(join(source, 'keys.db'), join(back, 'keys.db'));
    const { events, root, history, payloads } = golden;
    expect(await verifyLedger({ dataFolder: back })).toMatchObject({
      ok: true,
      events,
      root,
      history,
      payloads,
    });
    const [one, other] = [
      await openSqliteLedger({ folder: source, mode: 'read' }),
      await openSqliteLedger({ folder: back, mode: 'read' }),
    ];
    expect(await other.readAll(START, 10_000)).toEqual(await one.readAll(START, 10_000));
    expect(await other.info()).toEqual(await one.info());
    await one.close();
    await other.close();
  });

  it('up to now leaves out what the source gets while it is copied', async () => {
    const elsewhere = tempFolder();
    cpSync(source, elsewhere, { recursive: true });
    const writer = await openSqliteLedger({
      ...{ folder: elsewhere, mode: 'write', genesis: { logId: '', createdAt: now } },
    });
    const late = chain('case-late', 2);
    const appending: Promise<unknown>[] = [];
    const onProgress = (): void => {
      const expected = appending.length === 0 ? 'no-stream' : ({ revision: 0n } as const);
      const record = late[appending.length];
      if (record !== undefined) appending.push(writer.append('case-late', expected, [record]));
    };
    // Read in pages of a thousand, fewer than it has.
    const copied = await copyLedger(`sqlite:${elsewhere}`, `sqlite:${tempFolder()}`, {
      ...{ now, upToNow: true, onProgress },
    });
    await Promise.all(appending);
    expect(copied).toMatchObject({ ok: true, records: golden.events, to: golden.root });
    expect(appending.length).toBeGreaterThan(0);
    await writer.close();
  });

  it('goes on where an earlier copy ended, and copies nothing twice', async () => {
    const target = await openEventStoreDbLedger({
      url: server.url,
      genesis: { logId: await logIdOf(source), createdAt: now },
    });
    const reader = await openSqliteLedger({ folder: source, mode: 'read' });
    for (const record of await reader.readAll(START, 7)) {
      const expected = record.revision === 0n ? 'no-stream' : ({ revision: record.revision - 1n } as const);
      await target.append(record.stream, expected, [record]);
    }
    await reader.close();
    await target.close();
    expect(await copy(server.url)).toMatchObject({ ok: true, already: 7, to: golden.root });
    expect(await copy(server.url)).toMatchObject({ ok: true, already: golden.events, to: golden.root });
  });

  it('survives lost replies and broken connections', async () => {
    server.faults.set('append', { how: 'break-after' }, 5);
    server.faults.set('append', { how: 'not-ready' }, 5);
    expect(await copy(server.url)).toMatchObject({ ok: true, records: golden.events, to: golden.root });
  });

  it.each(['another ledger', 'the same ledger that went on differently'])(
    'refuses %s as its target',
    async (what) => {
      const logId = what === 'another ledger' ? (chain('a-b', 1)[0]?.id ?? '') : await logIdOf(source);
      const target = await openEventStoreDbLedger({ url: server.url, genesis: { logId, createdAt: now } });
      await target.append('case-else', 'no-stream', chain('case-else', 1));
      await target.close();
      await expect(copy(server.url)).rejects.toMatchObject({ code: 'copy-diverges' });
    },
  );

  it('copies from folder to folder by the command line, with both roots at the end', async () => {
    const target = `sqlite:${tempFolder()}`;
    const ran = await runHenji('copy', from, target, '--json');
    const roots = { from: golden.root, to: golden.root };
    expect(ran).toMatchObject({ code: 0, json: { ok: true, records: golden.events, already: 0, ...roots } });
    const again = await runHenji('copy', from, target);
    expect(again.out).toContain(`${golden.events} of them already there`);
    expect(await runHenji('copy', from, 'nowhere')).toMatchObject({ code: 2 });
    expect(await runHenji('copy', 'sqlite:/nowhere/at-all', target)).toMatchObject({ code: 3 });
  });

  it('refuses an address that is none', async () => {
    await expect(copy('ftp://somewhere')).rejects.toMatchObject({ code: 'bad-arguments' });
  });

  describe('verifying on the server', () => {
    beforeEach(() => copy(server.url));
    /** Change a stored record in place, as somebody with the server's files would. */
    const tamper = (stream: RegExp, change: (bytes: Buffer) => void, part: 'metadata' | 'data'): string => {
      const record = server.log.records
        .filter((one) => stream.test(one.stream) && one[part].length > 0)
        .at(2);
      change(record?.[part] ?? Buffer.alloc(0));
      return record?.stream.replace('henji.', '') ?? '';
    };
    const flip = (bytes: Buffer): void => {
      bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    };

    it('finds an entry that was changed', async () => {
      const stream = tamper(/^henji\.case-/u, flip, 'metadata');
      expect(await verifyServed(server.url, noKeys)).toMatchObject({ ok: false, stream });
    });

    it('finds a payload that was changed', async () => {
      const stream = tamper(/^henji\./u, flip, 'data');
      expect(await verifyServed(server.url, noKeys)).toMatchObject({ ok: false, stream });
    });

    it('finds records that are missing', async () => {
      const at = server.log.records.findIndex(({ stream }) => stream.startsWith('henji.case-'));
      server.log.records.splice(at, 1);
      expect(await verifyServed(server.url, noKeys)).toMatchObject({ ok: false });
    });

    it('reports a stream that somebody deleted', async () => {
      const client = EventStoreDBClient.connectionString(server.url);
      const stream =
        server.log.records.find((record) => record.stream.startsWith('henji.case-'))?.stream ?? '';
      await client.deleteStream(stream);
      await client.dispose();
      expect(await verifyServed(server.url, noKeys)).toMatchObject({
        ok: false,
        reason: expect.stringContaining('cut off') as unknown,
      });
    });

    it('says how many records no sealer has reached', async () => {
      const store = await openEventStoreDbLedger({ url: server.url });
      await store.append('case-late', 'no-stream', chain('case-late', 3));
      await store.close();
      expect(await verifyServed(server.url, noKeys)).toMatchObject({
        ok: true,
        events: golden.events,
        unsealed: 3,
      });
    });
  });

  async function logIdOf(folder: string): Promise<string> {
    const store = await openSqliteLedger({ folder, mode: 'read' });
    const { logId } = await store.info();
    await store.close();
    return logId;
  }
});
