import {
  AccountNameTaken,
  UnknownAccount,
  type Account,
  type Accounts,
  type Attempt,
  type NewAccount,
} from '../../ports/accounts';
import { refusedWith, type Param } from './connections';
import { openShared, type SharedOptions, type SharedSchema } from './shared-schema';

/** An account as it lies in its table. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly password_hash: string;
  readonly must_change: boolean;
  readonly disabled: boolean;
  readonly failed_attempts: number;
  readonly locked_until: number | null;
  readonly created_at: number;
  readonly token_epoch: number;
}

const TAKEN = '23505';
/** What was counted before a lock that has run out counts no more. */
const counted = 'CASE WHEN locked_until IS NULL THEN failed_attempts + 1 ELSE 1 END';

/** @throws DatabaseUnavailable, DatabaseFromLaterBuild */
export const openPostgresAccounts = async (options: SharedOptions): Promise<Accounts> =>
  new PostgresAccounts(await openShared(options));

/**
 * Accounts that several processes share. Nothing is remembered here: an account that another process closes is closed
 * with the next request.
 */
class PostgresAccounts implements Accounts {
  readonly #table: string;

  constructor(private readonly shared: SharedSchema) {
    this.#table = shared.table('accounts');
  }

  async create(account: NewAccount): Promise<Account> {
    const { id, name, passwordHash, mustChange, createdAt } = account;
    try {
      await this.shared.connections.rows(
        `INSERT INTO ${this.#table} (id, name, password_hash, must_change, created_at) VALUES ($1, $2, $3, $4, $5)`,
        [id, name, passwordHash, mustChange, createdAt],
      );
    } catch (error) {
      throw refusedWith(error, TAKEN) ? new AccountNameTaken(name) : error;
    }
    return { ...account, disabled: false, failedAttempts: 0, tokenEpoch: 0 };
  }

  async byId(id: string): Promise<Account | undefined> {
    return (await this.#where('id = $1', [id]))[0];
  }

  async byName(name: string): Promise<Account | undefined> {
    return (await this.#where('name = $1', [name]))[0];
  }

  list(afterName: string, limit: number): Promise<readonly Account[]> {
    return this.#where('name > $1 ORDER BY name LIMIT $2', [afterName, limit]);
  }

  async beginAttempt(id: string, { at, limit, lockMs }: Attempt): Promise<boolean> {
    const begun = await this.shared.connections.rows(
      `UPDATE ${this.#table}
       SET failed_attempts = ${counted}, locked_until = CASE WHEN ${counted} >= $3 THEN $4::bigint END
       WHERE id = $1 AND NOT disabled AND (locked_until IS NULL OR locked_until <= $2) RETURNING id`,
      [id, at, limit, at + lockMs],
    );
    return begun.length === 1;
  }

  async clearAttempts(id: string): Promise<void> {
    const set = 'SET failed_attempts = 0, locked_until = NULL';
    await this.shared.connections.rows(`UPDATE ${this.#table} ${set} WHERE id = $1`, [id]);
  }

  setPassword(id: string, passwordHash: string, mustChange: boolean): Promise<void> {
    const set = ', password_hash = $2, must_change = $3, failed_attempts = 0, locked_until = NULL';
    return this.#change(id, set, [passwordHash, mustChange]);
  }

  setDisabled(id: string, disabled: boolean): Promise<void> {
    return this.#change(id, ', disabled = $2', [disabled]);
  }

  revokeTokens(id: string): Promise<void> {
    return this.#change(id, '', []);
  }

  close(): Promise<void> {
    return this.shared.connections.close();
  }

  /** Every change of trust ends the tokens given out before it. */
  async #change(id: string, assignments: string, values: readonly Param[]): Promise<void> {
    const changed = await this.shared.connections.rows(
      `UPDATE ${this.#table} SET token_epoch = token_epoch + 1${assignments} WHERE id = $1 RETURNING id`,
      [id, ...values],
    );
    if (changed.length === 0) throw new UnknownAccount(id);
  }

  async #where(condition: string, values: readonly Param[]): Promise<readonly Account[]> {
    const rows = await this.shared.connections.rows<AccountRow>(
      `SELECT * FROM ${this.#table} WHERE ${condition}`,
      values,
    );
    return rows.map(accountOf);
  }
}

/** The account that a row holds. */
export const accountOf = (row: AccountRow): Account => ({
  id: row.id,
  name: row.name,
  passwordHash: row.password_hash,
  mustChange: row.must_change,
  disabled: row.disabled,
  failedAttempts: row.failed_attempts,
  ...(row.locked_until === null ? {} : { lockedUntil: row.locked_until }),
  createdAt: row.created_at,
  tokenEpoch: row.token_epoch,
});
