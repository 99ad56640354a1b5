import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { accountsMigrations } from '../../../migrations/accounts';
import { migrate } from '../../../migrations/migrate';
import {
  AccountNameTaken,
  UnknownAccount,
  type Account,
  type Accounts,
  type Attempt,
  type NewAccount,
} from '../../ports/accounts';

/** An account as it lies in its table. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly password_hash: string;
  readonly must_change: number;
  readonly disabled: number;
  readonly failed_attempts: number;
  readonly locked_until: string | null;
  readonly created_at: string;
  readonly token_epoch: number;
}

const unlocked = '(locked_until IS NULL OR locked_until <= @at)';
/** What was counted before a lock that has run out counts no more. */
const counted = 'CASE WHEN locked_until IS NULL THEN failed_attempts + 1 ELSE 1 END';

/** UTC with milliseconds: such texts compare like the moments they name. */
export const utc = (epochMs: number): string => new Date(epochMs).toISOString();

/** Accounts kept in memory, and all forgotten when there are more. */
const REMEMBERED = 10_000;

/**
 * Accounts in a database of their own (`accounts.db`), which holds nothing else. Every request asks who sent it, so an
 * account is remembered until it changes; nobody else changes one, since the ledger beside it has one writer.
 */
export class SqliteAccounts implements Accounts {
  readonly #remembered = new Map<string, Account>();
  readonly #byId: Database.Statement<[string], AccountRow>;
  readonly #byName: Database.Statement<[string], AccountRow>;
  readonly #list: Database.Statement<[string, number], AccountRow>;
  readonly #attempt: Database.Statement<[{ id: string; at: string; limit: number; lock: string }]>;

  private constructor(private readonly db: Database.Database) {
    this.#byId = db.prepare('SELECT * FROM accounts WHERE id = ?');
    this.#byName = db.prepare('SELECT * FROM accounts WHERE name = ?');
    this.#list = db.prepare('SELECT * FROM accounts WHERE name > ? ORDER BY name LIMIT ?');
    this.#attempt = db.prepare(`
      UPDATE accounts
         SET failed_attempts = ${counted},
             locked_until = CASE WHEN ${counted} >= @limit THEN @lock END
       WHERE id = @id AND disabled = 0 AND ${unlocked}`);
  }

  /** Opens or makes the file, for this user of the machine alone. @throws MigrationFailed for a file of a later build */
  static async open(file: string): Promise<SqliteAccounts> {
    closeSync(openSync(file, 'a', 0o600));
    const db = new Database(file);
    try {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('busy_timeout = 5000');
      await migrate(db, accountsMigrations);
      return new SqliteAccounts(db);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  async create(account: NewAccount): Promise<Account> {
    const { id, name, passwordHash, mustChange, createdAt } = account;
    try {
      this.db
        .prepare(
          `INSERT INTO accounts (id, name, password_hash, must_change, disabled, failed_attempts, locked_until,
                                 created_at, token_epoch)
           VALUES (?, ?, ?, ?, 0, 0, NULL, ?, 0)`,
        )
        .run(id, name, passwordHash, mustChange ? 1 : 0, utc(createdAt));
    } catch (error) {
      if (String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT'))
        throw new AccountNameTaken(name);
      throw error;
    }
    return { ...account, disabled: false, failedAttempts: 0, tokenEpoch: 0 };
  }

  async byId(id: string): Promise<Account | undefined> {
    const known = this.#remembered.get(id);
    if (known !== undefined) return known;
    const row = this.#byId.get(id);
    if (row === undefined) return undefined;
    const account = accountOf(row);
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(id, account);
    return account;
  }

  async byName(name: string): Promise<Account | undefined> {
    const row = this.#byName.get(name);
    return row === undefined ? undefined : accountOf(row);
  }

  async list(afterName: string, limit: number): Promise<readonly Account[]> {
    return this.#list.all(afterName, limit).map(accountOf);
  }

  async beginAttempt(id: string, attempt: Attempt): Promise<boolean> {
    const { at, limit, lockMs } = attempt;
    this.#remembered.delete(id);
    return this.#attempt.run({ id, at: utc(at), limit, lock: utc(at + lockMs) }).changes === 1;
  }

  async clearAttempts(id: string): Promise<void> {
    this.#remembered.delete(id);
    this.db.prepare('UPDATE accounts SET failed_attempts = 0, locked_until = NULL WHERE id = ?').run(id);
  }

  async setPassword(id: string, passwordHash: string, mustChange: boolean): Promise<void> {
    this.#change(
      id,
      'password_hash = ?, must_change = ?, failed_attempts = 0, locked_until = NULL',
      passwordHash,
      mustChange ? 1 : 0,
    );
  }

  async setDisabled(id: string, disabled: boolean): Promise<void> {
    this.#change(id, 'disabled = ?', disabled ? 1 : 0);
  }

  async revokeTokens(id: string): Promise<void> {
    this.#change(id, '');
  }

  async close(): Promise<void> {
    this.#remembered.clear();
    this.db.close();
  }

  /** Every change of trust ends the tokens given out before it. */
  #change(id: string, assignments: string, ...values: readonly (string | number)[]): void {
    this.#remembered.delete(id);
    const set = ['token_epoch = token_epoch + 1', assignments].filter((part) => part !== '').join(', ');
    const { changes } = this.db.prepare(`UPDATE accounts SET ${set} WHERE id = ?`).run(...values, id);
    if (changes === 0) throw new UnknownAccount(id);
  }
}

/** The account that a row holds. */
export function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    name: row.name,
    passwordHash: row.password_hash,
    mustChange: row.must_change === 1,
    disabled: row.disabled === 1,
    failedAttempts: row.failed_attempts,
    ...(row.locked_until === null ? {} : { lockedUntil: Date.parse(row.locked_until) }),
    createdAt: Date.parse(row.created_at),
    tokenEpoch: row.token_epoch,
  };
}
