import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from '@aws-sdk/client-s3';
import type { S3Place } from './s3-place';

/** An object as the server lists it. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Every object whose key begins so, a page at a time. */
export async function* objectsUnder(
  client: S3Client,
  { bucket }: S3Place,
  start: string,
): AsyncGenerator<StoredObject> {
  for (let token: string | undefined; ;) {
    const page: ListObjectsV2CommandOutput = await client.send(
      new ListObjectsV2Command({
        ...{ Bucket: bucket, Prefix: start },
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
      yield { key: Key, bytes: Size, modified: LastModified?.getTime() ?? 0 };
    }
    token = page.NextContinuationToken;
    if (token === undefined) return;
  }
}
