import { S3Client } from '@aws-sdk/client-s3';
import { HenjiError } from '../../kernel/errors';
import { BlobStoreUnavailable, type BlobAddress } from '../../ports/blob-store';

/** Where blobs lie in object storage. */
export interface S3Place {
  readonly bucket: string;
  /** Before every key; empty or ending in `/`. */
  readonly prefix: string;
  readonly region: string;
  /** Of a server that is not Amazon's; its buckets are then part of the path. */
  readonly endpoint?: string;
  /** Where they do not come from the environment, from files or from the machine, as the client looks for them. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A connection is given up after this long without an answer, in milliseconds. */
const CONNECT_MS = 5_000;
const SILENCE_MS = 30_000;

/** A client of the server. Checksums go where the protocol has always had them: servers other than Amazon's know no others. */
export function s3Client({ region, endpoint, credentials }: S3Place): S3Client {
  return new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
  });
}

/** Blobs by address, on shelves as in a folder. */
export const blobKey = ({ prefix }: S3Place, address: BlobAddress): string =>
  `${prefix}${address.slice(0, 2)}/${address}`;

/** What is not complete yet; no address leads there. */
export const draftsOf = ({ prefix }: S3Place): string => `${prefix}drafts/`;

/** Put down with the first blob, so that an emptied store can be told from one that was never used. */
export const usedKey = ({ prefix }: S3Place): string => `${prefix}used`;

/**
 * Run a request; what the server or the network refuses is told as unavailable, with its own word for it. Whoever sends or
 * reads a file is not told where it lies.
 */
export const told = <T>(work: () => Promise<T>): Promise<T> => named('', work);

/** The same to whoever starts the program: he has to know which bucket it is that cannot be used. */
export const toldWithBucket = <T>({ bucket }: S3Place, work: () => Promise<T>): Promise<T> =>
  named(`${bucket}: `, work);

async function named<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HenjiError) throw error;
    throw new BlobStoreUnavailable(`${what}${wordFor(error)}`, error);
  }
}

/** Whether the server says that there is no such key. */
export const isAbsent = (error: unknown): boolean =>
  ['NoSuchKey', 'NotFound'].includes((error as { name?: string }).name ?? '');

const wordFor = (error: unknown): string => {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  return code ?? (name === undefined || name === 'Error' ? (message ?? 'unknown') : name);
};
