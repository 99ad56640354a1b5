import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { BlobAudit, StoredBlob } from '../../ports/blob-audit';
import { isBlobAddress, type BlobAddress } from '../../ports/blob-store';
import { objectsUnder, type StoredObject } from './objects-under';
import { blobKey, s3Client, told, usedKey, type S3Place } from './s3-place';

/** The blobs of a bucket as {@link ./s3-blob-store} keeps them. */
export class S3BlobAudit implements BlobAudit {
  readonly #client: S3Client;

  constructor(private readonly place: S3Place) {
    this.#client = s3Client(place);
  }

  async wasUsed(): Promise<boolean> {
    for await (const { key } of this.#under(usedKey(this.place)))
      if (key === usedKey(this.place)) return true;
    return false;
  }

  async *list(): AsyncGenerator<StoredBlob> {
    for await (const { key, bytes, modified } of this.#under(this.place.prefix)) {
      const address = key.slice(key.lastIndexOf('/') + 1);
      // Whatever else lies in the bucket is none of ours.
      if (isBlobAddress(address) && key === blobKey(this.place, address))
        yield { address, bytes, keptAt: modified };
    }
  }

  async remove(address: BlobAddress): Promise<void> {
    if (!isBlobAddress(address)) return;
    const gone = { Bucket: this.place.bucket, Key: blobKey(this.place, address) };
    await told(() => this.#client.send(new DeleteObjectCommand(gone)));
  }

  close(): Promise<void> {
    this.#client.destroy();
    return Promise.resolve();
  }

  async *#under(start: string): AsyncGenerator<StoredObject> {
    const objects = objectsUnder(this.#client, this.place, start);
    for (;;) {
      const next = await told(() => objects.next());
      if (next.done === true) return;
      yield next.value;
    }
  }
}
