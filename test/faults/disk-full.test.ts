import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openForWriting } from '../../src/engines/sqlite/database';
import { ledgerFile, prepareLedger } from '../../src/engines/sqlite/ledger-file';
import { LedgerWriter } from '../../src/engines/sqlite/ledger-writer';
import { openSqliteLedger, type SqliteEventStore } from '../../src/engines/sqlite/sqlite-event-store';
import type { NewRecord } from '../../src/ports/event-store';
import { genesis, temporaryFolder } from '../contract/engines';
import { checkedLedger, placeOf } from '../support/ledger-check';
import { chain } from '../support/records';
import { repoRoot } from '../support/repo-root';
import { SmallDisk } from '../support/small-disk';

const child = join(repoRoot, 'dist', 'test', 'faults', 'appending-child.js');

const code = (error: unknown): string => (error as { code: string }).code;

/** Streams of one batch each, unlike each other. */
const batch = (number: number): NewRecord[] => chain(`case-${number}`, 3, { subjects: ['party-9fQe'] });

/** What became of a run of appends. */
interface Filled {
  readonly stored: number[];
  readonly refused: Map<number, string>;
}

/** Appends so many at a time until some are refused. */
async function fill(store: SqliteEventStore, from: number, atOnce: number): Promise<Filled> {
  const stored: number[] = [];
  const refused = new Map<number, string>();
  for (let next = from; refused.size === 0; next += atOnce) {
    const numbers = Array.from({ length: atOnce }, (_, i) => next + i);
    await Promise.all(
      numbers.map((number) =>
        store.append(`case-${number}`, 'no-stream', batch(number)).then(
          () => stored.push(number),
          (error: unknown) => refused.set(number, code(error)),
        ),
      ),
    );
  }
  return { stored, refused };
}

const opened: SqliteEventStore[] = [];
async function open(folder: string): Promise<SqliteEventStore> {
  const store = await openSqliteLedger({ folder, mode: 'write', genesis });
  opened.push(store);
  return store;
}

const onRealDisk = SmallDisk.isPossible() ? describe : describe.skip;

onRealDisk('a small file system (needs the right to mount one)', () => {
  let disk: SmallDisk;
  beforeEach(() => {
    disk = SmallDisk.mount(3_000) as SmallDisk;
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    disk.unmount();
  });

  it('when full refuses whole groups, loses nothing, and takes the same batches once there is room', async () => {
    const store = await open(disk.folder);
    const groups = await fill(store, 0, 16);
    expect(groups.stored.length).toBeGreaterThan(32);
    // A smaller group may still have fitted.
    const single = await fill(store, 10_000, 1);
    const refused = [...groups.refused, ...single.refused];
    expect(new Set(refused.map(([, said]) => said))).toEqual(new Set(['store-unavailable']));
    const number = refused.at(-1)?.[0] ?? 0;
    await expect(store.append(`case-${number}`, 'no-stream', batch(number))).rejects.toMatchObject({
      code: 'store-unavailable',
      en: expect.stringContaining('disk is full') as unknown,
      wayOut: { en: expect.stringContaining('free disk space') as unknown },
    });
    const stored = groups.stored.length + single.stored.length;
    expect((await checkedLedger(disk.folder)).records).toHaveLength(stored * 3);

    disk.resize(16_000);
    for (const [again] of refused) {
      const { outcome } = await store.append(`case-${again}`, 'no-stream', batch(again));
      expect(outcome).toBe('appended');
    }
    const known = await store.append('case-0', 'no-stream', batch(0));
    expect(known.outcome).toBe('already-appended');
    await store.close();
    expect((await checkedLedger(disk.folder)).records).toHaveLength((stored + refused.length) * 3);
  });

  it('without room for a ledger says so, and takes one later', async () => {
    const filler = join(disk.folder, 'filler');
    expect(() => {
      writeFileSync(filler, Buffer.alloc(4 << 20));
    }).toThrow('ENOSPC');
    await expect(open(disk.folder)).rejects.toMatchObject({ code: 'store-unavailable' });
    rmSync(filler);
    const store = await open(disk.folder);
    expect((await store.append('case-0', 'no-stream', batch(0))).outcome).toBe('appended');
  });

  it('that became read-only is refused for writing, and its ledger unharmed', async () => {
    const store = await open(disk.folder);
    await store.append('case-0', 'no-stream', batch(0));
    await store.close();
    disk.makeReadOnly();
    await expect(open(disk.folder)).rejects.toMatchObject({ code: 'store-unavailable' });
    const reading = openSqliteLedger({ folder: disk.folder, mode: 'read' });
    await expect(reading).rejects.toMatchObject({ code: 'file-unreadable' });
    disk.makeWritable();
    const again = await open(disk.folder);
    expect((await again.append('case-0', 'no-stream', batch(0))).outcome).toBe('already-appended');
  });
});

/** The writer itself, on a file that SQLite does not let grow: runs wherever nothing can be mounted. */
describe('a ledger file that may not grow', () => {
  it('is left as it was by each group that does not fit, and goes on where it was', async () => {
    const folder = temporaryFolder();
    await prepareLedger(folder, genesis);
    const db = openForWriting(ledgerFile(folder));
    const writer = new LedgerWriter(db);
    const append = (from: number, to: number): string[] => {
      const numbers = Array.from({ length: to - from }, (_, i) => from + i);
      const requests = numbers.map((n) => ({ stream: `case-${n}`, expected: -1, records: batch(n) }));
      // A group comes in parts: the one that does not fit takes those before and after it along.
      while (requests.length > 0) writer.add(requests.splice(0, 7));
      return writer.commit().map((result) => result.code);
    };
    // 400 records, so that a full tile and a partial one lie behind the group that fails.
    expect(new Set(append(0, 134))).toEqual(new Set(['appended']));
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 4}`);
    expect(new Set(append(134, 200))).toEqual(new Set(['store-unavailable']));
    expect(append(0, 1)).toEqual(['already-appended']);
    expect(new Set(append(134, 200))).toEqual(new Set(['store-unavailable']));
    db.pragma('max_page_count = 100000');
    expect(new Set(append(134, 200))).toEqual(new Set(['appended']));
    writer.close();
    expect((await checkedLedger(folder)).records).toHaveLength(600);
    rmSync(folder, { recursive: true });
  });
});

describe('a disk that fails in the middle of a commit', () => {
  it('leaves it open whether the last append was stored, and never loses an acknowledged one', async () => {
    const folder = temporaryFolder();
    // No file may grow beyond 1 MiB, which the WAL soon does: the write fails as on a broken disk.
    const limited = spawn('sh', [
      '-c',
      'ulimit -f 2048 && exec "$@"',
      'sh',
      process.execPath,
      child,
      folder,
      '0',
      '4',
    ]);
    let said = '';
    limited.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(limited, 'close');
    const lines = said.trim().split('\n');
    expect(lines.at(-1)).toMatch(/^failed outcome-unknown /u);
    const { byPlace } = await checkedLedger(folder);
    const acknowledged = lines.filter((line) => line.startsWith('ack')).map((line) => line.split(' '));
    expect(acknowledged.length).toBeGreaterThan(50);
    const lost = acknowledged.filter(
      ([, stream = '', revision = '']) => !byPlace.has(placeOf(stream, revision)),
    );
    expect(lost).toEqual([]);
    const store = await openSqliteLedger({ folder, mode: 'write', genesis });
    expect((await store.append('case-0', 'no-stream', batch(0))).outcome).toBe('appended');
    await store.close();
    rmSync(folder, { recursive: true });
  });
});
