import type { Database } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerMigrations } from '../../../migrations/ledger';
import { openForReading, openForWriting, reading } from './database';
import { FileUnreadable, LedgerMissing } from './ledger-errors';
import { prepareFile } from './prepare-file';

/** The ledger's file in a data folder. */
export const ledgerFile = (folder: string): string => join(folder, 'ledger.db');

/** What a new ledger is called and when it began; an old one keeps what it has. */
export interface Genesis {
  /** Random uuid. */
  readonly logId: string;
  /** UTC with milliseconds. */
  readonly createdAt: string;
}

/** Where the format of the records themselves would change; migrations change only how they lie in tables. */
const FORMAT = 1;

/** Make or upgrade the ledger's file. The caller holds the lock. */
export async function prepareLedger(folder: string, { logId, createdAt }: Genesis): Promise<void> {
  const file = ledgerFile(folder);
  await prepareFile(file, ledgerMigrations);
  const db = openForWriting(file);
  try {
    db.prepare('INSERT INTO ledger VALUES (1, ?, ?, ?) ON CONFLICT DO NOTHING').run(logId, FORMAT, createdAt);
  } finally {
    db.close();
  }
}

/**
 * A reading connection and the log id.
 *
 * @throws LedgerMissing, FileUnreadable, FileFromLaterBuild
 */
export function openLedgerForReading(folder: string): { db: Database; logId: string } {
  const file = ledgerFile(folder);
  if (!existsSync(file)) throw new LedgerMissing(folder);
  const db = openForReading(file, ledgerMigrations);
  try {
    return { db, logId: reading(file, () => logIdOf(db, file)) };
  } catch (error) {
    db.close();
    throw error;
  }
}

function logIdOf(db: Database, file: string): string {
  const table = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'ledger'`).get();
  if (table === undefined) throw new FileUnreadable(file, 'it holds no ledger');
  const row = db.prepare<[], { log_id: string; format: bigint }>('SELECT log_id, format FROM ledger').get();
  if (row === undefined) throw new FileUnreadable(file, 'it holds no ledger');
  if (row.format !== BigInt(FORMAT)) throw new FileUnreadable(file, `records of format ${row.format}`);
  return row.log_id;
}
