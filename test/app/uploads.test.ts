import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/app/clock';
import { diagnose } from '../../src/app/doctor';
import { sweepUploads } from '../../src/app/files/blob-sweep';
import { verifyLedger } from '../../src/app/verify/verify';
import { CaseArchived } from '../../src/events/case.events';
import { openFileBlobStore } from '../../src/engines/files/file-blob-store';
import { legalDay } from '../../src/kernel/time';
import { runHenji } from '../support/command-line';
import { openLedger } from '../support/open-ledger';
import { tempFolder } from '../support/temp-folder';

/** Uploaded files: looked at by `verify` and `doctor`, and taken away where no event ever named them. */

const DAY = 86_400_000;
const reliance = { rules: [], parameters: [], entries: [] };

const fileOf = (folder: string, address: string): string =>
  join(folder, 'blobs', address.slice(0, 2), address);

/** A folder with one upload that an event names, and three that none names, of which two are old. */
async function aFolder() {
  const folder = tempFolder();
  const blobs = await openFileBlobStore(join(folder, 'blobs'), 'write');
  const keep = async (text: string, days: number): Promise<string> => {
    const { address } = await blobs.keep(pieces(text), { most: 1000 });
    const at = new Date(Date.now() - days * DAY);
    utimesSync(fileOf(folder, address), at, at);
    return address;
  };
  const named = await keep('named', 90);
  const old = [await keep('old', 31), await keep('older', 400)];
  const young = await keep('young', 2);
  await blobs.close();
  const ledger = await openLedger({ dataFolder: folder });
  const archived = CaseArchived({
    ...{ catalogue: 'DA-1', retentionYears: 10, documents: [{ kind: 'photo', blob: named }] },
    ...{ opens: [], closes: [], reliance },
  });
  await ledger.recorder.record('case-a', await ledger.recorder.endOf('case-a'), [archived], {
    ...{ commandId: 'c-1', digest: '', correlationId: 'c', occurred: legalDay('2024-05-20') },
    ...{ actors: [{ u: 'officer-li', role: 'archivist' }], rulePacks: [], calendars: [] },
  });
  await ledger.close();
  return { folder, named, old, young };
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const isThere = (folder: string, address: string): boolean =>
  statSync(fileOf(folder, address), { throwIfNoEntry: false }) !== undefined;
const sweep = (folder: string, olderThanDays = 30, dryRun = false) =>
  sweepUploads({ dataFolder: folder }, { clock: systemClock, olderThanDays, dryRun });

describe('uploads that no event names', () => {
  it('go once they are old; what is young or named stays, however old it is', async () => {
    const { folder, named, old, young } = await aFolder();
    const shown = await sweep(folder, 30, true);
    expect(shown.swept.map(({ address }) => address).toSorted()).toEqual(old.toSorted());
    expect(old.every((address) => isThere(folder, address))).toBe(true);
    expect(await sweep(folder)).toMatchObject({ young: 1, named: 1 });
    expect(old.filter((address) => isThere(folder, address))).toEqual([]);
    expect([named, young].every((address) => isThere(folder, address))).toBe(true);
    expect((await sweep(folder)).swept).toEqual([]);
    // Nobody is taken his upload of today from, whatever is asked for.
    expect((await sweep(folder, 0)).swept.map(({ address }) => address)).toEqual([young]);
    expect(isThere(folder, named)).toBe(true);
  });

  it('are not swept while somebody may still name them: a server that runs keeps the sweep out', async () => {
    const { folder, old } = await aFolder();
    const running = await openLedger({ dataFolder: folder });
    await expect(sweep(folder)).rejects.toMatchObject({ code: 'ledger-locked' });
    expect(old.every((address) => isThere(folder, address))).toBe(true);
    await running.close();
    await expect(sweep(tempFolder())).rejects.toMatchObject({ code: 'ledger-missing' });
  });

  it('go by the command line, which first says what would go', async () => {
    const { folder, old } = await aFolder();
    const swept = async (...options: readonly string[]): Promise<unknown> => {
      const { code, json } = await runHenji('sweep', '--data', folder, '--json', ...options);
      expect(code).toBe(0);
      return json;
    };
    expect(await swept('--dry-run', '--older-than', '100')).toMatchObject({
      swept: 1,
      young: 2,
      dryRun: true,
    });
    expect(await swept()).toMatchObject({ swept: 2, young: 1, named: 1, dryRun: false });
    expect(old.filter((address) => isThere(folder, address))).toEqual([]);
    expect((await runHenji('sweep', '--data', folder, '--older-than', '0')).code).toBe(2);
  });

  it('are counted by verify and doctor, which says what to do', async () => {
    const { folder } = await aFolder();
    expect(await verifyLedger({ dataFolder: folder })).toMatchObject({
      ok: true,
      files: { sound: 1, unnamed: 3, absent: 0 },
    });
    const found = (await diagnose({ dataFolder: folder })).find(({ subject }) => subject === 'blobs');
    expect(found).toMatchObject({ state: 'note', en: '4 files, 3 of them named by no event' });
    expect(found?.wayOut?.en).toContain('henji sweep');
  });
});

describe('a file that an event names', () => {
  it('is counted as absent once it has gone', async () => {
    const { folder, named } = await aFolder();
    rmSync(fileOf(folder, named));
    expect(await verifyLedger({ dataFolder: folder })).toMatchObject({
      ok: true,
      files: { sound: 0, unnamed: 3, absent: 1 },
    });
  });

  it('is refuted by verify once its bytes are others, with the event that names it', async () => {
    const { folder, named, old } = await aFolder();
    writeFileSync(fileOf(folder, old[0] ?? ''), 'nobody relies on this');
    expect((await verifyLedger({ dataFolder: folder })).ok).toBe(true);
    writeFileSync(fileOf(folder, named), 'something else');
    expect(await verifyLedger({ dataFolder: folder })).toEqual({
      ok: false,
      at: { position: 1, stream: 'case-a', revision: 0 },
      reason: `the file ${named} does not have the hash by which the event names it`,
    });
  });
});
