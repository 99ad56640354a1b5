import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { backup } from '../../src/app/backup/backup';
import { restore } from '../../src/app/backup/restore';
import { systemClock } from '../../src/app/clock';
import { openHenji } from '../../src/app/henji';
import { penaltyDecisions } from '../../src/app/import/penalty-decisions';
import { projectionNames, rebuildProjection } from '../../src/app/projections/rebuilding';
import { verifyLedger } from '../../src/app/verify/verify';
import { openFileBlobStore } from '../../src/engines/files/file-blob-store';
import { runHenji } from '../support/command-line';
import { openLedger } from '../support/open-ledger';
import { bytes, decisionsFile, importer } from '../support/decisions';
import { tempFolder } from '../support/temp-folder';

const options = { clock: systemClock, version: 'test' };

/** A folder with a few decisions and two uploads. */
async function aFolder(count = 20): Promise<string> {
  const folder = tempFolder();
  const ledger = await openLedger({ dataFolder: folder });
  await ledger.importer.run(penaltyDecisions, decisionsFile(count), { importer });
  await ledger.close();
  const blobs = await openFileBlobStore(join(folder, 'blobs'), 'write');
  for (const text of ['one', 'two']) await blobs.keep(bytes(text), { most: 100 });
  await blobs.close();
  return folder;
}

const fresh = (): string => join(tempFolder(), 'new');

describe('a backup', () => {
  it('made while thousands of cases are written is of one moment, and every event in it has its key', async () => {
    const folder = tempFolder();
    const ledger = await openLedger({ dataFolder: folder });
    const [to, secrets] = [fresh(), fresh()];
    let running = true;
    const importing = ledger.importer
      .run(penaltyDecisions, decisionsFile(6_000), { importer })
      .finally(() => (running = false));
    const size = async () => Number((await ledger.store.head()).size);
    while ((await size()) < 100) await sleep(5);
    const made = await runHenji('backup', to, '--secrets', secrets, '--data', folder, '--json');
    const wasRunning = running;
    await importing;
    expect(made).toMatchObject({ code: 0, json: { damaged: 0, secrets: true } });
    const { events, root } = made.json as { events: number; root: string };
    expect(wasRunning).toBe(true);
    expect(events).toBeGreaterThan(100);
    expect(events).toBeLessThan(await size());
    await ledger.close();
    const data = fresh();
    const restored = await runHenji('restore', to, '--data', data, '--secrets', secrets, '--json');
    expect(restored).toMatchObject({
      code: 0,
      json: { ok: true, verification: { events, root, payloads: { unopened: 0 } } },
    });
    // Its first event says that an import began, and nothing of anybody.
    expect(restored.json).toMatchObject({ verification: { payloads: { opened: events - 1 } } });
  }, 120_000);

  it('holds what cannot be made again, for its owner alone, and no secrets', async () => {
    const folder = await aFolder();
    writeFileSync(join(folder, 'demonstration.json'), '{}');
    const to = fresh();
    const manifest = await backup({ dataFolder: folder }, to, options);
    expect(readdirSync(to).toSorted()).toEqual([
      ...['blobs', 'demonstration.json', 'keys.db', 'ledger.db', 'manifest.json'],
    ]);
    for (const name of ['keys.db', 'ledger.db', 'manifest.json', 'demonstration.json'])
      expect(statSync(join(to, name)).mode & 0o777).toBe(0o600);
    expect(statSync(to).mode & 0o777).toBe(0o700);
    expect(manifest).toMatchObject({ ledger: { events: 21 }, damaged: [] });
    expect(manifest.blobs).toHaveLength(2);
    const verified = await verifyLedger({ dataFolder: folder });
    expect(verified).toMatchObject({ ok: true, root: manifest.ledger.root });
  });

  it('goes on past a damaged file, and says so', async () => {
    const folder = await aFolder();
    const shelf = readdirSync(join(folder, 'blobs')).find((name) => name.length === 2) ?? '';
    const [address = ''] = readdirSync(join(folder, 'blobs', shelf));
    writeFileSync(join(folder, 'blobs', shelf, address), 'other bytes');
    const told = await runHenji('backup', fresh(), '--data', folder, '--json');
    expect(told).toMatchObject({ code: 1, json: { damaged: 1, files: 1 } });
  });

  it('is refused where something lies already, or its secrets would lie in it; nothing is left', async () => {
    const folder = await aFolder();
    const parent = tempFolder();
    const to = join(parent, 'backup');
    mkdirSync(to);
    writeFileSync(join(to, 'mine'), '');
    const refused = { code: 'backup-refused' };
    await expect(backup({ dataFolder: folder }, to, options)).rejects.toMatchObject(refused);
    unlinkSync(join(to, 'mine'));
    const inside = { ...options, secrets: join(to, 'secrets') };
    await expect(backup({ dataFolder: folder }, to, inside)).rejects.toMatchObject(refused);
    await expect(backup({ dataFolder: tempFolder() }, to, options)).rejects.toMatchObject({
      code: 'ledger-missing',
    });
    // With a log beside it, SQLite would read the pages from there.
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `keys.db${end}`), { force: true });
    writeFileSync(join(folder, 'keys.db'), 'no database at all '.repeat(1_000));
    await expect(backup({ dataFolder: folder }, to, options)).rejects.toMatchObject({
      code: 'file-unreadable',
    });
    expect(readdirSync(parent)).toEqual(['backup']);
    expect(readdirSync(to)).toEqual([]);
  });
});

describe('a restore', () => {
  it('without the secrets verifies, and says that personal data stays closed', async () => {
    const to = fresh();
    await backup({ dataFolder: await aFolder() }, to, options);
    const restored = await restore(to, { dataFolder: fresh() });
    expect(restored).toMatchObject({
      isSame: true,
      verification: { ok: true, payloads: { opened: 0, unopened: 20 } },
    });
  });

  it('is refused where anything lies, from what is no backup, and from one that was changed', async () => {
    const to = fresh();
    await backup({ dataFolder: await aFolder() }, to, options);
    const used = tempFolder();
    writeFileSync(join(used, 'mine'), '');
    await expect(restore(to, { dataFolder: used })).rejects.toMatchObject({ code: 'restore-refused' });
    const unusable = { code: 'backup-unusable' };
    await expect(restore(tempFolder(), { dataFolder: fresh() })).rejects.toMatchObject(unusable);
    const changes: readonly ((folder: string) => void)[] = [
      (folder) =>
        writeFileSync(
          join(folder, 'keys.db'),
          Buffer.concat([readFileSync(join(folder, 'keys.db')), Buffer.of(0)]),
        ),
      (folder) => rmSync(join(folder, 'ledger.db')),
      (folder) => rmSync(join(folder, 'blobs'), { recursive: true }),
      (folder) => writeFileSync(join(folder, 'manifest.json'), '{}'),
    ];
    for (const change of changes) {
      const copy = fresh();
      cpSync(to, copy, { recursive: true });
      change(copy);
      const data = fresh();
      await expect(restore(copy, { dataFolder: data })).rejects.toMatchObject(unusable);
      expect(existsSync(join(data, 'ledger.db'))).toBe(false);
    }
  });

  it('tells a ledger that is sound and not the one that its manifest names', async () => {
    const to = fresh();
    await backup({ dataFolder: await aFolder() }, to, options);
    const manifest = JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8')) as {
      ledger: { logId: string };
    };
    manifest.ledger.logId = '00000000-0000-7000-8000-000000000000';
    writeFileSync(join(to, 'manifest.json'), JSON.stringify(manifest));
    const told = await runHenji('restore', to, '--data', fresh(), '--json');
    expect(told).toMatchObject({ code: 1, json: { ok: false, verification: { ok: true } } });
  });
});

describe('a restored ledger that is older than the read models beside it', () => {
  it('stops every projection, which says why; a rebuild is the way out', async () => {
    const folder = await aFolder();
    const to = fresh();
    await backup({ dataFolder: folder }, to, options);
    const henji = await openHenji({ dataFolder: folder });
    const { position } = await henji.importer.run(penaltyDecisions, decisionsFile(25), { importer });
    await henji.projections.reached(position);
    await henji.close();
    const data = fresh();
    await restore(to, { dataFolder: data }, { secrets: join(folder, 'secrets') });
    cpSync(join(folder, 'read'), join(data, 'read'), { recursive: true });
    const older = await openHenji({ dataFolder: data });
    const status = await older.projections.status();
    expect(status.map(({ state, error }) => [state, error?.code])).toEqual(
      projectionNames.map(() => ['stopped', 'ledger-replaced']),
    );
    await older.close();
    const { signal } = new AbortController();
    for (const name of projectionNames)
      await rebuildProjection({ dataFolder: data }, name, signal, () => undefined);
    const again = await openHenji({ dataFolder: data });
    await again.projections.reached((await again.store.head()).position);
    expect((await again.projections.status()).map(({ state }) => state)).toEqual(
      projectionNames.map(() => 'live'),
    );
    await again.close();
  }, 60_000);
});
