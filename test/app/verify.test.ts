import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { penaltyDecisions } from '../../src/app/import/penalty-decisions';
import { trafficFines } from '../../src/app/import/traffic-fines';
import { verifyLedger } from '../../src/app/verify/verify';
import { openLedger } from '../support/open-ledger';
import { tempFolder } from '../support/temp-folder';

/** 300 cases of two events each, and one decision with erasable members: enough for a full tile on two levels' edge. */
const cases = 300;
const csv = [
  trafficFines.columns.join(','),
  ...Array.from({ length: cases }, (_, i) => [
    `C${i},1,Create Fine,2006-07-24T00:00:00+02:00,561,35.0,157,NIL,,,,,0,0.0,A,`,
    `C${i},2,Send Fine,2006-12-05T00:00:00+01:00,,,,,11.0,,,,,,,`,
  ]).flat(),
].join('\n');
const decisions = [
  penaltyDecisions.columns.join(','),
  '1,沪公(治)行罚决字〔2024〕00001号,某某案,张三,扰乱秩序,《中华人民共和国治安管理处罚法》第二十三条第一款,罚款二百元,上海市公安局,2024-06-06',
].join('\n');

describe('verify', () => {
  const sound = tempFolder();
  let history = '';

  beforeAll(async () => {
    const files = tempFolder();
    writeFileSync(join(files, 'fines.csv'), csv);
    writeFileSync(join(files, 'decisions.csv'), decisions);
    const ledger = await openLedger({ dataFolder: sound });
    const importer = { u: 'test', role: 'administrator' };
    await ledger.importer.run(trafficFines, join(files, 'fines.csv'), { importer });
    await ledger.importer.run(penaltyDecisions, join(files, 'decisions.csv'), { importer });
    await ledger.close();
  });

  /** A copy of the sound ledger on which somebody with the file in his hands has run `sql`. */
  function tampered(...sql: readonly string[]): string {
    const folder = tempFolder();
    cpSync(sound, folder, { recursive: true });
    const db = new Database(join(folder, 'ledger.db'));
    const triggers = db
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
      .all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.pragma('foreign_keys = OFF');
    for (const each of sql) db.exec(each);
    db.close();
    return folder;
  }

  it('passes what was recorded, opens every payload, and gives the same history for one thread and two', async () => {
    const two = await verifyLedger({ dataFolder: sound }, { threads: 2 });
    const one = await verifyLedger({ dataFolder: sound }, { threads: 1 });
    expect(two).toMatchObject({ ok: true, events: cases * 2 + 3, payloads: { opened: 1, unopened: 0 } });
    expect(one).toEqual(two);
    if (two.ok) history = two.history;
    expect(history).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('checks payload hashes without any key, and says that it could not open them', async () => {
    const folder = tampered();
    rmSync(join(folder, 'secrets'), { recursive: true });
    expect(await verifyLedger({ dataFolder: folder })).toMatchObject({
      ok: true,
      payloads: { opened: 0, unopened: 1 },
    });
  });

  /** The bytes of a column with another one in a place, counted from 1. */
  const otherByte = (column: string, place: number) =>
    `CAST(substr(${column}, 1, ${place - 1}) || CASE substr(${column}, ${place}, 1) WHEN x'00' THEN x'01' ELSE x'00' END || substr(${column}, ${place + 1}) AS BLOB)`;
  const at = (position: number) => `WHERE position = ${position}`;
  const last = cases * 2 + 3;
  it.each([
    [
      'a byte of an entry',
      [
        `UPDATE events SET entry = CAST(replace(CAST(entry AS TEXT), '"Send Fine"', '"Send fine"') AS BLOB) ${at(7)}`,
      ],
      7,
    ],
    [
      'a commitment in an entry',
      [
        `UPDATE events SET entry = CAST(replace(CAST(entry AS TEXT), '"party.name":"', '"party.name":"A') AS BLOB) ${at(last)}`,
      ],
      last,
    ],
    ['a byte of a payload', [`UPDATE payloads SET ciphertext = ${otherByte('ciphertext', 21)}`], last],
    ['a stored leaf hash', [`UPDATE events SET leaf = ${otherByte('leaf', 1)} ${at(7)}`], 7],
    ['a payload taken away', ['DELETE FROM payloads'], last],
    ['a payload that no entry names', [`INSERT INTO payloads VALUES (5, 'case-x/party', x'00')`], 5],
    ['an indexed id', [`UPDATE events SET id = x'00112233445566778899aabbccddeeff' ${at(9)}`], 9],
    ['the stream of a row', [`UPDATE events SET stream = 99999 ${at(9)}`], 9],
    [
      'a stream name',
      [`UPDATE streams SET name = 'case-other' WHERE no = (SELECT stream FROM events ${at(9)})`],
      8,
    ],
    ['a revision', [`UPDATE events SET revision = 7 ${at(9)}`], 9],
    ['an event taken away', [`DELETE FROM events ${at(11)}`], 12],
    ['the last event taken away', [`DELETE FROM events ${at(last)}`], last],
    [
      'two events exchanged',
      [
        `UPDATE events SET position = -1 ${at(4)}`,
        `UPDATE events SET position = 4 ${at(6)}`,
        `UPDATE events SET position = 6 ${at(-1)}`,
      ],
      5,
    ],
    [
      'a hash in a tile of leaves',
      [`UPDATE tree_tile SET data = ${otherByte('data', 321)} WHERE level = 0 AND idx = 1`],
      267,
    ],
    ['a tile taken away', ['DELETE FROM tree_tile WHERE level = 0 AND idx = 1'], 257],
    ['a tile added', [`INSERT INTO tree_tile SELECT 1, 0, data FROM tree_tile WHERE idx = 0`], 1],
    ['the running state of the tree', [`UPDATE tree_state SET slots = ${otherByte('slots', 21)}`], last],
    ['the running state taken away', ['DELETE FROM tree_state'], 1],
  ] as const)('finds %s, and names the event', async (_what, sql, position) => {
    const found = await verifyLedger({ dataFolder: tampered(...sql) });
    expect(found).toMatchObject({ ok: false, at: { position } });
    if (!found.ok && position < last) expect(found.at.stream).not.toBe('');
  });
});
