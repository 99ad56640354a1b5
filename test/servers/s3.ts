import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { repoRoot } from '../support/repo-root';
import { freePorts } from './free-ports';
import type { ServerKind } from './server-plan';

const program = join(repoRoot, 'node_modules/s3rver/bin/s3rver.js');
/** The one account of s3rver. */
const KEY = 'S3RVER';

/** s3rver: the S3 protocol over a folder. */
export const s3: ServerKind = {
  name: 's3',
  missing: () => (existsSync(program) ? undefined : 'the package s3rver is not installed'),
  prepare: async (folder) => {
    const [port] = await freePorts(1);
    const place = ['-d', join(folder, 'data'), '-a', '127.0.0.1', '-p', String(port)];
    const url = `http://${KEY}:${KEY}@127.0.0.1:${String(port)}`;
    return {
      url,
      nodes: [{ command: process.execPath, args: [program, ...place, '--silent', '--no-vhost-buckets'] }],
      endWith: 'SIGKILL',
      ready: async () => {
        // Any answer will do: without a signature it is a refusal.
        await fetch(`http://127.0.0.1:${String(port)}/`);
      },
    };
  },
};

/** A fresh bucket on a server given as `http://KEY:SECRET@HOST:PORT`. @returns its URL, with the bucket as path */
export async function freshBucket(url: string): Promise<string> {
  const { username, password, origin } = new URL(url);
  const client = new S3Client({
    endpoint: origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: username, secretAccessKey: password },
  });
  const bucket = `b${randomBytes(8).toString('hex')}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket })).finally(() => client.destroy());
  return `${url}/${bucket}`;
}
