import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { copyDatabase } from '../../engines/sqlite/copy-database';
import { openFileBlobStore } from '../../engines/files/file-blob-store';
import { LedgerMissing } from '../../engines/sqlite/ledger-errors';
import { SqliteLedgerAudit } from '../../engines/sqlite/sqlite-ledger-audit';
import { HenjiError } from '../../kernel/errors';
import { BlobDamaged, type BlobAddress } from '../../ports/blob-store';
import { hashToHex } from '../../seal/hash';
import { claimOf } from '../../seal/tree-state';
import type { Clock } from '../clock';
import { blobsFolder, secretsFolder } from '../engines/folders';
import { openBlobAudit, openBlobs } from '../engines/open-blobs';
import { hasLedger, openLedgerForReading } from '../engines/open-ledger';
import { enginesAt, sharedDatabase, type Place } from '../engines/place';
import { digestOf, inOrder, MANIFEST, type BackupManifest } from './manifest';
import { copyServedLedger, copyShared } from './served';

/** How a backup is made. */
export interface BackupOptions {
  readonly clock: Clock;
  /** Of this program. */
  readonly version: string;
  /** Where the secrets are copied to, apart from the backup; nowhere without it. */
  readonly secrets?: string;
}

/** A backup cannot be made as asked. Nothing was written. */
export class BackupRefused extends HenjiError {
  constructor(zh: string, en: string) {
    super({ code: 'backup-refused', zh: `无法备份：${zh}`, en: `no backup: ${en}` });
  }
}

/** Beside the ledger, in this order; what is not there is left out. */
const DATABASES = ['keys.db', 'accounts.db'];
const OTHERS = ['demonstration.json'];

/**
 * Copy a place while it is served: one folder, complete or not there at all, with a ledger in a file whatever engine it
 * came from.
 *
 * The ledger is copied first, and with it the backup's moment is set. Whatever an event needs is durable before the event
 * is: its data key before it is appended, its file before a command can name it. So copies of keys and files that are made
 * later have all that the copied ledger needs, and what they have beyond it does no harm. A key that was destroyed in
 * between is gone from the copy as well, which is as it should be.
 *
 * @param to a folder that does not exist, or is empty
 * @throws BackupRefused, LedgerMissing, FileUnreadable, BlobStoreUnavailable, of servers StoreUnavailable and
 *   DatabaseUnavailable, and what the disk says of the target
 */
export async function backup(place: Place, to: string, options: BackupOptions): Promise<BackupManifest> {
  await refuse(place, to, options);
  const draft = `${resolve(to)}.${randomUUID()}.draft`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    const createdAt = new Date(options.clock.now()).toISOString();
    await copyLedgerOf(place, draft, createdAt);
    const ledger = await ledgerIn(draft);
    const names = ['ledger.db', ...(await copyRest(place, draft))];
    const blobs = await copyBlobs(place, draft);
    if (options.secrets !== undefined) await copySecrets(place, options.secrets);
    const manifest: BackupManifest = {
      ...{ format: 1, program: options.version, createdAt, ledger },
      files: await Promise.all(names.map(async (path) => ({ path, ...(await digestOf(join(draft, path))) }))),
      ...blobs,
    };
    await writeFile(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, {
      mode: 0o600,
      flush: true,
    });
    await putInPlace(draft, resolve(to));
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function refuse(place: Place, to: string, { secrets }: BackupOptions): Promise<void> {
  if (!hasLedger(place)) throw new LedgerMissing(place.dataFolder);
  if (existsSync(to) && (await readdir(to)).length > 0)
    throw new BackupRefused(`${to} 不为空`, `${to} is not empty`);
  if (secrets === undefined) return;
  if (isWithin(secrets, to))
    throw new BackupRefused(
      '密钥须与备份分开存放',
      'secrets are kept apart from the backup, outside of its folder',
    );
  if (existsSync(secrets) && (await readdir(secrets)).length > 0)
    throw new BackupRefused(`${secrets} 不为空`, `${secrets} is not empty`);
}

const isWithin = (inner: string, outer: string): boolean =>
  `${resolve(inner)}/`.startsWith(`${resolve(outer)}/`);

/** What the copied ledger is; nothing else is read of it again. */
async function ledgerIn(folder: string): Promise<BackupManifest['ledger']> {
  const audit = new SqliteLedgerAudit(folder);
  const store = await openLedgerForReading({ dataFolder: folder });
  try {
    const { size, root } = claimOf(audit.treeState().slots);
    const { logId } = await store.info();
    const { position } = await store.head();
    return { logId, events: size, root: hashToHex(root), position };
  } finally {
    await store.close();
    audit.close();
  }
}

async function copyLedgerOf(place: Place, to: string, now: string): Promise<void> {
  const { ledger } = enginesAt(place);
  if (ledger.kind === 'esdb') await copyServedLedger(ledger.url, to, now);
  else await copyDatabase(join(place.dataFolder, 'ledger.db'), join(to, 'ledger.db'));
}

/** @returns the names of what was there */
async function copyRest(place: Place, to: string): Promise<readonly string[]> {
  const database = sharedDatabase(place);
  const from = place.dataFolder;
  const isThere = (name: string): boolean => existsSync(join(from, name));
  const databases = database === undefined ? DATABASES.filter(isThere) : DATABASES;
  if (database === undefined)
    for (const name of databases) await copyDatabase(join(from, name), join(to, name));
  else await copyShared(database, to);
  const others = OTHERS.filter(isThere);
  for (const name of others) await copyPrivately(join(from, name), join(to, name));
  return [...databases, ...others];
}

/** Through the two stores, which compare every byte with its hash; from object storage as from a folder. */
async function copyBlobs(place: Place, to: string): Promise<Pick<BackupManifest, 'blobs' | 'damaged'>> {
  const audit = await openBlobAudit(place);
  const from = await openBlobs(place, 'read');
  const into = await openFileBlobStore(blobsFolder(to), 'write');
  const blobs: BlobAddress[] = [];
  const damaged: BlobAddress[] = [];
  try {
    for await (const { address, bytes } of audit.list()) {
      const reading = await from.read(address);
      // Taken away by a sweep since it was listed, so that no event names it.
      if (reading === undefined) continue;
      try {
        await into.keep(reading.content, { most: bytes, address });
        blobs.push(address);
      } catch (error) {
        if (!isDamage(error)) throw error;
        damaged.push(address);
      }
    }
  } finally {
    await into.close();
    await from.close();
    await audit.close();
  }
  return { blobs: inOrder(blobs), damaged: inOrder(damaged) };
}

const isDamage = (error: unknown): boolean =>
  error instanceof BlobDamaged ||
  (error instanceof HenjiError && ['file-hash-mismatch', 'file-too-large'].includes(error.code));

async function copySecrets({ dataFolder }: Place, to: string): Promise<void> {
  const from = secretsFolder(dataFolder);
  await mkdir(to, { recursive: true, mode: 0o700 });
  await chmod(to, 0o700);
  for (const name of await readdir(from)) {
    if (!name.endsWith('.draft')) await copyPrivately(join(from, name), join(to, name));
  }
}

/** For its owner alone, and on the disk. */
export async function copyPrivately(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await chmod(to, 0o600);
  const file = await open(to, 'r');
  await file.sync();
  await file.close();
}

/** From here on it is there under its name. */
async function putInPlace(draft: string, to: string): Promise<void> {
  if (existsSync(to)) await rm(to, { recursive: true });
  await rename(draft, to);
  const parent = await open(dirname(to), 'r');
  await parent.sync();
  await parent.close();
}
