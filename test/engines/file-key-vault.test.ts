import { chmodSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openFileKeyVault } from '../../src/engines/files/file-key-vault';
import { temporaryFolder } from '../contract/engines';
import { seededBytes } from '../support/records';

describe('the key vault in a file', () => {
  let folder = '';
  let drawn = 0;
  const random = (count: number): Buffer => seededBytes(`draw ${drawn++}`, count);
  const open = () => openFileKeyVault(join(folder, 'secrets'), random);
  const file = () => join(folder, 'secrets', 'key-encryption.key');
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is made on first use, for its owner alone, and leaves nothing else behind', () => {
    open();
    expect(readdirSync(join(folder, 'secrets'))).toEqual(['key-encryption.key']);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
  });

  it('stays the same afterwards', () => {
    const key = seededBytes('a data key');
    const wrapped = open().wrap('case-a/party', key);
    const content = readFileSync(file());
    expect(open().unwrap('case-a/party', wrapped)).toEqual(key);
    expect(readFileSync(file())).toEqual(content);
  });

  it('wraps a key differently each time, and opens it only under its handle', () => {
    const vault = open();
    const key = seededBytes('a data key');
    const [one, two] = [vault.wrap('case-a/party', key), vault.wrap('case-a/party', key)];
    expect(one).not.toEqual(two);
    expect(one.includes(key)).toBe(false);
    expect(vault.unwrap('case-a/party', two)).toEqual(key);
    expect(() => vault.unwrap('case-b/party', one)).toThrow('key-unreadable');
    one[20] = (one[20] ?? 0) ^ 1;
    expect(() => vault.unwrap('case-a/party', one)).toThrow('key-unreadable');
  });

  it('makes digests that depend on vault, purpose and data, and on nothing else', () => {
    const vault = open();
    const data = Buffer.from('data');
    const digest = vault.mac('command', data);
    expect(digest).toHaveLength(32);
    expect(open().mac('command', data)).toEqual(digest);
    expect(vault.mac('command', data)).toEqual(digest);
    expect(vault.mac('handle', data)).not.toEqual(digest);
    expect(vault.mac('command', Buffer.from('date'))).not.toEqual(digest);
    expect(openFileKeyVault(join(folder, 'other'), random).mac('command', data)).not.toEqual(digest);
  });

  it.each([
    ['the file can be read by others', () => chmodSync(file(), 0o640)],
    ['the folder can be entered by others', () => chmodSync(join(folder, 'secrets'), 0o750)],
    ['the file holds no whole key', () => truncateSync(file(), 31)],
  ])('is refused when %s', (_, spoil) => {
    open();
    spoil();
    expect(open).toThrow(expect.objectContaining({ code: 'key-vault-unsafe' }));
  });
});
