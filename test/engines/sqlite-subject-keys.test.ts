import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { SystemEntropy } from '../../src/app/entropy';
import { openFileKeyVault } from '../../src/engines/files/file-key-vault';
import {
  openSqliteSubjectKeys,
  openSqliteSubjectKeysForReading,
} from '../../src/engines/sqlite/sqlite-subject-keys';
import type { KeyVault } from '../../src/ports/key-vault';
import type { SubjectKeys } from '../../src/ports/subject-keys';
import { temporaryFolder } from '../contract/engines';
import { SmallDisk } from '../support/small-disk';

const entropy = new SystemEntropy();
const random = (count: number): Buffer => entropy.bytes(count);

describe('keys.db', () => {
  let folder = '';
  let vault: KeyVault;
  const opened: Pick<SubjectKeys, 'close'>[] = [];
  const open = async (): Promise<SubjectKeys> => {
    const keys = await openSqliteSubjectKeys(folder, vault, random);
    opened.push(keys);
    return keys;
  };
  beforeEach(() => {
    folder = temporaryFolder();
    vault = openFileKeyVault(join(folder, 'secrets'), random);
  });
  afterEach(async () => {
    for (const keys of opened.splice(0)) await keys.close();
    rmSync(folder, { recursive: true });
  });

  it('keeps keys over a restart, and lets others read them meanwhile', async () => {
    const keys = await open();
    const made = await keys.create(['a', 'b']);
    const reading = openSqliteSubjectKeysForReading(folder, vault);
    opened.push(reading);
    expect(await reading.getMany(['a', 'b', 'c'])).toEqual(made);
    await keys.close();
    expect(await (await open()).create(['b', 'a'])).toEqual(new Map([...made].reverse()));
  });

  it('holds no key in clear, and is for its owner alone', async () => {
    const keys = await open();
    const made = await keys.create(['a']);
    for (const name of ['keys.db', 'keys.db-wal', 'keys.db-shm']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(folder, name)).includes(made.get('a') ?? 'none')).toBe(false);
    }
  });

  it('has no keys for readers before it is made, and makes none', async () => {
    const reading = openSqliteSubjectKeysForReading(folder, vault);
    opened.push(reading);
    expect((await reading.getMany(['a'])).size).toBe(0);
    const made = await (await open()).create(['a']);
    expect(await reading.getMany(['a'])).toEqual(made);
  });

  it('does not open with another vault than the one that wrapped its keys', async () => {
    const keys = await open();
    await keys.create(['a']);
    await keys.close();
    vault = openFileKeyVault(join(folder, 'others'), random);
    await expect(open()).rejects.toMatchObject({ code: 'key-unreadable' });
  });

  it('binds a key to its handle, and never changes one', async () => {
    const keys = await open();
    await keys.create(['a', 'b']);
    await keys.close();
    const db = new Database(join(folder, 'keys.db'));
    expect(() => db.exec(`UPDATE subject_keys SET handle = 'c' WHERE handle = 'a'`)).toThrow('no UPDATE');
    db.exec(`INSERT INTO subject_keys SELECT 'z', wrapped FROM subject_keys WHERE handle = 'a'`);
    db.close();
    await expect((await open()).getMany(['z'])).rejects.toMatchObject({ code: 'key-unreadable' });
  });
});

const onRealDisk = SmallDisk.isPossible() ? describe : describe.skip;
onRealDisk('keys.db on a small file system (needs the right to mount one)', () => {
  it('gives out no key that is not stored, and goes on once there is room', async () => {
    const disk = SmallDisk.mount(700) as SmallDisk;
    const vault = openFileKeyVault(join(disk.folder, 'secrets'), random);
    const keys = await openSqliteSubjectKeys(disk.folder, vault, random);
    const handles = Array.from({ length: 20_000 }, (_, i) => `case-${i}/party`);
    await expect(keys.create(handles)).rejects.toMatchObject({ code: 'store-unavailable' });
    expect((await keys.getMany(handles)).size).toBe(0);
    disk.resize(16_000);
    expect((await keys.create(handles)).size).toBe(20_000);
    await keys.close();
    disk.unmount();
  });
});
