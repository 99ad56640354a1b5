import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { firstAdministrator } from '../../src/app/accounts/first-administrator';
import { backup } from '../../src/app/backup/backup';
import type { BackupManifest } from '../../src/app/backup/manifest';
import { restore } from '../../src/app/backup/restore';
import { systemClock } from '../../src/app/clock';
import { diagnose } from '../../src/app/doctor';
import { openBlobs } from '../../src/app/engines/open-blobs';
import { openCoordination } from '../../src/app/engines/open-coordination';
import type { Place } from '../../src/app/engines/place';
import { openHenji, type Henji } from '../../src/app/henji';
import { penaltyDecisions } from '../../src/app/import/penalty-decisions';
import { projectionNames } from '../../src/app/projections/rebuilding';
import { verifyLedger } from '../../src/app/verify/verify';
import { embedded, enginesOf } from '../../src/engine-settings';
import { openEventStoreDbLedger } from '../../src/engines/eventstoredb/eventstoredb-event-store';
import { Connections } from '../../src/engines/postgres/connections';
import { postgresServer, s3Server } from '../servers/in-tests';
import { TestEventStoreDb } from '../support/eventstoredb/server';
import { bytes, decisionsFile, importer } from '../support/decisions';
import { tempFolder } from '../support/temp-folder';

const DECISIONS = 12;

const fresh = (): string => join(tempFolder(), 'new');
const postgres = postgresServer();
const s3 = s3Server();

postgres.describe('a backup of an instance on servers', () => {
  s3.describe('(EventStoreDB: test server)', () => {
    const [to, secrets] = [fresh(), fresh()];
    let ledger: TestEventStoreDb;
    let place: Place;
    let manifest: BackupManifest;
    let administrator: { readonly name: string; readonly password: string };

    /** Empty servers, under the name of a data folder. */
    async function onServers(server: TestEventStoreDb, dataFolder: string): Promise<Place> {
      const { username, password, origin, pathname } = new URL(await s3.bucket());
      Object.assign(process.env, { AWS_ACCESS_KEY_ID: username, AWS_SECRET_ACCESS_KEY: password });
      const engines = enginesOf({
        ...{ LEDGER_URL: server.url, READMODEL_URL: await postgres.database() },
        BLOB_URL: `s3:/${pathname}/files?endpoint=${origin}`,
      });
      return { dataFolder, engines };
    }

    /** Does whoever signed in before find the door open, and his filter? */
    async function knowsTheAdministrator(henji: Henji): Promise<void> {
      const { name, password } = administrator;
      const { id } = await henji.identity.accounts.signIn(name, password);
      expect(await henji.identity.savedFilters.list(id)).toMatchObject([
        { name: '我的', filter: { q: '张' } },
      ]);
    }

    beforeAll(async () => {
      ledger = await TestEventStoreDb.start();
      place = await onServers(ledger, tempFolder());
      const henji = await openHenji({ ...place, early: true });
      administrator = await firstAdministrator(henji);
      const { name, password } = administrator;
      const { id } = await henji.identity.accounts.signIn(name, password);
      await henji.identity.savedFilters.save(id, '我的', { q: '张' });
      await henji.importer.run(penaltyDecisions, decisionsFile(DECISIONS), { importer });
      const blobs = await openBlobs(place, 'write');
      await blobs.keep(bytes('one'), { most: 100 });
      await blobs.close();
      manifest = await backup(place, to, { clock: systemClock, version: 'test', secrets });
      await henji.close();
    }, 150_000);
    afterAll(() => ledger.stop());

    it('has the root that is sealed on the server, in the form of a folder', async () => {
      expect(readdirSync(to).toSorted()).toEqual([
        ...['accounts.db', 'blobs', 'keys.db', 'ledger.db', 'manifest.json'],
      ]);
      const store = await openEventStoreDbLedger({ url: ledger.url });
      await store.sealer().catchUp();
      await store.close();
      const { root, events } = manifest.ledger;
      expect(await verifyLedger(place)).toMatchObject({ ok: true, root, events, unsealed: 0 });
      expect(manifest.blobs).toHaveLength(1);
    });

    it('is of an instance of which doctor tells ledger, files, rows, and what nobody does', async () => {
      const found = await diagnose(place);
      // Rows may not have been made yet; nothing else is amiss.
      const amiss = found.filter(({ state, subject }) => state === 'bad' && !subject.startsWith('read/'));
      expect(amiss).toEqual([]);
      const of = (subject: string) => found.find((one) => one.subject === subject);
      expect(of('ledger')).toMatchObject({
        state: 'good',
        en: expect.stringContaining(manifest.ledger.logId) as unknown,
      });
      expect(of('sealer')).toMatchObject({ state: 'note', en: 'no process does it' });
      expect(of('sealer')?.wayOut?.en).toContain('relay');
      expect(of('blobs')).toMatchObject({ en: '1 files, 1 of them named by no event' });
      const coordination = await openCoordination(place);
      const lease = await coordination.acquire('sealer', 'somebody', 60_000);
      expect((await diagnose(place)).find(({ subject }) => subject === 'sealer')?.state).toBe('good');
      if (lease !== undefined) await coordination.release(lease);
      await coordination.close();
    });

    it('is restored into files, whoever signed in signs in, and every payload opens', async () => {
      const there = { dataFolder: fresh(), engines: embedded };
      expect(await restore(to, there, { secrets })).toMatchObject({
        ...{ isSame: true, verification: { payloads: { opened: DECISIONS, unopened: 0 } } },
      });
      const henji = await openHenji({ ...there, early: true });
      await knowsTheAdministrator(henji);
      await henji.close();
    });

    it('is restored into other servers; what lies in their database stays, also when a key was destroyed', async () => {
      const server = await TestEventStoreDb.start();
      const there = await onServers(server, tempFolder());
      expect(await restore(to, there, { secrets })).toMatchObject({
        isSame: true,
        shared: { keys: 'filled', accounts: 'filled' },
        verification: { unsealed: 0, payloads: { opened: DECISIONS, unopened: 0 }, files: { unnamed: 1 } },
      });
      const henji = await openHenji({ ...there, early: true });
      await knowsTheAdministrator(henji);
      await henji.close();
      const url = there.engines?.readModels.kind === 'postgres' ? there.engines.readModels.url : '';
      const database = new Connections({ url });
      const first = 'SELECT min(handle) FROM henji_shared.subject_keys';
      await database.rows(`DELETE FROM henji_shared.subject_keys WHERE handle = (${first})`);
      await database.close();
      expect(await restore(to, there)).toMatchObject({
        isSame: true,
        shared: { keys: 'kept', accounts: 'kept' },
        verification: { payloads: { opened: DECISIONS - 1, unopened: 1 } },
      });
      await server.stop();
    });

    it('is not put onto a ledger that has gone on, nor onto other secrets', async () => {
      const henji = await openHenji({ ...place, early: true });
      await henji.importer.run(penaltyDecisions, decisionsFile(DECISIONS + 3), { importer });
      await henji.close();
      await expect(restore(to, place)).rejects.toMatchObject({ code: 'copy-diverges' });
      await expect(restore(to, place, { secrets })).rejects.toMatchObject({ code: 'restore-refused' });
    });

    it('that is older than what the rows have seen stops every projection, which says why', async () => {
      const henji = await openHenji(place);
      await henji.projections.reached((await henji.store.head()).position);
      await henji.close();
      await ledger.restartEmpty();
      expect(await restore(to, place)).toMatchObject({ isSame: true, shared: { keys: 'kept' } });
      const stopped = projectionNames.map(() => 'stopped: ledger-replaced');
      // Of those that nobody runs here, too: what a process tells that only answers.
      for (const projections of ['elsewhere', 'here'] as const) {
        const older = await openHenji({ ...place, projections, early: true });
        const told = async (): Promise<readonly string[]> =>
          (await older.projections.status()).map(({ state, error }) => `${state}: ${error?.code ?? ''}`);
        expect(await told()).toEqual(stopped);
        // Once they are taken they are held against the ledger by what it lacks.
        await sleep(projections === 'here' ? 2_500 : 0);
        expect(await told()).toEqual(stopped);
        await older.close();
      }
    }, 120_000);

    it('of a ledger that was never begun is refused, and leaves nothing', async () => {
      const server = await TestEventStoreDb.start();
      const nowhere = fresh();
      await expect(
        backup(await onServers(server, tempFolder()), nowhere, { clock: systemClock, version: 'test' }),
      ).rejects.toMatchObject({ code: 'ledger-missing' });
      expect(existsSync(nowhere)).toBe(false);
      await server.stop();
    });
  });
});
