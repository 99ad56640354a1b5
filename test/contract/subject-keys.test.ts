import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemEntropy } from '../../src/app/entropy';
import { openFileKeyVault } from '../../src/engines/files/file-key-vault';
import { MemorySubjectKeys } from '../../src/engines/memory/memory-subject-keys';
import { openPostgresSubjectKeys } from '../../src/engines/postgres/postgres-subject-keys';
import { openSqliteSubjectKeys } from '../../src/engines/sqlite/sqlite-subject-keys';
import type { SubjectKeys } from '../../src/ports/subject-keys';
import { postgresServer } from '../servers/in-tests';
import { temporaryFolder } from './engines';

const entropy = new SystemEntropy();
const random = (count: number): Buffer => entropy.bytes(count);

type Open = (folder: string) => Promise<SubjectKeys>;

const engines: readonly { name: string; open: Open }[] = [
  { name: 'memory', open: async () => new MemorySubjectKeys(random) },
  {
    name: 'sqlite',
    open: (folder) =>
      openSqliteSubjectKeys(folder, openFileKeyVault(join(folder, 'secrets'), random), random),
  },
];

function subjectKeysContract(open: Open): void {
  let folder = '';
  let keys: SubjectKeys;
  beforeEach(async () => {
    folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    keys = await open(folder);
  });
  afterEach(async () => {
    await keys.close();
    rmSync(folder, { recursive: true });
  });

  it('makes a key of 32 bytes for each handle, no two alike', async () => {
    const made = await keys.create(['case-a/party', 'case-a/witness-1', 'case-b/party']);
    expect([...made.keys()].sort()).toEqual(['case-a/party', 'case-a/witness-1', 'case-b/party']);
    const texts = [...made.values()].map((key) => key.toString('hex'));
    for (const text of texts) expect(text).toMatch(/^[\da-f]{64}$/u);
    expect(new Set(texts).size).toBe(3);
  });

  it('gives what exists and leaves out what does not', async () => {
    const made = await keys.create(['a', 'b']);
    const found = await keys.getMany(['b', 'none', 'a']);
    expect(new Map([...found].sort())).toEqual(new Map([...made].sort()));
    expect((await keys.getMany([])).size).toBe(0);
  });

  it('keeps a key that exists, and makes only what is missing', async () => {
    const first = await keys.create(['a']);
    const second = await keys.create(['a', 'b', 'a']);
    expect(second.get('a')).toEqual(first.get('a'));
    expect([...second.keys()].sort()).toEqual(['a', 'b']);
  });

  it('gives all who ask at once the same key', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, (_, i) => keys.create(['shared', `own-${i}`])));
    expect(new Set(made.map((found) => found.get('shared')?.toString('hex'))).size).toBe(1);
    const own = made.map((found, i) => found.get(`own-${i}`)?.toString('hex'));
    expect(new Set(own).size).toBe(50);
    expect((await keys.getMany(['own-49'])).get('own-49')?.toString('hex')).toBe(own[49]);
  });

  it('takes thousands of handles at once', async () => {
    const handles = Array.from({ length: 2_500 }, (_, i) => `case-${i}/party`);
    const made = await keys.create(handles);
    expect(made.size).toBe(2_500);
    expect(await keys.getMany(handles)).toEqual(made);
  });

  it('refuses when closed, and may be closed again', async () => {
    await keys.create(['a']);
    await Promise.all([keys.close(), keys.close()]);
    await expect(keys.create(['b'])).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(keys.getMany(['a'])).rejects.toMatchObject({ code: 'store-unavailable' });
  });
}

describe.each(engines)('$name subject keys', ({ open }) => subjectKeysContract(open));

const server = postgresServer();
server.describe('postgresql subject keys', () => {
  const opened = async (folder: string, database: string, drawn = random): Promise<SubjectKeys> =>
    openPostgresSubjectKeys({ url: database }, openFileKeyVault(join(folder, 'secrets'), random), drawn);

  subjectKeysContract(async (folder) => opened(folder, await server.database()));

  describe('of two processes', () => {
    let folder = '';
    let database = '';
    beforeEach(async () => {
      folder = temporaryFolder();
      mkdirSync(folder, { recursive: true });
      database = await server.database();
    });
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });

    it('are the same, whoever makes them first', async () => {
      const [one, other] = await Promise.all([opened(folder, database), opened(folder, database)]);
      const handles = Array.from({ length: 40 }, (_, i) => `case-${i}/party`);
      const [first, second] = await Promise.all([one.create(handles), other.create([...handles].reverse())]);
      expect(second.size).toBe(40);
      for (const handle of handles) expect(second.get(handle)).toEqual(first.get(handle));
      await Promise.all([one.close(), other.close()]);
    });

    it('are not opened with the secrets of another instance', async () => {
      const one = await opened(folder, database);
      await one.create(['case-a/party']);
      await one.close();
      const stranger = join(folder, 'stranger');
      mkdirSync(stranger);
      await expect(opened(stranger, database)).rejects.toMatchObject({ code: 'key-unreadable' });
    });
  });
});
