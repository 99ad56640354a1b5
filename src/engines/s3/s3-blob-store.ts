import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import {
  BlobDamaged,
  BlobStoreUnavailable,
  isBlobAddress,
  type BlobAddress,
  type BlobReading,
  type BlobStore,
  type KeepBounds,
  type KeptBlob,
} from '../../ports/blob-store';
import { Incoming } from './incoming';
import { objectsUnder } from './objects-under';
import {
  blobKey,
  draftsOf,
  isAbsent,
  s3Client,
  told,
  toldWithBucket,
  usedKey,
  type S3Place,
} from './s3-place';

/** Bytes of a part, the least that the protocol takes. A file that is no longer goes in one request. */
const PART = 5 * 1024 * 1024;
/** Parts on their way at the same time: with what is read ahead of them, a keeping holds three. */
const PARTS_AT_ONCE = 2;
/** Nobody uploads for longer; what is older was left by a crash. */
const ABANDONED_MS = 24 * 3_600_000;

/**
 * Blobs as objects of one bucket: `ab/abcdef…` by address. What fits into one request is put there once its hash is
 * known. What does not is uploaded in parts as a draft under a random key and copied to its address by the server when
 * it is complete; both come into being at once or not at all. Keeping again writes the same bytes over the old ones,
 * which puts a damaged object right.
 *
 * @param mode `write` takes away the drafts that a crash left behind a day ago or earlier
 * @throws BlobStoreUnavailable also where there is no such bucket: a wrong name must not look like an empty store
 */
export async function openS3BlobStore(place: S3Place, mode: 'read' | 'write'): Promise<BlobStore> {
  const client = s3Client(place);
  try {
    await toldWithBucket(place, () => client.send(new HeadBucketCommand({ Bucket: place.bucket })));
    if (mode === 'write')
      await toldWithBucket(place, () => removeAbandoned(client, place, Date.now() - ABANDONED_MS));
    return new S3BlobStore(client, place, mode);
  } catch (error) {
    client.destroy();
    throw error;
  }
}

class S3BlobStore implements BlobStore {
  #isClosed = false;
  #isMarked = false;

  constructor(
    private readonly client: S3Client,
    private readonly place: S3Place,
    private readonly mode: 'read' | 'write',
  ) {}

  async keep(content: AsyncIterable<Uint8Array>, bounds: KeepBounds): Promise<KeptBlob> {
    this.#demandOpen();
    if (this.mode === 'read') throw new BlobStoreUnavailable('opened for reading');
    const incoming = new Incoming(content, bounds);
    const { pieces, isAll } = await incoming.start(PART);
    if (isAll) return this.#keepShort(Buffer.concat(pieces), incoming);
    return this.#keepLong(pieces, incoming);
  }

  async read(address: string): Promise<BlobReading | undefined> {
    this.#demandOpen();
    if (!isBlobAddress(address)) return undefined;
    const bytes = await this.#sizeOf(blobKey(this.place, address));
    return bytes === undefined ? undefined : { bytes, content: this.#content(address) };
  }

  async close(): Promise<void> {
    if (!this.#isClosed) this.client.destroy();
    this.#isClosed = true;
  }

  /** The server compares the bytes that it stores with the hash. */
  async #keepShort(whole: Buffer, incoming: Incoming): Promise<KeptBlob> {
    const address = incoming.address();
    this.#demandOpen();
    await this.#markUsed();
    const ChecksumSHA256 = Buffer.from(address, 'hex').toString('base64');
    const put = { Bucket: this.place.bucket, Key: blobKey(this.place, address), Body: whole, ChecksumSHA256 };
    await told(() => this.client.send(new PutObjectCommand(put)));
    return { address, bytes: whole.length };
  }

  async #keepLong(start: readonly Uint8Array[], incoming: Incoming): Promise<KeptBlob> {
    const Bucket = this.place.bucket;
    const draft = `${draftsOf(this.place)}${randomUUID()}`;
    try {
      await this.#upload(draft, start, incoming);
      const address = incoming.address();
      this.#demandOpen();
      await this.#markUsed();
      await told(async () => {
        // Less than was sent is no copy of it; more cannot be.
        if ((await this.#sizeOf(draft)) !== incoming.bytes)
          throw new BlobStoreUnavailable('a draft was cut off');
        const CopySource = `${Bucket}/${draft}`;
        await this.client.send(
          new CopyObjectCommand({ Bucket, Key: blobKey(this.place, address), CopySource }),
        );
      });
      return { address, bytes: incoming.bytes };
    } finally {
      await incoming.giveUp();
      // One that stays is taken away after a day.
      await this.client.send(new DeleteObjectCommand({ Bucket, Key: draft })).catch(() => undefined);
    }
  }

  /** Parts of an upload that fails are taken away by the client. */
  async #upload(draft: string, start: readonly Uint8Array[], incoming: Incoming): Promise<void> {
    const Body = Readable.from(incoming.rest(start), { objectMode: false });
    const upload = new Upload({
      client: this.client,
      params: { Bucket: this.place.bucket, Key: draft, Body },
      partSize: PART,
      queueSize: PARTS_AT_ONCE,
    });
    try {
      await told(() => upload.done());
    } catch (error) {
      throw incoming.failure === undefined ? error : incoming.failure.error;
    } finally {
      Body.destroy();
    }
  }

  async #markUsed(): Promise<void> {
    if (this.#isMarked) return;
    const mark = { Bucket: this.place.bucket, Key: usedKey(this.place), Body: Buffer.of(1) };
    await told(() => this.client.send(new PutObjectCommand(mark)));
    this.#isMarked = true;
  }

  /** `undefined` where there is no such object. */
  #sizeOf(Key: string): Promise<number | undefined> {
    return told(async () => {
      try {
        const head = new HeadObjectCommand({ Bucket: this.place.bucket, Key });
        return (await this.client.send(head)).ContentLength ?? 0;
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    });
  }

  /** Asks for the object with the first piece, so that a reading that nobody begins holds nothing. */
  async *#content(address: BlobAddress): AsyncGenerator<Uint8Array> {
    const get = new GetObjectCommand({ Bucket: this.place.bucket, Key: blobKey(this.place, address) });
    const { Body } = await told(() => this.client.send(get));
    if (!(Body instanceof Readable)) throw new BlobStoreUnavailable('an object without content');
    const hash = createHash('sha256');
    const pieces = Body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        const next = await told(() => pieces.next());
        if (next.done === true) break;
        hash.update(next.value);
        yield next.value;
      }
    } finally {
      Body.destroy();
    }
    if (hash.digest('hex') !== address) throw new BlobDamaged(address);
  }

  #demandOpen(): void {
    if (this.#isClosed) throw new BlobStoreUnavailable('closed');
  }
}

/** Drafts, and uploads that were never completed. */
async function removeAbandoned(client: S3Client, place: S3Place, before: number): Promise<void> {
  const Bucket = place.bucket;
  for await (const { key, modified } of objectsUnder(client, place, draftsOf(place))) {
    if (modified < before) await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
  }
  const Prefix = draftsOf(place);
  const { Uploads = [] } = await client
    .send(new ListMultipartUploadsCommand({ Bucket, Prefix }))
    // A server without this list expires uploads by itself.
    .catch(() => ({ Uploads: [] }));
  for (const { Key, UploadId, Initiated } of Uploads) {
    if (Key === undefined || (Initiated?.getTime() ?? before) >= before) continue;
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  }
}
