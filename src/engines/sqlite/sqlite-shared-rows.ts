import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { accountsMigrations } from '../../../migrations/accounts';
import { keysMigrations } from '../../../migrations/keys';
import type { OwnedFilter, SharedRows, StoredKey } from '../../ports/shared-rows';
import { onlyFile } from './copy-database';
import { openForReading, openForWriting } from './database';
import { prepareFile } from './prepare-file';
import { accountOf, utc, type AccountRow } from './sqlite-accounts';

const PAGE = 1_000;
const files = { keys: 'keys.db', accounts: 'accounts.db' };

/**
 * The rows of `keys.db` and `accounts.db` in a folder that nobody writes; nothing of a file that is not there.
 *
 * @throws FileUnreadable, FileFromLaterBuild
 */
export function* sqliteSharedRows(folder: string): Generator<SharedRows> {
  yield* readFrom(join(folder, files.keys), keysMigrations, function* (db) {
    const rows = db.prepare<[], StoredKey>('SELECT handle, wrapped FROM subject_keys ORDER BY handle');
    for (const page of paged(rows.iterate())) yield { kind: 'keys', rows: page };
  });
  yield* readFrom(join(folder, files.accounts), accountsMigrations, function* (db) {
    const accounts = db.prepare<[], AccountRow>('SELECT * FROM accounts ORDER BY id');
    for (const page of paged(accounts.iterate())) yield { kind: 'accounts', rows: page.map(accountOf) };
    const filters = db.prepare<[], FilterRow>(
      'SELECT account, name, filter, saved_at AS savedAt FROM saved_filters ORDER BY account, name',
    );
    for (const page of paged(filters.iterate())) yield { kind: 'filters', rows: page.map(filterOf) };
  });
}

/** Write rows into files of a folder that has none yet, each for its owner alone and on the disk at the end. */
export async function writeSqliteSharedRows(folder: string, from: AsyncIterable<SharedRows>): Promise<void> {
  const [keysFile, accountsFile] = [join(folder, files.keys), join(folder, files.accounts)];
  await prepareFile(keysFile, keysMigrations);
  await prepareFile(accountsFile, accountsMigrations);
  const [keys, accounts] = [openForWriting(keysFile), openForWriting(accountsFile)];
  try {
    for await (const page of from)
      (page.kind === 'keys' ? keys : accounts).transaction(putInto)(page, keys, accounts);
  } finally {
    keys.close();
    accounts.close();
  }
  onlyFile(keysFile);
  onlyFile(accountsFile);
}

interface FilterRow extends Omit<OwnedFilter, 'filter'> {
  readonly filter: string;
}

const filterOf = ({ filter, ...row }: FilterRow): OwnedFilter => ({
  ...row,
  filter: JSON.parse(filter) as OwnedFilter['filter'],
});

function putInto(page: SharedRows, keys: Database.Database, accounts: Database.Database): void {
  if (page.kind === 'keys') {
    const insert = keys.prepare('INSERT INTO subject_keys (handle, wrapped) VALUES (?, ?)');
    for (const { handle, wrapped } of page.rows) insert.run(handle, wrapped);
  } else if (page.kind === 'accounts') {
    const insert = accounts.prepare(
      `INSERT INTO accounts (id, name, password_hash, must_change, disabled, failed_attempts, locked_until,
                             created_at, token_epoch)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const account of page.rows) {
      const { id, name, passwordHash, failedAttempts, lockedUntil, createdAt, tokenEpoch } = account;
      const flags = [account.mustChange ? 1 : 0, account.disabled ? 1 : 0];
      const locked = lockedUntil === undefined ? null : utc(lockedUntil);
      insert.run(id, name, passwordHash, ...flags, failedAttempts, locked, utc(createdAt), tokenEpoch);
    }
  } else {
    const insert = accounts.prepare(
      'INSERT INTO saved_filters (account, name, filter, saved_at) VALUES (?, ?, ?, ?)',
    );
    for (const { account, name, filter, savedAt } of page.rows)
      insert.run(account, name, JSON.stringify(filter), savedAt);
  }
}

function* readFrom(
  file: string,
  migrations: Parameters<typeof openForReading>[1],
  read: (db: Database.Database) => Generator<SharedRows>,
): Generator<SharedRows> {
  if (!existsSync(file)) return;
  const db = openForReading(file, migrations).defaultSafeIntegers(false);
  try {
    yield* read(db);
  } finally {
    db.close();
  }
}

function* paged<T>(rows: Iterable<T>): Generator<readonly T[]> {
  let page: T[] = [];
  for (const row of rows) {
    page.push(row);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
