import type { ChildProcess } from 'node:child_process';
import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { beforeAll, expect, it } from '@jest/globals';
import { openLedgerForReading } from '../../src/app/engines/open-ledger';
import { embedded } from '../../src/engine-settings';
import { START, type EventStore } from '../../src/ports/event-store';
import { runHenjiWith, startHenjiWith, type Ran } from '../support/command-line';
import { onServers, type TestPlace } from '../support/layouts';
import { describeWithShared, sharedPath } from '../support/shared';
import { tempFolder } from '../support/temp-folder';
import { rowsBeside } from '../support/two-runs';

const file = 'data/traffic-fines/road_traffic_fine_full.csv.gz';

/** All 150,370 cases take their time: they are asked for, see CONTRIBUTING. */
const isWhole = process.env['HENJI_TEST_WHOLE_IMPORT'] === '1';
/** Cases of a usual run, from the beginning of the file. */
const CASES = 250;
const LONG = isWhole ? 7_200_000 : 300_000;

interface Verified {
  readonly ok: boolean;
  readonly events: number;
  readonly root: string;
  readonly history: string;
}

describeWithShared('traffic fines', [file], () => {
  onServers('taken over', (layout) => {
    let source: string;
    const inFiles: TestPlace = placeInFiles();
    let onThem: TestPlace;
    let imported: { readonly inFiles: Ran; readonly onThem: Ran };
    let known: Verified;
    const importInto = ({ environment }: TestPlace): Promise<Ran> =>
      runHenjiWith(environment, 'import', 'traffic-fines', source, '--json');

    beforeAll(async () => {
      source = isWhole ? sharedPath(file) : await beginningOf(sharedPath(file), CASES);
      onThem = await layout.place();
      imported = { inFiles: await importInto(inFiles), onThem: await importInto(onThem) };
      known = await verified(inFiles);
    }, LONG);

    it('are the same events and cases as in files, each case one append', () => {
      expect(imported.onThem).toMatchObject({ code: 0, json: withoutTime(imported.inFiles.json) });
      const { read, appended, cases } = imported.onThem.json as Record<string, number>;
      expect(appended).toBe(read);
      expect(cases).toBe(isWhole ? 150_370 : CASES);
    });

    it.each([
      ['as they are', []],
      ['as of a day', ['--as-of', '2007-06-30']],
    ])(
      'give the same figures as in files, %s',
      async (_, asOf) => {
        const [files, servers] = await Promise.all([inFiles, onThem].map((place) => figuresOf(place, asOf)));
        expect(servers).toEqual(files);
        expect(servers?.['events']).toBeGreaterThan(CASES);
      },
      LONG,
    );

    it(
      'have the same history, sealed to the last event',
      async () => {
        const { events, history, root } = known;
        const found = await verified(onThem);
        expect(found).toMatchObject({ ok: true, events, history, unsealed: 0 });
        expect(found.root).not.toBe(root);
      },
      LONG,
    );

    it(
      'have the same rows in every read model',
      async () => {
        const found = await rowsBeside(inFiles, onThem);
        expect(Object.entries(found).filter(([, { differ }]) => differ !== undefined)).toEqual([]);
        const { cases, supervision, accountability } = found;
        for (const one of [cases, supervision, accountability]) expect(one?.alike).toBeGreaterThan(CASES);
      },
      LONG,
    );

    it(
      'keep the root when the ledger in files is copied there',
      async () => {
        const copy = await layout.place();
        const target = copy.environment['LEDGER_URL'] as string;
        const copied = await runHenjiWith({}, 'copy', `sqlite:${inFiles.dataFolder}`, target, '--json');
        const { root, history, events } = known;
        expect(copied).toMatchObject({
          ...{ code: 0, json: { ok: true, records: events, already: 0, from: root, to: root } },
        });
        expect(await verified(copy)).toMatchObject({ ok: true, events, root, history, unsealed: 0 });
      },
      LONG,
    );

    // With the whole file it would take three imports more; in files that is tried on all of it.
    (isWhole ? it.skip : it)(
      'have the same history and rows when the import was killed on the way',
      async () => {
        const place = await layout.place();
        const importing = ['import', 'traffic-fines', source, '--json'];
        const { child, ran } = startHenjiWith(place.environment, ...importing);
        await untilHolds(place, CASES, child);
        child.kill('SIGKILL');
        expect(await ran).toMatchObject({ signal: 'SIGKILL' });
        const again = await importInto(place);
        const { read, already } = again.json as Record<string, number>;
        expect(again).toMatchObject({ code: 0, json: { rejected: 0 } });
        expect(already).toBeGreaterThanOrEqual(CASES - 1);
        expect(already).toBeLessThan(read as number);
        const { history, events } = known;
        expect(await verified(place)).toMatchObject({ ok: true, history, events, unsealed: 0 });
        const found = await rowsBeside(inFiles, place);
        expect(Object.entries(found).filter(([, { differ }]) => differ !== undefined)).toEqual([]);
        expect(await importInto(place)).toMatchObject({ code: 0, json: { appended: 0, already: read } });
      },
      LONG,
    );
  });
});

function placeInFiles(): TestPlace {
  const dataFolder = tempFolder();
  return { dataFolder, engines: embedded, environment: { HENJI_DATA: dataFolder } };
}

/** The rows of the first cases, as a file of its own. */
async function beginningOf(whole: string, cases: number): Promise<string> {
  const lines: string[] = [];
  const found = new Set<string>();
  const rows = createReadStream(whole).pipe(createGunzip());
  for await (const line of createInterface({ input: rows })) {
    // The header counts as one.
    found.add(line.slice(0, line.indexOf(',')));
    if (found.size > cases + 1) break;
    lines.push(`${line}\n`);
  }
  rows.destroy();
  const beginning = join(tempFolder(), 'fines.csv');
  writeFileSync(beginning, lines.join(''));
  return beginning;
}

/** What an import tells, but for how long it took. */
function withoutTime(told: unknown): object {
  const { seconds, ...rest } = told as { readonly seconds: number };
  expect(seconds).toBeGreaterThan(0);
  return rest;
}

/** The figures of a place, without the position up to which they count: each engine has its own. */
async function figuresOf(
  { environment }: TestPlace,
  asOf: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const ran = await runHenjiWith(environment, 'stats', ...asOf, '--json');
  const { position, ...figures } = ran.json as Record<string, unknown>;
  expect(position).not.toBe('');
  return figures;
}

async function verified({ environment }: TestPlace): Promise<Verified> {
  return (await runHenjiWith(environment, 'verify', '--json')).json as Verified;
}

/** Until the ledger of a place, which a process makes and fills, has so many records, or the process has ended. */
async function untilHolds(place: TestPlace, records: number, filling: ChildProcess): Promise<void> {
  let store: EventStore | undefined;
  let found = 0;
  while (found < records && filling.exitCode === null) {
    await sleep(100);
    store ??= await openLedgerForReading(place).catch(() => undefined);
    found = (await store?.readAll(START, records))?.length ?? 0;
  }
  await store?.close();
}
