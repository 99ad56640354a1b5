import { chmodSync, closeSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { reading } from './database';

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
    await source.backup(to, { progress: () => ALL });
  } finally {
    source.close();
  }
  withoutWal(to);
  chmodSync(to, 0o600);
  const file = openSync(to, 'r');
  fsyncSync(file);
  closeSync(file);
}

/** A copy of a database in WAL mode says so of itself; what is opened read-only elsewhere must not need files beside it. */
function withoutWal(file: string): void {
  const copy = new Database(file);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}
