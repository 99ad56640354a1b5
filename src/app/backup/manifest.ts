import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { HenjiError } from '../../kernel/errors';
import type { BlobAddress } from '../../ports/blob-store';

/** The file that says what a backup holds. A folder without it is none: it is written last. */
export const MANIFEST = 'manifest.json';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

const Manifest = z.object({
  /** Of this file; a later one is refused. */
  format: z.literal(1),
  /** Of the program that wrote it. */
  program: z.string(),
  createdAt: z.string(),
  ledger: z.object({
    logId: z.string(),
    events: z.number().int().nonnegative(),
    /** RFC 6962 root over them, hexadecimal; what `verify` must find. */
    root: Sha256,
    /** Of the newest one; empty where there is none. */
    position: z.string(),
  }),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: Sha256 })),
  /** Uploaded files; each is named by its own hash. */
  blobs: z.array(Sha256),
  /** Uploaded files whose bytes did not have their hash when they were copied; they are not in the backup. */
  damaged: z.array(Sha256),
});

/** What a backup holds. */
export type BackupManifest = z.infer<typeof Manifest>;

/** Not a backup, not a whole one, or one of a later build. */
export class BackupUnusable extends HenjiError {
  constructor(folder: string, zh: string, en: string) {
    super({
      code: 'backup-unusable',
      zh: `备份 ${folder} 不可用：${zh}`,
      en: `the backup ${folder} cannot be used: ${en}`,
      wayOut: { zh: '改用另一份备份', en: 'use another backup' },
    });
  }
}

/** @throws BackupUnusable */
export async function readManifest(folder: string): Promise<BackupManifest> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8');
  } catch {
    throw new BackupUnusable(folder, `没有 ${MANIFEST}`, `there is no ${MANIFEST} in it`);
  }
  const parsed = Manifest.safeParse(parsedJson(text));
  if (parsed.success) return parsed.data;
  throw new BackupUnusable(folder, `${MANIFEST} 无法识别`, `its ${MANIFEST} is damaged, or of a later build`);
}

/** SHA-256 and size of a file. */
export async function digestOf(file: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** The addresses of the manifest, in order. */
export const inOrder = (addresses: readonly BlobAddress[]): BlobAddress[] => addresses.toSorted();

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
