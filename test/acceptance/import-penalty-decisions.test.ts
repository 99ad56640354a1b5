import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { runHenji, type Ran } from '../support/command-line';
import { describeWithShared, sharedPath } from '../support/shared';
import { tempFolder } from '../support/temp-folder';

const file = 'data/shanghai-police-penalties/shanghai_police_penalties_raw.csv';

describeWithShared('import of published penalty decisions', [file], () => {
  const data = tempFolder();
  const importIt = (): Promise<Ran> =>
    runHenji('import', 'penalty-decisions', sharedPath(file), '--data', data, '--json');
  let first: Ran;

  beforeAll(async () => {
    first = await importIt();
  }, 120_000);

  it('accounts for every row: 2,477 decisions and 83 repeats', () => {
    expect(first).toMatchObject({
      code: 0,
      json: { read: 2_560, appended: 2_477, already: 83, rejected: 0, cases: 2_477 },
    });
  });

  it('lists what could not be read, with the original', () => {
    const list = readFileSync(join(data, 'rejects', 'penalty-decisions.csv'), 'utf8')
      .trim()
      .split('\r\n')
      .slice(1);
    expect(list.length).toBeGreaterThan(0);
    expect(list.every((line) => /^\d+,unread-part,处罚(?:结果|依据),/u.test(line))).toBe(true);
    // A sentence cut off, and an amount without its unit.
    expect(list.some((line) => line.includes('的违法所得一百八十元整予以追缴并上缴国库'))).toBe(true);
    expect(list.some((line) => /罚款五百"?$|罚款五百,/u.test(line))).toBe(true);
  });

  it('adds nothing the second time, and the ledger verifies with its payloads', async () => {
    expect(await importIt()).toMatchObject({
      json: { appended: 0, already: 2_560, rejected: 0, cases: 2_477 },
    });
    const { json } = await runHenji('verify', '--data', data, '--json');
    expect(json).toMatchObject({ ok: true, events: 2_478, payloads: { opened: 2_477, unopened: 0 } });
  }, 120_000);

  it('keeps no personal text in clear in the ledger', () => {
    const ledger = readFileSync(join(data, 'ledger.db'));
    // A name that the source failed to mask inside the result text, and the word for the offence of many rows.
    expect(ledger.includes(Buffer.from('王伟姣'))).toBe(false);
    expect(ledger.includes(Buffer.from('殴打他人'))).toBe(false);
  });
});
