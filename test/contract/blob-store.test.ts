import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  DeleteBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { FileBlobAudit } from '../../src/engines/files/file-blob-audit';
import { openFileBlobStore } from '../../src/engines/files/file-blob-store';
import { MemoryBlobStore } from '../../src/engines/memory/memory-blob-store';
import { S3BlobAudit } from '../../src/engines/s3/s3-blob-audit';
import { openS3BlobStore } from '../../src/engines/s3/s3-blob-store';
import { blobKey, s3Client, usedKey, type S3Place } from '../../src/engines/s3/s3-place';
import type { BlobAudit, StoredBlob } from '../../src/ports/blob-audit';
import type { BlobStore } from '../../src/ports/blob-store';
import { s3Server } from '../servers/in-tests';
import { temporaryFolder } from './engines';

interface Opened {
  readonly store: BlobStore;
  /** None in memory: nothing there outlives a process that could be checked. */
  readonly audit?: BlobAudit;
  /** Change stored bytes behind the engine's back. */
  damage(address: string, change: (blob: Buffer) => Buffer): void | Promise<void>;
  /** Addresses that hold anything, and drafts: what a crash at this moment would leave. */
  held(): readonly string[] | Promise<readonly string[]>;
}

interface Engine {
  readonly name: string;
  readonly open: (folder: string) => Promise<Opened>;
}

/** The one list, with S3 below: an engine that is not here is not shipped. */
const engines: readonly Engine[] = [
  {
    name: 'memory',
    open: async () => {
      const store = new MemoryBlobStore();
      return {
        store,
        damage: (address, change) => {
          store.damage(address, change);
        },
        held: () => store.addresses(),
      };
    },
  },
  {
    name: 'file',
    open: async (folder) => {
      const store = await openFileBlobStore(join(folder, 'blobs'), 'write');
      const fileOf = (address: string): string => join(folder, 'blobs', address.slice(0, 2), address);
      return {
        store,
        audit: new FileBlobAudit(join(folder, 'blobs')),
        damage: (address, change) => {
          writeFileSync(fileOf(address), change(readFileSync(fileOf(address))));
        },
        held: () =>
          readdirSync(join(folder, 'blobs'), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map(({ name }) => name),
      };
    },
  },
];

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const most = 1 << 20;

async function* inPieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function contentOf(store: BlobStore, address: string): Promise<Buffer | undefined> {
  const reading = await store.read(address);
  if (reading === undefined) return undefined;
  const pieces: Uint8Array[] = [];
  for await (const piece of reading.content) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Bytes that no part of them resembles another. */
const noise = (length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (state * 48271) % 0x7fffffff;
    bytes[i] = state & 0xff;
  }
  return bytes;
};

describe.each(engines)('$name blobs', keepTheContract);

function keepTheContract({ name, open }: Engine): void {
  let folder = '';
  let opened: Opened;
  let store: BlobStore;
  beforeEach(async () => {
    folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    opened = await open(folder);
    ({ store } = opened);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('are addressed by their SHA-256 and given back as they came', async () => {
    const bytes = noise(200_001);
    const kept = await store.keep(inPieces(bytes), { most });
    expect(kept).toEqual({ address: sha256(bytes), bytes: 200_001 });
    expect((await store.read(kept.address))?.bytes).toBe(200_001);
    expect(await contentOf(store, kept.address)).toEqual(bytes);
  });

  it('of any content and any cut come back the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3_000 }),
        fc.integer({ min: 1, max: 999 }),
        async (bytes, size) => {
          const { address } = await store.keep(inPieces(bytes, size), { most });
          expect(address).toBe(sha256(bytes));
          expect(await contentOf(store, address)).toEqual(Buffer.from(bytes));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('that are not there are absent, whatever is asked for', async () => {
    const names = [
      sha256(noise(9)),
      '',
      '..',
      '../secrets/key-encryption.key',
      sha256(noise(9)).toUpperCase(),
    ];
    for (const name of names) expect(await store.read(name)).toBeUndefined();
  });

  it('are taken up to the bound, and one byte more is refused as soon as it comes', async () => {
    await expect(store.keep(inPieces(noise(4_000)), { most: 4_000 })).resolves.toMatchObject({
      bytes: 4_000,
    });
    const asked: number[] = [];
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let i = 0; ; i++) {
        asked.push(i);
        yield noise(1_000);
      }
    }
    await expect(store.keep(endless(), { most: 2_999 })).rejects.toMatchObject({ code: 'file-too-large' });
    expect(asked).toEqual([0, 1, 2]);
    expect(await opened.held()).toEqual([sha256(noise(4_000))]);
  });

  it('that are not what was declared are not kept', async () => {
    const bytes = noise(5_000);
    const address = sha256(bytes);
    const cutOff = store.keep(inPieces(bytes.subarray(0, 4_999)), { most, address });
    await expect(cutOff).rejects.toMatchObject({ code: 'file-hash-mismatch' });
    expect(await opened.held()).toEqual([]);
    expect(await store.read(address)).toBeUndefined();
    expect((await store.keep(inPieces(bytes), { most, address })).address).toBe(address);
  });

  it('whose source breaks off are not kept, and its error is told', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield noise(70_000);
      throw new Error('the line went dead');
    }
    await expect(store.keep(broken(), { most })).rejects.toThrow('the line went dead');
    expect(await opened.held()).toEqual([]);
  });

  it.each([
    ['one flipped bit', (blob: Buffer) => flipped(blob, 150_000)],
    ['a lost end', (blob: Buffer) => blob.subarray(0, 65_536)],
    ['bytes after the end', (blob: Buffer) => Buffer.concat([blob, Buffer.alloc(1)])],
    ['nothing left', () => Buffer.alloc(0)],
  ])('with %s are told from what was kept before their reading ends', async (_, change) => {
    const { address } = await store.keep(inPieces(noise(200_000)), { most });
    await opened.damage(address, change);
    await expect(contentOf(store, address)).rejects.toMatchObject({ code: 'file-damaged' });
  });

  it('that were damaged are put right by the same bytes', async () => {
    const bytes = noise(90_000);
    const { address } = await store.keep(inPieces(bytes), { most });
    await opened.damage(address, (blob) => flipped(blob, 10));
    await store.keep(inPieces(bytes), { most });
    expect(await contentOf(store, address)).toEqual(bytes);
  });

  it('brought by many at once are kept once, and disturb no reader', async () => {
    const bytes = noise(300_000);
    const first = await store.keep(inPieces(bytes), { most });
    const reading = await store.read(first.address);
    const [start] = [await reading?.content[Symbol.asyncIterator]().next()];
    const all = await Promise.all(Array.from({ length: 8 }, () => store.keep(inPieces(bytes), { most })));
    expect(new Set(all.map(({ address }) => address))).toEqual(new Set([first.address]));
    expect(await opened.held()).toEqual([first.address]);
    expect(start?.done).toBe(false);
    expect(await contentOf(store, first.address)).toEqual(bytes);
  });

  it('are refused when the store is closed, also in the middle', async () => {
    async function* closing(): AsyncGenerator<Uint8Array> {
      yield noise(10);
      await store.close();
    }
    await expect(store.keep(closing(), { most })).rejects.toMatchObject({ code: 'file-store-unavailable' });
    await store.close();
    await expect(store.read(sha256(noise(10)))).rejects.toMatchObject({ code: 'file-store-unavailable' });
    expect(await opened.held()).toEqual([]);
  });

  if (name !== 'memory') {
    it('are listed whole and each once, and can be taken away', async () => {
      const audit = opened.audit as BlobAudit;
      expect(await audit.wasUsed()).toBe(false);
      const blobs = [noise(10), noise(70_000), noise(3)];
      const before = Date.now() - 2_000;
      for (const bytes of [...blobs, noise(3)]) await store.keep(inPieces(bytes), { most });
      const listed: StoredBlob[] = [];
      for await (const blob of audit.list()) listed.push(blob);
      const sizes = new Map(listed.map(({ address, bytes }) => [address, bytes]));
      expect(sizes).toEqual(new Map(blobs.map((bytes) => [sha256(bytes), bytes.length])));
      expect(listed).toHaveLength(3);
      for (const { keptAt } of listed) expect(keptAt).toBeGreaterThan(before);
      for (const address of [...sizes.keys(), sha256(noise(9)), '../drafts']) await audit.remove(address);
      expect(await opened.held()).toEqual([]);
      expect(await audit.wasUsed()).toBe(true);
    });
  }
}

describe('file blobs', () => {
  it('survive their process, are readable by their owner alone, and drafts of a crash are taken away', async () => {
    const folder = join(temporaryFolder(), 'blobs');
    const first = await openFileBlobStore(folder, 'write');
    const { address } = await first.keep(inPieces(noise(1_000)), { most });
    await first.close();
    writeFileSync(join(folder, 'drafts', 'left-behind'), noise(10));
    const reader = await openFileBlobStore(folder, 'read');
    expect(readdirSync(join(folder, 'drafts'))).toEqual(['left-behind']);
    await expect(reader.keep(inPieces(noise(1)), { most })).rejects.toMatchObject({
      code: 'file-store-unavailable',
    });
    const second = await openFileBlobStore(folder, 'write');
    expect(await contentOf(second, address)).toEqual(noise(1_000));
    expect(readdirSync(join(folder, 'drafts'))).toEqual([]);
    expect(statSync(join(folder, address.slice(0, 2), address)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    rmSync(join(folder, '..'), { recursive: true });
  });
});

const server = s3Server();

/** The bucket of a test server as the engine takes it. */
function placeOf(url: string, prefix: string): S3Place {
  const { username, password, origin, pathname } = new URL(url);
  const credentials = { accessKeyId: username, secretAccessKey: password };
  return { bucket: pathname.slice(1), prefix, region: 'us-east-1', endpoint: origin, credentials };
}

async function keysIn(place: S3Place): Promise<readonly string[]> {
  const client = s3Client(place);
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: place.bucket }));
  client.destroy();
  return Contents.map(({ Key = '' }) => Key);
}

async function damaged(place: S3Place, Key: string, change: (blob: Buffer) => Buffer): Promise<void> {
  const client = s3Client(place);
  const there = await client.send(new GetObjectCommand({ Bucket: place.bucket, Key }));
  const Body = change(Buffer.from((await there.Body?.transformToByteArray()) ?? []));
  await client.send(new PutObjectCommand({ Bucket: place.bucket, Key, Body }));
  client.destroy();
}

server.describe('s3 blobs', () => {
  keepTheContract({
    name: 's3',
    open: async () => {
      const place = placeOf(await server.bucket(), 'district/');
      return {
        store: await openS3BlobStore(place, 'write'),
        audit: new S3BlobAudit(place),
        damage: (address, change) => damaged(place, blobKey(place, address), change),
        held: async () =>
          (await keysIn(place))
            .filter((key) => key !== usedKey(place))
            .map((key) => key.slice(key.lastIndexOf('/') + 1)),
      };
    },
  });

  it('of several parts come and go as streams, and are not there before the last part is', async () => {
    const place = placeOf(await server.bucket(), '');
    const store = await openS3BlobStore(place, 'write');
    const megabyte = noise(1 << 20);
    const hash = createHash('sha256');
    const seen: (readonly string[])[] = [];
    async function* thirteen(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 13; i++) {
        const piece = Buffer.concat([Buffer.from([i]), megabyte]);
        hash.update(piece);
        yield piece;
      }
      seen.push(await keysIn(place));
    }
    const kept = await store.keep(thirteen(), { most: 20 << 20 });
    const address = hash.digest('hex');
    expect(kept).toEqual({ address, bytes: 13 * (megabyte.length + 1) });
    expect(seen).toEqual([[]]);
    expect([...(await keysIn(place))].sort()).toEqual([blobKey(place, address), usedKey(place)].sort());
    expect(sha256((await contentOf(store, address)) ?? Buffer.alloc(0))).toBe(address);
    await store.close();
  }, 60_000);

  it('of several parts whose source breaks off, or that grow too large, leave nothing', async () => {
    const place = placeOf(await server.bucket(), '');
    const store = await openS3BlobStore(place, 'write');
    async function* growing(pieces: number): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < pieces; i++) yield noise(1 << 20);
      throw new Error('the line went dead');
    }
    await expect(store.keep(growing(12), { most: 20 << 20 })).rejects.toThrow('the line went dead');
    await expect(store.keep(growing(12), { most: 11 << 20 })).rejects.toMatchObject({
      code: 'file-too-large',
    });
    const address = sha256(noise(8));
    const other = inPieces(noise(6 << 20), 1 << 20);
    await expect(store.keep(other, { most: 8 << 20, address })).rejects.toMatchObject({
      code: 'file-hash-mismatch',
    });
    expect(await keysIn(place)).toEqual([]);
    await store.close();
  }, 60_000);

  it('need their bucket, and say without any secret what is wrong', async () => {
    const place = { ...placeOf(await server.bucket(), ''), bucket: 'no-such-bucket' };
    const opening = openS3BlobStore(place, 'read');
    await expect(opening).rejects.toMatchObject({ code: 'file-store-unavailable' });
    await expect(opening).rejects.toThrow(expect.not.stringContaining('S3RVER'));
    const nowhere = { ...place, endpoint: 'http://127.0.0.1:1' };
    await expect(openS3BlobStore(nowhere, 'read')).rejects.toMatchObject({ code: 'file-store-unavailable' });
  });

  it('that are gone with their bucket are told to whoever sends or reads one without its name', async () => {
    const place = placeOf(await server.bucket(), '');
    const store = await openS3BlobStore(place, 'write');
    const client = s3Client(place);
    await client.send(new DeleteBucketCommand({ Bucket: place.bucket }));
    client.destroy();
    const en = 'files cannot be stored or read: NoSuchBucket';
    const zh = '文件存储暂不可用：NoSuchBucket';
    await expect(store.keep(inPieces(noise(1)), { most })).rejects.toMatchObject({ en, zh });
    await expect(store.keep(inPieces(noise(6 << 20)), { most: 8 << 20 })).rejects.toMatchObject({ en, zh });
    await store.close();
    // Whoever starts the program has to know which one it is.
    await expect(openS3BlobStore(place, 'write')).rejects.toThrow(place.bucket);
  });

  it('left as drafts of a crash are no blobs, and stay while they may still be completed', async () => {
    const place = placeOf(await server.bucket(), '');
    const client = s3Client(place);
    await client.send(
      new PutObjectCommand({ Bucket: place.bucket, Key: `drafts/${sha256(noise(1))}`, Body: 'x' }),
    );
    client.destroy();
    const store = await openS3BlobStore(place, 'write');
    for await (const blob of new S3BlobAudit(place).list()) expect(blob).toBeUndefined();
    expect(await keysIn(place)).toHaveLength(1);
    const reader = await openS3BlobStore(place, 'read');
    await expect(reader.keep(inPieces(noise(1)), { most })).rejects.toMatchObject({
      code: 'file-store-unavailable',
    });
    await Promise.all([store.close(), reader.close()]);
  });
});

const flipped = (blob: Buffer, at: number): Buffer => {
  blob[at] = (blob[at] ?? 0) ^ 1;
  return blob;
};
