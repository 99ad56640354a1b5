import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runHenji, startHenji, type Ran } from '../support/command-line';
import { describeWithShared, sharedPath } from '../support/shared';
import { tempFolder } from '../support/temp-folder';

const file = 'data/traffic-fines/road_traffic_fine_full.csv.gz';

/** Road Traffic Fine Management Process, doi:10.4121/uuid:270fd440-1057-4fb9-89a9-b699b47990f5. */
const counts: Readonly<Record<string, readonly [events: number, cases: number]>> = {
  'Create Fine': [150_370, 150_370],
  'Send Fine': [103_987, 103_987],
  'Insert Fine Notification': [79_860, 79_860],
  'Add penalty': [79_860, 79_860],
  Payment: [77_601, 69_715],
  'Send for Credit Collection': [59_013, 59_013],
  'Insert Date Appeal to Prefecture': [4_188, 4_188],
  'Send Appeal to Prefecture': [4_141, 4_141],
  'Receive Result Appeal from Prefecture': [999, 999],
  'Notify Result Appeal to Offender': [896, 896],
  'Appeal to Judge': [555, 555],
};
const by = (index: 0 | 1): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).map(([name, pair]) => [name, pair[index]]));

const importInto = (data: string): Promise<Ran> =>
  runHenji('import', 'traffic-fines', sharedPath(file), '--data', data, '--json');

describeWithShared('import of 561,470 real events', [file], () => {
  const whole = tempFolder();
  let first: Ran;

  beforeAll(async () => {
    first = await importInto(whole);
  }, 300_000);

  it('takes every row, one event each', () => {
    expect(first).toMatchObject({
      code: 0,
      json: { read: 561_470, appended: 561_470, already: 0, rejected: 0, cases: 150_370 },
    });
  });

  it('counts what the source counts, as it is and as of a day', async () => {
    const stats = await runHenji('stats', '--data', whole, '--json');
    expect(stats.json).toMatchObject({
      events: 561_470,
      cases: 150_370,
      byType: by(0),
      casesByType: by(1),
      paid: '3601464.53',
    });
    const early = await runHenji('stats', '--data', whole, '--json', '--as-of', '2000-12-31');
    expect(early.json).toMatchObject({ events: 50_622, cases: 15_336 });
  }, 60_000);

  it('adds nothing the second time', async () => {
    expect(await importInto(whole)).toMatchObject({
      code: 0,
      json: { read: 561_470, appended: 0, already: 561_470, rejected: 0, cases: 150_370 },
    });
  }, 120_000);

  it('ends with the same figures and the same history when it is killed five times on the way', async () => {
    const broken = tempFolder();
    let killed = 0;
    for (let attempt = 0; killed < 5 && attempt < 12; attempt++) {
      const { child, ran } = startHenji(
        'import',
        'traffic-fines',
        sharedPath(file),
        '--data',
        broken,
        '--json',
      );
      await untilBegun(broken);
      await sleep(600 + attempt * 450);
      child.kill('SIGKILL');
      if ((await ran).signal === 'SIGKILL') killed += 1;
    }
    expect(killed).toBe(5);
    expect(await importInto(broken)).toMatchObject({
      code: 0,
      json: { read: 561_470, rejected: 0, cases: 150_370 },
    });

    const [unbroken, resumed] = [await verified(whole), await verified(broken)];
    expect(resumed).toMatchObject({ ok: true, events: 561_471 });
    expect(resumed.history).toBe(unbroken.history);
    expect(resumed.root).not.toBe(unbroken.root);
    const stats = await runHenji('stats', '--data', broken, '--json');
    expect(stats.json).toMatchObject({ events: 561_470, cases: 150_370, byType: by(0), casesByType: by(1) });
  }, 420_000);
});

async function verified(
  data: string,
): Promise<{ ok: boolean; events: number; history: string; root: string }> {
  const { json } = await runHenji('verify', '--data', data, '--json');
  return json as { ok: boolean; events: number; history: string; root: string };
}

async function untilBegun(data: string): Promise<void> {
  for (let waited = 0; !existsSync(join(data, 'ledger.db')) && waited < 200; waited++) await sleep(25);
}

describe('a file that is not what it says', () => {
  it('is refused whole, with the reason and exit 1', async () => {
    const ran = await runHenji(
      'import',
      'traffic-fines',
      '/nonexistent.csv',
      '--data',
      tempFolder(),
      '--json',
    );
    expect(ran).toMatchObject({ code: 1, json: { ok: false, error: { code: 'bad-import-file' } } });
  }, 30_000);

  it('is wrong use when its kind is unknown', async () => {
    expect(await runHenji('import', 'nothing', 'x.csv')).toMatchObject({ code: 2 });
  }, 30_000);
});
