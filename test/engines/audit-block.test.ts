import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { idOfHex } from '../../src/engines/sqlite/event-id';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import { SqliteLedgerAudit } from '../../src/engines/sqlite/sqlite-ledger-audit';
import type { RawBlock, RawRow } from '../../src/ports/ledger-audit';
import { chain } from '../support/records';
import { tempFolder } from '../support/temp-folder';

const hex = (bytes: Buffer, row: number, size: number): string =>
  bytes.toString('hex', row * size, (row + 1) * size);

/** The rows that a block packs, each as it would be shown alone. */
function unpacked(block: RawBlock, first: number): RawRow[] {
  let at = 0;
  return Array.from({ length: block.rows }, (_, row) => {
    expect(block.entries[at]).toBe(0);
    const from = at + 1;
    at = from + block.sizes[row]!;
    return {
      position: first + row,
      id: idOfHex(hex(block.ids, row, 16)),
      stream: block.streams[block.streamOf[row]!]!,
      revision: block.revisions[row]!,
      entry: Buffer.from(block.entries.subarray(from, at)),
      leaf: hex(block.leaves, row, 32),
      payload: block.payloads.get(first + row) ?? [],
    };
  });
}

describe('a block of a SQLite ledger', () => {
  const sound = tempFolder();

  beforeAll(async () => {
    const genesis = { logId: randomUUID(), createdAt: '2026-10-08T01:00:00.000Z' };
    const store = await openSqliteLedger({ folder: sound, mode: 'write', genesis });
    await store.append('case-a', 'no-stream', chain('case-a', 3, { subjects: ['case-a/party'] }));
    await store.append('case-b', 'no-stream', chain('case-b', 4));
    await store.append('case-c', 'no-stream', chain('case-c', 12, { subjects: ['case-c/x', 'case-c/y'] }));
    await store.close();
  });

  function reading<T>(folder: string, read: (audit: SqliteLedgerAudit) => T): T {
    const audit = new SqliteLedgerAudit(folder);
    try {
      return read(audit);
    } finally {
      audit.close();
    }
  }

  it.each([
    [1, 20],
    [1, 2],
    [3, 9],
    [8, 20],
  ])('shows of positions %d to %d what their rows show', (from, to) => {
    reading(sound, (audit) => {
      const block = audit.block(from, to);
      expect(block?.rows).toBe(to - from);
      expect(unpacked(block!, from)).toEqual(audit.rows(from, to));
    });
  });

  it.each([
    ['a position is missing', 'DELETE FROM events WHERE position = 5'],
    ['the first is missing', 'DELETE FROM events WHERE position = 1'],
    ['all are missing', 'DELETE FROM events'],
    ['a stream has no name', 'UPDATE events SET stream = 999 WHERE position = 4'],
    ['a name has a comma in it', `UPDATE streams SET name = 'case-a,case-b' WHERE no = 1`],
    ['an id is too long', `UPDATE events SET id = id || x'00' WHERE position = 4`],
    ['an id is as text', `UPDATE events SET id = '0123456789abcdef' WHERE position = 4`],
    [
      'one id is as much too short as another is too long',
      `UPDATE events SET id = CASE position WHEN 4 THEN x'00' ELSE zeroblob(31) END WHERE position IN (4, 5)`,
    ],
    ['a leaf hash is too short', `UPDATE events SET leaf = x'00' WHERE position = 4`],
    ['a leaf hash is as text', `UPDATE events SET leaf = substr(hex(leaf), 1, 32) WHERE position = 4`],
    ['an entry is as text', `UPDATE events SET entry = CAST(entry AS TEXT) WHERE position = 4`],
    ['there is no entry', `UPDATE events SET entry = NULL WHERE position = 4`],
    ['a revision is below zero', 'UPDATE events SET revision = -1 WHERE position = 4'],
    ['a revision is beyond 32 bits', 'UPDATE events SET revision = 4294967296 WHERE position = 4'],
    ['there is no revision', 'UPDATE events SET revision = NULL WHERE position = 4'],
    ['a revision is as text', `UPDATE events SET revision = 'x' WHERE position = 4`],
  ])('is not given where %s', (_what, sql) => {
    const folder = tempFolder();
    cpSync(sound, folder, { recursive: true });
    const db = new Database(join(folder, 'ledger.db'));
    // The same table without what keeps wrong values out of it, as somebody with the file in his hands may make it.
    db.exec(`CREATE TABLE loose (position INTEGER PRIMARY KEY, id, stream, revision, entry, leaf);
             INSERT INTO loose SELECT * FROM events; DROP TABLE events; ALTER TABLE loose RENAME TO events`);
    db.exec('DROP TRIGGER IF EXISTS streams_no_update');
    expect(reading(folder, (audit) => audit.block(1, 20)?.rows)).toBe(19);
    db.exec(sql);
    db.close();
    expect(reading(folder, (audit) => audit.block(1, 20))).toBeUndefined();
  });
});
