import Database from 'better-sqlite3';
import { join } from 'node:path';
import { isSqliteError, LedgerLocked } from './ledger-errors';

interface Holder {
  readonly pid: number;
  readonly token: string;
}

const ATTEMPTS = 20;
const WAIT_MS = 50;

/**
 * The right to write the ledger of a folder: an open transaction on `ledger.lock` beside it. The kernel ends it when the
 * process ends, however it ends, so nothing is left behind to clean up.
 */
export class LedgerLock {
  private constructor(private readonly db: Database.Database) {}

  /**
   * A reader sees only what is committed, so the holder's name is committed first and the lock is then taken again.
   * Whoever slips in between has left another name: the one who finds it lets go and tries again.
   *
   * @param holder this process, and a token unlike that of any other attempt
   * @throws LedgerLocked naming the holder, and what the driver raises when the file cannot be written
   */
  static take(folder: string, holder: Holder): LedgerLock {
    const db = new Database(join(folder, 'ledger.lock'), { timeout: WAIT_MS });
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (begin(db)) {
          writeHolder(db, holder);
          db.exec('COMMIT');
          if (begin(db) && readHolder(db)?.token === holder.token) return new LedgerLock(db);
          if (db.inTransaction) db.exec('ROLLBACK');
        } else {
          const other = readHolder(db);
          if (other !== undefined && other.token !== holder.token) throw new LedgerLocked(folder, other.pid);
        }
      }
      throw new LedgerLocked(folder, undefined);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  release(): void {
    this.db.close();
  }
}

const isBusy = (error: unknown): boolean => isSqliteError(error) && error.code.startsWith('SQLITE_BUSY');

function begin(db: Database.Database): boolean {
  try {
    db.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

function writeHolder(db: Database.Database, { pid, token }: Holder): void {
  db.exec(
    'CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER, token TEXT) STRICT',
  );
  db.prepare('INSERT OR REPLACE INTO holder VALUES (1, ?, ?)').run(pid, token);
}

/** `undefined` while the first holder ever is still writing its name. */
function readHolder(db: Database.Database): Holder | undefined {
  try {
    const table = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'holder'`).get();
    return table === undefined ? undefined : db.prepare<[], Holder>('SELECT pid, token FROM holder').get();
  } catch (error) {
    if (isBusy(error)) return undefined;
    throw error;
  }
}
