import { chmodSync, closeSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { reading } from './database';
import { FileUnreadable, isSqliteError, reasonOf } from './ledger-errors';

/** More pages than a file can have: everything in one step. */
const ALL = 0x7fff_ffff;

/**
 * Copy a database, page by page, as it is at one moment between two commits, while others write it. Readable by its owner
 * alone, and on the disk when it settles.
 *
 * It is one step under one read transaction: a copy in several steps would begin anew with every commit in between.
 *
 * @param to a file that does not exist
 * @throws FileUnreadable for a source that cannot be read, and what the disk says of the target
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  closeSync(openSync(to, 'wx', 0o600));
  const source = reading(from, () => new Database(from, { readonly: true, fileMustExist: true }));
  try {
    await source.backup(to, { progress: () => ALL }).catch((error: unknown) => {
      throw isOfSource(error) ? new FileUnreadable(from, reasonOf(error), error) : error;
    });
  } finally {
    source.close();
  }
  onlyFile(to);
}

/** What is wrong with pages can only be said of the file that has them. */
const isOfSource = (error: unknown): boolean =>
  isSqliteError(error) && /^SQLITE_(?:NOTADB|CORRUPT)/u.test(error.code);

/**
 * Make one file of a database that nobody has open, for its owner alone, and on the disk. One in WAL mode says so of
 * itself; what is opened read-only elsewhere must not need files beside it.
 *
 * @throws FileUnreadable
 */
export function onlyFile(path: string): void {
  const db = reading(path, () => new Database(path));
  try {
    reading(path, () => db.pragma('journal_mode = DELETE'));
  } finally {
    db.close();
  }
  chmodSync(path, 0o600);
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}
