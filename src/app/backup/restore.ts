import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openFileBlobStore } from '../../engines/files/file-blob-store';
import { HenjiError } from '../../kernel/errors';
import type { SharedRowsPut } from '../../ports/shared-rows';
import { blobsFolder, secretsFolder } from '../engines/folders';
import { openBlobs } from '../engines/open-blobs';
import { openLedgerForReading } from '../engines/open-ledger';
import { enginesAt, sharedDatabase, type Place } from '../engines/place';
import { verifyLedger, type Verification, type VerifyOptions } from '../verify/verify';
import { copyPrivately } from './backup';
import { BackupUnusable, digestOf, readManifest, type BackupManifest } from './manifest';
import { putServedLedger, putShared } from './served';

/** Where a backup cannot be put. Nothing was written. */
export class RestoreRefused extends HenjiError {
  constructor(zh: string, en: string) {
    super({
      code: 'restore-refused',
      zh: `无法恢复：${zh}`,
      en: `not restored: ${en}`,
      wayOut: { zh: '恢复到新的空目录', en: 'restore into a new, empty folder' },
    });
  }
}

/** What a restore came to. */
export interface Restored {
  readonly manifest: BackupManifest;
  /** Of the restored place, with the keys that are at hand. */
  readonly verification: Verification;
  /** Whether the ledger is the one that the backup was made of, to the last event. */
  readonly isSame: boolean;
  /** Of a place on servers: what of its database was filled, and what held something already. */
  readonly shared?: SharedRowsPut;
}

/** How a backup is restored. */
export interface RestoreOptions extends VerifyOptions {
  /** The copy of the secrets, where one was made. */
  readonly secrets?: string;
}

/**
 * Put a backup into an empty place, check every file on the way, and verify the ledger that came of it against the log id,
 * the number of events and the root in the manifest. The ledger goes in last: a restore that was broken off leaves a folder
 * that nobody takes for an instance.
 *
 * On servers the ledger must be empty, or hold a beginning of the one in the backup. Keys and accounts that lie in the
 * database stay: they are newer, and a key that was destroyed must not come back.
 *
 * @throws BackupUnusable, RestoreRefused, BlobStoreUnavailable, of servers CopyDiverges, StoreUnavailable and
 *   DatabaseUnavailable, and what the disk says
 */
export async function restore(from: string, place: Place, options: RestoreOptions = {}): Promise<Restored> {
  const manifest = await readManifest(from);
  await refuse(place, options);
  await checkFiles(from, manifest);
  const { dataFolder } = place;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  if (options.secrets !== undefined) await takeSecrets(options.secrets, dataFolder);
  await takeBlobs(from, place, manifest);
  const shared = await takeRecord(from, place, manifest);
  const store = await openLedgerForReading(place);
  const { logId } = await store.info();
  await store.close();
  const verification = await verifyLedger(place, options);
  const { ledger } = manifest;
  const isSame =
    logId === ledger.logId &&
    verification.ok &&
    verification.events === ledger.events &&
    verification.root === ledger.root;
  return { manifest, verification, isSame, ...(shared === undefined ? {} : { shared }) };
}

/** Keys, accounts, and the ledger after them. */
async function takeRecord(
  from: string,
  place: Place,
  { files, createdAt }: BackupManifest,
): Promise<SharedRowsPut | undefined> {
  const { ledger } = enginesAt(place);
  const database = sharedDatabase(place);
  const paths = files.map(({ path }) => path).toReversed();
  const isServed = ledger.kind === 'esdb' && database !== undefined;
  for (const path of isServed ? paths.filter((name) => !name.endsWith('.db')) : paths)
    await copyPrivately(join(from, path), join(place.dataFolder, path));
  if (!isServed) return undefined;
  const shared = await putShared(from, database);
  await putServedLedger(from, ledger.url, createdAt);
  return shared;
}

async function refuse(place: Place, { secrets }: RestoreOptions): Promise<void> {
  const { dataFolder } = place;
  // On servers the folder holds nothing of the record, and its secrets may be there before everything else.
  const isServed = enginesAt(place).ledger.kind !== 'sqlite';
  const holding = isServed ? secretsFolder(dataFolder) : dataFolder;
  const isUsed = existsSync(holding) && (await readdir(holding)).length > 0;
  if (isUsed && (!isServed || secrets !== undefined))
    throw new RestoreRefused(`${holding} 不为空`, `${holding} is not empty`);
  if (secrets !== undefined && !existsSync(secrets))
    throw new RestoreRefused(`没有 ${secrets}`, `there is no ${secrets}`);
}

/** All of them before any is copied. @throws BackupUnusable */
async function checkFiles(from: string, { files }: BackupManifest): Promise<void> {
  for (const { path, bytes, sha256 } of files) {
    const file = join(from, path);
    if (path.includes('/') || !existsSync(file))
      throw new BackupUnusable(from, `缺少 ${path}`, `${path} is missing`);
    const found = await digestOf(file);
    if (found.bytes !== bytes || found.sha256 !== sha256)
      throw new BackupUnusable(from, `${path} 与清单不符`, `${path} is not what its manifest says`);
  }
}

async function takeBlobs(from: string, place: Place, { blobs }: BackupManifest): Promise<void> {
  const kept = await openFileBlobStore(blobsFolder(from), 'read');
  const into = await openBlobs(place, 'write');
  try {
    for (const address of blobs) {
      const reading = await kept.read(address);
      if (reading === undefined)
        throw new BackupUnusable(from, `缺少文件 ${address}`, `the file ${address} is missing`);
      await into.keep(reading.content, { most: reading.bytes, address });
    }
  } finally {
    await into.close();
    await kept.close();
  }
}

async function takeSecrets(from: string, dataFolder: string): Promise<void> {
  const to = secretsFolder(dataFolder);
  await mkdir(to, { recursive: true, mode: 0o700 });
  await chmod(to, 0o700);
  for (const name of await readdir(from)) await copyPrivately(join(from, name), join(to, name));
}
