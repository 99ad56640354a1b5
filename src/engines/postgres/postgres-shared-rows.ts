import type { OwnedFilter, SharedRows, SharedRowsPut, StoredKey } from '../../ports/shared-rows';
import { textArray } from './array-literal';
import type { Session } from './connections';
import { accountOf, type AccountRow } from './postgres-accounts';
import { openShared, type SharedOptions, type SharedSchema } from './shared-schema';

/** What processes share in a database, as rows that can be carried elsewhere. Close it when done. */
export interface PostgresSharedRows {
  /** All of them as they are at one moment. @throws DatabaseUnavailable */
  read(): AsyncIterable<SharedRows>;
  /**
   * Fill what is empty, all of it or nothing. What holds something stays as it is: it is of this instance, and newer
   * than any copy; a key that was destroyed since must not come back.
   *
   * @throws DatabaseUnavailable
   */
  fill(from: Iterable<SharedRows>): Promise<SharedRowsPut>;
  close(): Promise<void>;
}

/** @throws DatabaseUnavailable, DatabaseFromLaterBuild */
export async function openPostgresSharedRows(options: SharedOptions): Promise<PostgresSharedRows> {
  const shared = await openShared(options);
  return {
    read: () => read(shared),
    fill: (from) => fill(shared, from),
    close: () => shared.connections.close(),
  };
}

interface FilterRow {
  readonly account: string;
  readonly name: string;
  readonly filter: string;
  readonly saved_at: string;
}

async function* read({ connections, table }: SharedSchema): AsyncGenerator<SharedRows> {
  const queries = [
    `SELECT handle, wrapped FROM ${table('subject_keys')} ORDER BY handle`,
    `SELECT * FROM ${table('accounts')} ORDER BY id`,
    `SELECT account, name, filter, saved_at FROM ${table('saved_filters')} ORDER BY account, name`,
  ];
  for await (const [query, rows] of connections.pages(queries)) {
    if (query === 0) yield { kind: 'keys', rows: rows as StoredKey[] };
    else if (query === 1) yield { kind: 'accounts', rows: (rows as AccountRow[]).map(accountOf) };
    else yield { kind: 'filters', rows: (rows as FilterRow[]).map(filterOf) };
  }
}

const filterOf = ({ account, name, filter, saved_at: savedAt }: FilterRow): OwnedFilter => ({
  ...{ account, name, savedAt },
  filter: JSON.parse(filter) as OwnedFilter['filter'],
});

function fill({ connections, table }: SharedSchema, from: Iterable<SharedRows>): Promise<SharedRowsPut> {
  return connections.transaction('BEGIN', async (session) => {
    await session.run(`LOCK TABLE ${table('subject_keys')}, ${table('accounts')} IN EXCLUSIVE MODE`);
    const isEmpty = async (name: string): Promise<boolean> =>
      (await session.rows(`SELECT FROM ${table(name)} LIMIT 1`)).length === 0;
    const keys = await isEmpty('subject_keys');
    const accounts = await isEmpty('accounts');
    for (const page of from) {
      if (page.kind === 'keys' ? keys : accounts) await put(session, table, page);
    }
    return { keys: keys ? 'filled' : 'kept', accounts: accounts ? 'filled' : 'kept' };
  });
}

async function put(session: Session, table: SharedSchema['table'], page: SharedRows): Promise<void> {
  if (page.kind === 'keys') {
    await session.run(
      `INSERT INTO ${table('subject_keys')} (handle, wrapped) SELECT * FROM unnest($1::text[], $2::bytea[])`,
      [
        textArray(page.rows.map(({ handle }) => handle)),
        textArray(page.rows.map(({ wrapped }) => `\\x${wrapped.toString('hex')}`)),
      ],
    );
  } else if (page.kind === 'accounts') {
    for (const account of page.rows) {
      const { id, name, passwordHash, mustChange, disabled, failedAttempts } = account;
      const { lockedUntil = null, createdAt, tokenEpoch } = account;
      await session.run(
        `INSERT INTO ${table('accounts')} (id, name, password_hash, must_change, disabled, failed_attempts,
           locked_until, created_at, token_epoch) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, name, passwordHash, mustChange, disabled, failedAttempts, lockedUntil, createdAt, tokenEpoch],
      );
    }
  } else {
    for (const { account, name, filter, savedAt } of page.rows) {
      await session.run(
        `INSERT INTO ${table('saved_filters')} (account, name, filter, saved_at) VALUES ($1, $2, $3, $4)`,
        [account, name, JSON.stringify(filter), savedAt],
      );
    }
  }
}
