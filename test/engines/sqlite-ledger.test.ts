import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { openForWriting } from '../../src/engines/sqlite/database';
import { ledgerFile } from '../../src/engines/sqlite/ledger-file';
import { openSqliteLedger, type SqliteEventStore } from '../../src/engines/sqlite/sqlite-event-store';
import { StreamHeads } from '../../src/engines/sqlite/stream-heads';
import type { GroupCommitted } from '../../src/engines/sqlite/writer-line';
import { START, type Appended, type FeedMessage } from '../../src/ports/event-store';
import { genesis, LOG_ID, temporaryFolder } from '../contract/engines';
import { checkedLedger } from '../support/ledger-check';
import { chain, eventId, linkOf, record } from '../support/records';
import { repoRoot } from '../support/repo-root';

const STREAM = 'case-x7Kp';
const code = (error: unknown): string => (error as { code: string }).code;

let folder = '';
const opened: SqliteEventStore[] = [];
const children: ChildProcess[] = [];

async function open(
  mode: 'read' | 'write',
  onGroup?: (group: GroupCommitted) => void,
): Promise<SqliteEventStore> {
  const options =
    mode === 'read' ? { mode } : { mode, genesis, ...(onGroup === undefined ? {} : { onGroup }) };
  const store = await openSqliteLedger({ folder, ...options });
  opened.push(store);
  return store;
}

/** Does to the file what no engine would. */
function tamper(...statements: readonly string[]): void {
  const db = new Database(join(folder, 'ledger.db'));
  for (const statement of statements) db.exec(statement);
  db.close();
}

/** Another process with the ledger open for writing; what it said first. */
async function otherProcess(): Promise<{ pid: number; said: string; kill: () => Promise<void> }> {
  const child = join(repoRoot, 'dist', 'test', 'faults', 'appending-child.js');
  const other = spawn(process.execPath, [child, folder, '0', '2'], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(other);
  const gone = new Promise<void>((resolve) => other.once('exit', () => resolve()));
  const said = await new Promise<string>((resolve) =>
    other.stdout.once('data', (text) => resolve(String(text))),
  );
  const kill = async (): Promise<void> => {
    other.kill('SIGKILL');
    await gone;
  };
  return { pid: other.pid ?? 0, said, kill };
}

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

describe('appends of one turn of the event loop', () => {
  const appendAll = (store: SqliteEventStore, count: number): Promise<unknown>[] =>
    Array.from({ length: count }, (_, i) =>
      store.append(`case-${i}`, 'no-stream', chain(`case-${i}`, 1)).catch((error: unknown) => code(error)),
    );

  it.each([1, 15, 16, 17, 64, 100])('share one commit when there are %d', async (count) => {
    const groups: GroupCommitted[] = [];
    const store = await open('write', (group) => groups.push(group));
    const answers = await Promise.all(appendAll(store, count));
    expect(groups.map(({ appends, records }) => [appends, records])).toEqual([[count, count]]);
    const positions = answers.map((answer) => Number((answer as Appended).position));
    expect(positions).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    await store.append('case-0', { revision: 0n }, chain('case-0', 2).slice(1));
    expect(groups).toHaveLength(2);
  });

  it('succeed or fail each alone, also where a later part of the turn tells of a stream of an earlier one', async () => {
    const store = await open('write');
    const first = appendAll(store, 20);
    const second = chain('case-0', 3);
    const follows = store.append('case-0', { revision: 0n }, second.slice(1, 2));
    const late = store.append('case-0', { revision: 0n }, [
      record('case-0', 1, second[0]?.entry, { id: eventId('x') }),
    ]);
    await expect(late).rejects.toMatchObject({ code: 'wrong-expected-revision' });
    await Promise.all([...first, follows]);
    expect(await store.streamHead('case-0')).toBe(1n);
  });

  it('are answered when the ledger is closed in that turn', async () => {
    const store = await open('write');
    const answers = appendAll(store, 20);
    await store.close();
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ outcome: 'appended' });
    expect((await checkedLedger(folder)).records).toHaveLength(20);
  });
});

describe('the head of a stream', () => {
  it('is the last revision that was appended, whoever asks', async () => {
    const writing = await open('write');
    const reading = await open('read');
    const [first, second, third] = chain(STREAM, 3);
    const none = [undefined, undefined];
    expect([await writing.streamHead(STREAM), await writing.streamHead(STREAM)]).toEqual(none);
    for (const [i, next] of [first, second].entries()) {
      await writing.append(STREAM, i === 0 ? 'no-stream' : { revision: BigInt(i - 1) }, [next!]);
      expect([await writing.streamHead(STREAM), await reading.streamHead(STREAM)]).toEqual([
        BigInt(i),
        BigInt(i),
      ]);
    }
    await writing.append(STREAM, 'no-stream', [first!]);
    expect(await writing.streamHead(STREAM)).toBe(1n);
    await expect(writing.append(STREAM, 'no-stream', [third!])).rejects.toMatchObject({ code: 'bad-append' });
    expect(await writing.streamHead(STREAM)).toBe(1n);
  });
});

describe('opening a ledger again', () => {
  it('finds everything, knows every retry, and continues streams and tree', async () => {
    const all = chain(STREAM, 600, { subjects: ['party-9fQe'] });
    const first = await open('write');
    await first.append(STREAM, 'no-stream', all.slice(0, 300));
    const before = await first.readAll(START, 1_000);
    await first.close();
    const again = await openSqliteLedger({
      folder,
      mode: 'write',
      genesis: { logId: 'other', createdAt: 'later' },
    });
    opened.push(again);
    expect(await again.info()).toEqual({
      logId: LOG_ID,
      engine: 'sqlite',
      durability: 'WAL, synchronous=FULL',
      keepsOrder: true,
    });
    expect(await again.readAll(START, 1_000)).toEqual(before);
    const retried = await again.append(STREAM, 'no-stream', all.slice(0, 300));
    expect(retried).toMatchObject({ outcome: 'already-appended', position: before.at(-1)?.position });
    const stranger = record(STREAM, 300, all[0]?.entry);
    await expect(again.append(STREAM, { revision: 299n }, [stranger])).rejects.toMatchObject({
      code: 'chain-mismatch',
    });
    for (const { id } of [all[0], all[299]].flatMap((known) => known ?? [])) {
      const known = record(STREAM, 300, all[299]?.entry, { id });
      await expect(again.append(STREAM, { revision: 299n }, [known])).rejects.toMatchObject({
        code: 'id-conflict',
      });
    }
    await again.append(STREAM, { revision: 299n }, all.slice(300));
    await again.close();
    expect((await checkedLedger(folder)).records).toHaveLength(600);
  });

  it('leaves one file and the lock behind, and nothing open', async () => {
    await (await open('write')).close();
    expect(readdirSync(folder).sort()).toEqual(['ledger.db', 'ledger.lock']);
  });
});

describe('one writer', () => {
  it('is all that there is: a second one is told who holds the ledger', async () => {
    await open('write');
    await expect(open('write')).rejects.toMatchObject({ code: 'ledger-locked', pid: process.pid });
  });

  it('holds the ledger against other processes, and is named by its pid', async () => {
    await open('write');
    const { said } = await otherProcess();
    expect(said).toMatch(/^failed ledger-locked /u);
    expect(said).toContain(`process ${process.pid}`);
  });

  it('that was killed holds nothing: the next one opens at once', async () => {
    const other = await otherProcess();
    expect(other.said).toMatch(/^open /u);
    await expect(open('write')).rejects.toMatchObject({ code: 'ledger-locked', pid: other.pid });
    await other.kill();
    const store = await open('write');
    expect((await store.append(STREAM, 'no-stream', chain(STREAM, 1))).outcome).toBe('appended');
  });

  it('is one, however many begin at the same moment', async () => {
    const said = (await Promise.all(Array.from({ length: 4 }, otherProcess))).map(
      (other) => other.said.split(' ')[0],
    );
    expect(said.sort()).toEqual(['failed', 'failed', 'failed', 'open']);
  });

  it('lets go when it could not open the ledger', async () => {
    writeFileSync(
      join(folder, 'ledger.db'),
      'this is no database, and long enough to be taken for one'.repeat(100),
    );
    await expect(open('write')).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(open('read')).rejects.toMatchObject({ code: 'file-unreadable' });
    rmSync(join(folder, 'ledger.db'));
    expect((await (await open('write')).head()).size).toBe(0n);
  });
});

describe('a reader', () => {
  it('sees what is committed beside it, and cannot write', async () => {
    const writer = await open('write');
    const reader = await open('read');
    await writer.append(STREAM, 'no-stream', chain(STREAM, 2));
    expect(await reader.readAll(START, 10)).toEqual(await writer.readAll(START, 10));
    expect(await reader.streamHead(STREAM)).toBe(1n);
    expect(await reader.info()).toEqual(await writer.info());
    const appending = reader.append(STREAM, { revision: 1n }, [
      record(STREAM, 2, chain(STREAM, 2)[1]?.entry),
    ]);
    await expect(appending).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  it('follows what another process writes', async () => {
    const other = await otherProcess();
    const reader = await open('read');
    const stopping = new AbortController();
    const kinds: FeedMessage['kind'][] = [];
    for await (const { kind } of reader.subscribe(START, { batch: 1_000, signal: stopping.signal })) {
      kinds.push(kind);
      // After it has been caught up, more arrives only by looking again.
      if (kinds.includes('caught-up') && kind === 'records') stopping.abort();
    }
    expect(kinds.at(-1)).toBe('records');
    await other.kill();
  });

  it('makes nothing where there is no ledger', async () => {
    await expect(open('read')).rejects.toMatchObject({ code: 'ledger-missing' });
    expect(existsSync(join(folder, 'ledger.db'))).toBe(false);
  });
});

describe('the file', () => {
  it.each([
    `UPDATE events SET entry = x'00'`,
    'DELETE FROM events',
    `UPDATE streams SET name = 'case-other'`,
    'DELETE FROM streams',
    `UPDATE payloads SET ciphertext = x'00'`,
    `UPDATE tree_tile SET data = x'00'`,
    'DELETE FROM tree_tile',
    'UPDATE tree_state SET size = size - 1',
    'DELETE FROM tree_state',
    `UPDATE ledger SET log_id = 'other'`,
    'DELETE FROM ledger',
  ])('aborts %s', async (statement) => {
    const store = await open('write');
    await store.append(STREAM, 'no-stream', chain(STREAM, 300, { subjects: ['party-9fQe'] }));
    expect(() => tamper(statement)).toThrow(/no UPDATE|no DELETE|only grows/u);
  });

  it('lets payloads be erased: the record is read without them', async () => {
    const store = await open('write');
    await store.append(STREAM, 'no-stream', chain(STREAM, 3, { subjects: ['party-a', 'party-b'] }));
    tamper(
      `DELETE FROM payloads WHERE position = 2 AND subject = 'party-a'`,
      'DELETE FROM payloads WHERE position = 3',
    );
    const subjects = [['party-a', 'party-b'], ['party-b'], []];
    const log = await store.readAll(START, 10);
    const { records } = await store.readStream(STREAM, 0n, 10);
    for (const read of [log, records]) {
      expect(read.map(({ payload }) => payload.map(({ subject }) => subject))).toEqual(subjects);
    }
  });

  it.each([
    [
      'its last event is gone',
      ['DROP TRIGGER events_no_delete', 'DELETE FROM events WHERE position = 300'],
      'ledger-inconsistent',
    ],
    ['the tree claims another size', ['UPDATE tree_state SET size = 301'], 'ledger-inconsistent'],
    [
      'the state of the tree was changed',
      [`UPDATE tree_state SET slots = CAST(substr(slots, 1, 20) || x'00' || substr(slots, 22) AS BLOB)`],
      'tree-state-mismatch',
    ],
    [
      'a recent entry was changed',
      [
        'DROP TRIGGER events_no_update',
        'UPDATE events SET entry = (SELECT entry FROM events WHERE position = 1) WHERE position = 290',
      ],
      'tree-state-mismatch',
    ],
  ])('is not written any more when %s', async (_, statements, expected) => {
    const store = await open('write');
    await store.append(STREAM, 'no-stream', chain(STREAM, 300));
    await store.close();
    tamper(...statements);
    await expect(open('write')).rejects.toMatchObject({ code: expected });
    expect(await (await open('read')).streamHead(STREAM)).toBeGreaterThan(200n);
  });

  it('of a later build is left alone, by writers and by readers', async () => {
    await (await open('write')).close();
    tamper(`INSERT INTO kysely_migration VALUES ('9999-later', '2030-01-01T00:00:00.000Z')`);
    for (const mode of ['write', 'read'] as const) {
      await expect(open(mode)).rejects.toMatchObject({ code: 'file-from-later-build' });
    }
  });

  it('of records in a later format is not read', async () => {
    await (await open('write')).close();
    tamper('DROP TRIGGER ledger_no_update', 'UPDATE ledger SET format = 2');
    await expect(open('read')).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('that is another database is not read', async () => {
    tamper('CREATE TABLE something (x)');
    await expect(open('read')).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});

describe('the ends of streams', () => {
  it('are known whether they are remembered or have to be read', async () => {
    const store = await open('write');
    const streams = Array.from({ length: 7 }, (_, i) => ({
      name: `case-${i}`,
      records: chain(`case-${i}`, i + 1),
    }));
    for (const { name, records } of streams) await store.append(name, 'no-stream', records);
    await store.close();
    const db = openForWriting(ledgerFile(folder));
    const heads = new StreamHeads(db, 2);
    for (const i of [0, 1, 2, 0, 3, 6, 5, 4, 6, 6, 1, 0]) {
      const last = streams[i]?.records.at(-1)?.entry ?? Buffer.alloc(0);
      expect(heads.get(`case-${i}`)).toEqual({ no: i + 1, revision: i, link: linkOf(last) });
    }
    expect(heads.get('case-none')).toBeUndefined();
    // What has moved meanwhile is seen until it is forgotten, because it moves in place.
    const end = heads.get('case-0');
    if (end !== undefined) end.revision = 9;
    expect(heads.get('case-0')?.revision).toBe(9);
    heads.forget();
    expect(heads.get('case-0')?.revision).toBe(0);
    db.close();
  });
});

describe('group commit', () => {
  it('lets appends of one moment share a transaction', async () => {
    const groups: GroupCommitted[] = [];
    const store = await open('write', (group) => groups.push(group));
    const streams = Array.from({ length: 200 }, (_, i) => `case-${i}`);
    await Promise.all(streams.map((stream) => store.append(stream, 'no-stream', chain(stream, 2))));
    expect(groups.reduce((sum, { appends }) => sum + appends, 0)).toBe(200);
    expect(groups.reduce((sum, { records }) => sum + records, 0)).toBe(400);
    expect(groups.length).toBeLessThan(50);
  });

  it('does not keep the event loop waiting for the disk', async () => {
    const store = await open('write');
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    const streams = Array.from({ length: 40 }, (_, i) => `case-${i}`);
    for (const stream of streams) await store.append(stream, 'no-stream', chain(stream, 1)).catch(code);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(3);
  });
});
