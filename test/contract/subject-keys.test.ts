import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemEntropy } from '../../src/app/entropy';
import { openFileKeyVault } from '../../src/engines/files/file-key-vault';
import { MemorySubjectKeys } from '../../src/engines/memory/memory-subject-keys';
import { openSqliteSubjectKeys } from '../../src/engines/sqlite/sqlite-subject-keys';
import type { SubjectKeys } from '../../src/ports/subject-keys';
import { temporaryFolder } from './engines';

const entropy = new SystemEntropy();
const random = (count: number): Buffer => entropy.bytes(count);

const engines: readonly { name: string; open: (folder: string) => Promise<SubjectKeys> }[] = [
  { name: 'memory', open: async () => new MemorySubjectKeys(random) },
  {
    name: 'sqlite',
    open: (folder) =>
      openSqliteSubjectKeys(folder, openFileKeyVault(join(folder, 'secrets'), random), random),
  },
];

describe.each(engines)('$name subject keys', ({ open }) => {
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
});
