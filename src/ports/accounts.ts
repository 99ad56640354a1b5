import { HenjiError } from '../kernel/errors';

/**
 * Sign-in accounts of this instance: names, password hashes, locks. What an account may do is not here: roles are
 * events on the stream that has the account's id as its name.
 *
 * Every engine keeps these promises:
 *
 * - Each method is atomic and durable when it settles; two attempts at the same moment are counted as two.
 * - Names are unique as stored; whoever calls has brought them into their normal form.
 * - Whatever ends the trust in tokens already given out (new password, disabling, revocation) raises `tokenEpoch` in
 *   the same step.
 */
export interface Accounts {
  /** @throws AccountNameTaken also when the id is in use. */
  create(account: NewAccount): Promise<Account>;

  byId(id: string): Promise<Account | undefined>;

  byName(name: string): Promise<Account | undefined>;

  /** In order of their names, after `afterName`, at most `limit`. */
  list(afterName: string, limit: number): Promise<readonly Account[]>;

  /**
   * Count an attempt to sign in before its password is looked at, so that guesses sent side by side are counted too.
   * The attempt that reaches `limit` locks the account for `lockMs`. Answers whether the attempt may go on: false for
   * an account that is locked, disabled or unknown. After a lock has run out, counting starts afresh.
   */
  beginAttempt(id: string, attempt: Attempt): Promise<boolean>;

  /** The attempt succeeded: nothing is counted against the account any more. */
  clearAttempts(id: string): Promise<void>;

  /** Replace the password; ends locks and tokens. @throws UnknownAccount */
  setPassword(id: string, passwordHash: string, mustChange: boolean): Promise<void>;

  /** Close or open the account; ends its tokens. @throws UnknownAccount */
  setDisabled(id: string, disabled: boolean): Promise<void>;

  /** End every token given out so far. @throws UnknownAccount */
  revokeTokens(id: string): Promise<void>;

  /** Idempotent. */
  close(): Promise<void>;
}

/** What an account starts with. */
export interface NewAccount {
  /** Name of the account's stream, `account-…`. */
  readonly id: string;
  /** In normal form. */
  readonly name: string;
  /** PHC string; the password itself never reaches a store. */
  readonly passwordHash: string;
  readonly mustChange: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** An account as it is now. */
export interface Account extends NewAccount {
  readonly disabled: boolean;
  readonly failedAttempts: number;
  /** Epoch milliseconds until which every attempt fails; absent when it is not locked. */
  readonly lockedUntil?: number;
  /** Tokens carry the epoch in which they were given out; only those of this one are good. */
  readonly tokenEpoch: number;
}

/** An attempt to sign in, and how many are too many. */
export interface Attempt {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly limit: number;
  readonly lockMs: number;
}

/** The name is in use. Nothing was stored. */
export class AccountNameTaken extends HenjiError {
  constructor(name: string) {
    super({
      code: 'account-name-taken',
      zh: `账号名 ${name} 已被使用`,
      en: `the account name ${name} is in use`,
      field: 'name',
      wayOut: { zh: '请换一个账号名', en: 'choose another name' },
    });
  }
}

/** There is no such account. */
export class UnknownAccount extends HenjiError {
  constructor(id: string) {
    super({ code: 'unknown-account', zh: `没有账号 ${id}`, en: `there is no account ${id}` });
  }
}
