import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/app/clock';
import { openBlobs, openLaidAside } from '../../src/app/engines/open-blobs';
import type { Place } from '../../src/app/engines/place';
import { sweepBeside } from '../../src/app/files/upload-sweep';
import { uploadDuty } from '../../src/app/roles/upload-duty';
import { CaseArchived } from '../../src/events/case.events';
import { openFileBlobStore } from '../../src/engines/files/file-blob-store';
import { enginesOf } from '../../src/engine-settings';
import { MemoryCoordination } from '../../src/engines/memory/memory-coordination';
import { legalDay } from '../../src/kernel/time';
import type { BlobStore } from '../../src/ports/blob-store';
import { s3Server } from '../servers/in-tests';
import { openLedger } from '../support/open-ledger';
import { tempFolder } from '../support/temp-folder';

const DAY = 86_400_000;
const reliance = { rules: [], parameters: [], entries: [] };

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describe('uploads that no event names, swept while commands are taken', () => {
  let dataFolder: string;
  let ledger: Awaited<ReturnType<typeof openLedger>>;
  let blobs: BlobStore;
  beforeEach(async () => {
    dataFolder = tempFolder();
    ledger = await openLedger({ dataFolder });
    blobs = await openFileBlobStore(join(dataFolder, 'blobs'), 'write');
  });
  afterEach(async () => {
    await blobs.close();
    await ledger.close();
  });

  const fileOf = (address: string): string => join(dataFolder, 'blobs', address.slice(0, 2), address);
  const isThere = (address: string): boolean => existsSync(fileOf(address));
  const upload = async (text: string, days: number): Promise<string> => {
    const { address } = await blobs.keep(pieces(text), { most: 1000 });
    const at = new Date(Date.now() - days * DAY);
    utimesSync(fileOf(address), at, at);
    return address;
  };
  const name = async (blob: string): Promise<void> => {
    const archived = CaseArchived({
      ...{ catalogue: 'DA-1', retentionYears: 10, documents: [{ kind: 'photo', blob }] },
      ...{ opens: [], closes: [], reliance },
    });
    const stream = `case-${blob.slice(0, 8)}`;
    await ledger.recorder.record(stream, await ledger.recorder.endOf(stream), [archived], {
      ...{ commandId: `c-${blob.slice(0, 8)}`, digest: '', correlationId: 'c' },
      occurred: legalDay('2024-05-20'),
      ...{ actors: [{ u: 'officer-li', role: 'archivist' }], rulePacks: [], calendars: [] },
    });
  };
  const sweep = (
    grace: (signal: AbortSignal) => Promise<void> = () => Promise.resolve(),
    signal = new AbortController().signal,
  ): Promise<number> =>
    sweepBeside({ place: { dataFolder }, store: ledger.store, blobs, clock: systemClock, grace }, signal);
  const aside = (): readonly string[] =>
    readdirSync(join(dataFolder, 'swept')).flatMap((shelf) => readdirSync(join(dataFolder, 'swept', shelf)));

  it('go after a month; what is younger, or named, stays', async () => {
    const [old, young, named] = [await upload('old', 31), await upload('young', 29), await upload('n', 90)];
    await name(named);
    expect(await sweep()).toBe(1);
    expect([old, young, named].map(isThere)).toEqual([false, true, true]);
    expect(aside()).toEqual([]);
  });

  it('come back when a command that was under way has named one meanwhile', async () => {
    const [late, old] = [await upload('late', 40), await upload('old', 40)];
    const swept = await sweep(async () => {
      expect([late, old].map(isThere)).toEqual([false, false]);
      await name(late);
    });
    expect(swept).toBe(1);
    expect([late, old].map(isThere)).toEqual([true, false]);
    expect(readFileSync(fileOf(late), 'utf8')).toBe('late');
    expect(aside()).toEqual([]);
  });

  it('all come back when the sweep is told to stop, or cannot find out who named them', async () => {
    const old = await upload('old', 40);
    const stop = new AbortController();
    expect(await sweep(async () => stop.abort(), stop.signal)).toBe(0);
    expect(isThere(old)).toBe(true);
    utimesSync(fileOf(old), new Date(0), new Date(0));
    await expect(sweep(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(isThere(old)).toBe(true);
    expect(aside()).toEqual([]);
  });

  it('leave an upload alone that comes in meanwhile', async () => {
    await upload('old', 40);
    let last = (): void => undefined;
    const isComing = new Promise<void>((resolve) => (last = resolve));
    const slow = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      await isComing;
      yield Buffer.from('whole');
    };
    const coming = blobs.keep(slow(), { most: 100 });
    expect(await sweep()).toBe(1);
    last();
    expect(isThere((await coming).address)).toBe(true);
  });

  it('that a killed sweep had laid aside come back with the next one', async () => {
    const laid = await openFileBlobStore(join(dataFolder, 'swept'), 'write');
    const { address } = await laid.keep(pieces('laid'), { most: 100 });
    await laid.close();
    expect(await sweep()).toBe(0);
    expect(isThere(address)).toBe(true);
    expect(aside()).toEqual([]);
  });

  it('are swept by one of two processes, the other one stands by', async () => {
    const old = await upload('old', 40);
    const coordination = new MemoryCoordination(() => Date.now());
    const { store } = ledger;
    const failures: unknown[] = [];
    const duties = [1, 2].map(() =>
      uploadDuty(
        { dataFolder },
        { coordination, store, blobs, clock: systemClock },
        (error) => failures.push(error),
        { first: 0, every: DAY, grace: 10 },
      ),
    );
    for (let i = 0; i < 200 && isThere(old); i++) await sleep(20);
    expect(isThere(old)).toBe(false);
    const leases = (await Promise.all(duties.map((duty) => duty.check()))).map(({ lease }) => lease);
    expect(leases.toSorted()).toEqual(['held', 'standby']);
    for (const duty of duties) await duty.stop();
    expect(failures).toEqual([]);
  });
});

const s3 = s3Server();

s3.describe('uploads in a bucket', () => {
  it('that a killed process had laid aside come back with the sweep of another one, which has no folder in common', async () => {
    const { username, password, origin, pathname } = new URL(await s3.bucket());
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: username, AWS_SECRET_ACCESS_KEY: password });
    const engines = enginesOf({ BLOB_URL: `s3:/${pathname}/files?endpoint=${origin}` });
    const ledger = await openLedger({ dataFolder: tempFolder() });
    const killed: Place = { dataFolder: tempFolder(), engines };
    const another: Place = { dataFolder: tempFolder(), engines };
    const laid = await openLaidAside(killed);
    const { address } = await laid.blobs.keep(pieces('laid'), { most: 100 });
    await Promise.all([laid.blobs.close(), laid.audit.close()]);

    const blobs = await openBlobs(another, 'write');
    const sweep = (days: number): Promise<number> =>
      sweepBeside(
        {
          ...{ place: another, store: ledger.store, blobs, grace: () => Promise.resolve() },
          clock: { ...systemClock, now: () => Date.now() + days * DAY },
        },
        new AbortController().signal,
      );
    expect(await blobs.read(address)).toBeUndefined();
    expect(await sweep(0)).toBe(0);
    expect((await blobs.read(address))?.bytes).toBe(4);
    // A month later nobody has named it.
    expect(await sweep(40)).toBe(1);
    expect(await blobs.read(address)).toBeUndefined();
    const left = await openLaidAside(another);
    for await (const { address: still } of left.audit.list()) expect(still).toBeUndefined();
    await Promise.all([left.blobs.close(), left.audit.close(), blobs.close(), ledger.close()]);
  });
});
