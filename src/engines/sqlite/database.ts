import Database from 'better-sqlite3';
import { refuseUnknown, SchemaFromLaterBuild, type Migrations } from '../../../migrations/applied';
import { FileFromLaterBuild, FileUnreadable, isSqliteError, reasonOf } from './ledger-errors';

/** In words, for every figure that is measured on these settings. */
export const DURABILITY = 'WAL, synchronous=FULL';

const BUSY_MS = 5_000;
/** Pages that a connection keeps for itself. The rest lies in the cache of the system, where all connections find it. */
const WRITER_CACHE_KIB = 32 * 1024;
const READER_CACHE_KIB = 8 * 1024;
const WAL_LIMIT_BYTES = 64 * 1024 * 1024;
/** 16 MiB of WAL: copying it back takes some 10 ms, which is the longest that a commit waits for a checkpoint. */
const CHECKPOINT_PAGES = 4_000;

/**
 * A connection that writes. What it commits is on the disk: WAL with `synchronous=FULL` syncs at every commit.
 * Values above 2^53 would be rounded silently, so integers are read as bigint unless a statement says otherwise.
 */
export function openForWriting(file: string): Database.Database {
  const db = new Database(file, { timeout: BUSY_MS });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma(`cache_size = -${WRITER_CACHE_KIB}`);
    db.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.pragma('trusted_schema = OFF');
  } catch (error) {
    db.close();
    throw error;
  }
  return db.defaultSafeIntegers();
}

/**
 * A connection that can only read, beside a writer in this or another process.
 *
 * @throws FileUnreadable, FileFromLaterBuild
 */
export function openForReading(file: string, migrations: Migrations): Database.Database {
  return reading(file, () => {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
    try {
      db.pragma(`cache_size = -${READER_CACHE_KIB}`);
      refuseUnknown(db, migrations);
    } catch (error) {
      db.close();
      throw error;
    }
    return db.defaultSafeIntegers();
  });
}

/** Run a read; what the driver raises comes out with a code of ours. @throws FileUnreadable, FileFromLaterBuild */
export function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SchemaFromLaterBuild) throw new FileFromLaterBuild(file, error.step);
    if (isSqliteError(error)) throw new FileUnreadable(file, reasonOf(error), error);
    throw error;
  }
}
