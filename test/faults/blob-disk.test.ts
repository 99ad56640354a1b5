import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openFileBlobStore } from '../../src/engines/files/file-blob-store';
import { SmallDisk } from '../support/small-disk';

const most = 1 << 24;

async function* filled(byte: number, pieces: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < pieces; i++) yield Buffer.alloc(64 * 1024, byte);
}
const addressOf = (byte: number, pieces: number): string =>
  createHash('sha256')
    .update(Buffer.alloc(64 * 1024 * pieces, byte))
    .digest('hex');

const onRealDisk = SmallDisk.isPossible() ? describe : describe.skip;

onRealDisk('files on a small file system (needs the right to mount one)', () => {
  let disk: SmallDisk;
  beforeEach(() => {
    disk = SmallDisk.mount(1_024) as SmallDisk;
  });
  afterEach(() => {
    disk.unmount();
  });

  it('when full are refused without a trace, and what was kept stays whole', async () => {
    const store = await openFileBlobStore(join(disk.folder, 'blobs'), 'write');
    const { address } = await store.keep(filled(1, 4), { most });
    await expect(store.keep(filled(2, 32), { most })).rejects.toMatchObject({
      code: 'file-store-unavailable',
      // Whoever sent it is not told where the server keeps its files.
      en: 'files cannot be stored or read: ENOSPC',
    });
    expect(readdirSync(join(disk.folder, 'blobs', 'drafts'))).toEqual([]);
    expect(await store.read(addressOf(2, 32))).toBeUndefined();
    let bytes = 0;
    for await (const piece of (await store.read(address))?.content ?? []) bytes += piece.length;
    expect(bytes).toBe(4 * 64 * 1024);
    disk.resize(8_000);
    expect(await store.keep(filled(2, 32), { most })).toMatchObject({ address: addressOf(2, 32) });
    await store.close();
  });

  it('that became read-only are refused, and read all the same', async () => {
    const store = await openFileBlobStore(join(disk.folder, 'blobs'), 'write');
    const { address } = await store.keep(filled(1, 1), { most });
    disk.makeReadOnly();
    await expect(store.keep(filled(2, 1), { most })).rejects.toMatchObject({
      code: 'file-store-unavailable',
    });
    await expect(openFileBlobStore(join(disk.folder, 'blobs'), 'write')).rejects.toMatchObject({
      code: 'file-store-unavailable',
    });
    const reader = await openFileBlobStore(join(disk.folder, 'blobs'), 'read');
    expect((await reader.read(address))?.bytes).toBe(64 * 1024);
    disk.makeWritable();
    await store.close();
  });
});
