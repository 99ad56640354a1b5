import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyDatabase } from '../../engines/sqlite/copy-database';
import { sqliteSharedRows, writeSqliteSharedRows } from '../../engines/sqlite/sqlite-shared-rows';
import { HenjiError } from '../../kernel/errors';
import type { SharedRowsPut } from '../../ports/shared-rows';
import { copyLedger } from '../copy/copy-ledger';

/** A copy between engines came out as something else than what was copied. */
class CopyUnlike extends HenjiError {
  constructor(from: string, to: string) {
    super({
      code: 'copy-diverges',
      zh: `账本副本与原账本的根不同：${from}、${to}`,
      en: `the copy of the ledger has another root than the ledger: ${from}, ${to}`,
      wayOut: { zh: '运行 henji verify 查明原账本', en: 'run henji verify on the ledger' },
    });
  }
}

/**
 * Copy a ledger on a server into `ledger.db` of a folder, up to where it ends now: the same entries and ciphertexts in
 * the same order, and so the same root. Records are read once more at the end, on both sides.
 *
 * @param now UTC with milliseconds
 * @throws LedgerAbsent, StoreUnavailable, LedgerRewound, ChainMismatch where the server has lost records
 */
export async function copyServedLedger(url: string, folder: string, now: string): Promise<void> {
  const aside = join(folder, 'copying');
  await mkdir(aside, { mode: 0o700 });
  const copied = await copyLedger(url, `sqlite:${aside}`, { now, upToNow: true });
  if (!copied.ok) throw new CopyUnlike(copied.from, copied.to);
  await copyDatabase(join(aside, 'ledger.db'), join(folder, 'ledger.db'));
  await rm(aside, { recursive: true });
}

/** The other way round. An earlier try that was broken off goes on. @throws CopyDiverges, StoreUnavailable */
export async function putServedLedger(folder: string, url: string, now: string): Promise<void> {
  const copied = await copyLedger(`sqlite:${folder}`, url, { now });
  if (!copied.ok) throw new CopyUnlike(copied.from, copied.to);
}

/** Keys, accounts and saved filters as they are in the database at one moment, in files. @throws DatabaseUnavailable */
export async function copyShared(database: { readonly url: string }, folder: string): Promise<void> {
  const shared = await openShared(database);
  try {
    await writeSqliteSharedRows(folder, shared.read());
  } finally {
    await shared.close();
  }
}

/** The other way round, into what is empty. @throws DatabaseUnavailable, FileUnreadable, FileFromLaterBuild */
export async function putShared(folder: string, database: { readonly url: string }): Promise<SharedRowsPut> {
  const shared = await openShared(database);
  try {
    return await shared.fill(sqliteSharedRows(folder));
  } finally {
    await shared.close();
  }
}

/** Loaded where it is needed only, as every client of a server. */
async function openShared(database: { readonly url: string }) {
  const { openPostgresSharedRows } = await import('../../engines/postgres/postgres-shared-rows.js');
  return openPostgresSharedRows(database);
}
