import { setTimeout as sleep } from 'node:timers/promises';
import { HenjiError } from '../../kernel/errors';
import { UnknownAccount, type Account, type Accounts } from '../../ports/accounts';
import type { Clock } from '../clock';
import type { Passwords } from './passwords';

/** Attempts in a row before the account is locked, and for how long. */
export const LOCKOUT = { limit: 8, lockMs: 15 * 60_000 } as const;

/**
 * No failure is told sooner than this after the attempt: the durable count of a known name's attempts must not show in
 * the time of the answer.
 */
const FAILURE_MS = 200;

/**
 * Unknown name, wrong password, locked or disabled account: one answer for all, after the same time, so that nobody
 * learns by asking which names exist.
 */
export class SignInFailed extends HenjiError {
  constructor() {
    super({
      code: 'sign-in-failed',
      zh: '登录失败：账号名或密码不正确，或账号已停用，或因多次失败暂时锁定',
      en: 'sign-in failed: wrong name or password, or the account is disabled, or locked after too many attempts',
      wayOut: {
        zh: `核对后重试；连续失败 ${LOCKOUT.limit} 次将锁定 15 分钟，管理员可重置密码`,
        en: `check and try again; ${LOCKOUT.limit} failures in a row lock it for 15 minutes; an administrator can reset it`,
      },
    });
  }
}

/** The name of an account cannot be taken as one. */
export class AccountNameUnfit extends HenjiError {
  constructor() {
    super({
      code: 'account-name-unfit',
      zh: '账号名应为 2 至 64 个字母、数字、汉字或 . _ @ -，以字母或数字开头',
      en: 'an account name has 2 to 64 letters, digits or . _ @ -, and begins with a letter or digit',
      field: 'name',
    });
  }
}

/** An account as administrators see it: everything but the hash. */
export interface AccountView {
  readonly account: string;
  readonly name: string;
  readonly mustChangePassword: boolean;
  readonly disabled: boolean;
  readonly locked: boolean;
  readonly createdAt: string;
}

/** What a new account is made of. */
export interface AccountToCreate {
  /** Name of its stream, `account-…`. */
  readonly account: string;
  readonly name: string;
  /** Drawn at random when absent. */
  readonly password?: string;
  /** False for demonstration accounts alone; everybody else chooses a password of his own first. */
  readonly mustChange?: boolean;
}

/** Accounts over their life: create, sign in, change and reset passwords, disable, revoke. */
export class AccountService {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly clock: Clock,
    private readonly failureMs: number = FAILURE_MS,
  ) {}

  /** The first password is told once, here; only its hash is kept. @throws AccountNameTaken, AccountNameUnfit, PasswordUnfit */
  async create(
    wanted: AccountToCreate,
  ): Promise<{ readonly account: string; readonly name: string; readonly password: string }> {
    const name = normalName(wanted.name);
    const password = wanted.password ?? this.passwords.draw();
    await this.accounts.create({
      id: wanted.account,
      name,
      passwordHash: await this.passwords.hash(password, name),
      mustChange: wanted.mustChange ?? true,
      createdAt: this.clock.now(),
    });
    return { account: wanted.account, name, password };
  }

  /** The account whose name and password these are. @throws SignInFailed, SignInsBusy */
  async signIn(name: string, password: string): Promise<Account> {
    const earliest = performance.now() + this.failureMs;
    const account = await this.accounts.byName(foldName(name));
    const at = this.clock.now();
    const allowed =
      account !== undefined && (await this.accounts.beginAttempt(account.id, { at, ...LOCKOUT }));
    const right = await this.passwords.matches(password, account?.passwordHash);
    if (account === undefined || !allowed || !right) {
      await sleep(Math.max(0, earliest - performance.now()));
      throw new SignInFailed();
    }
    await this.accounts.clearAttempts(account.id);
    return account;
  }

  /** Needs the old password again, also from someone who is signed in. @throws SignInFailed, PasswordUnfit */
  async changePassword(id: string, old: string, fresh: string): Promise<void> {
    const { name } = await this.find(id);
    const account = await this.signIn(name, old);
    if (old.normalize('NFKC') === fresh.normalize('NFKC')) {
      throw new HenjiError({
        code: 'password-unfit',
        zh: '新密码不能与原密码相同',
        en: 'the new password is the old one',
        field: 'password',
      });
    }
    await this.accounts.setPassword(account.id, await this.passwords.hash(fresh, name), false);
  }

  /** A new first password, told once; unlocks, and ends every token. @throws UnknownAccount */
  async reset(id: string): Promise<{ readonly password: string }> {
    const { name } = await this.find(id);
    const password = this.passwords.draw();
    await this.accounts.setPassword(id, await this.passwords.hash(password, name), true);
    return { password };
  }

  /** @throws UnknownAccount */
  async setDisabled(id: string, disabled: boolean): Promise<void> {
    await this.accounts.setDisabled(id, disabled);
  }

  /** @throws UnknownAccount */
  async revoke(id: string): Promise<void> {
    await this.accounts.revokeTokens(id);
  }

  /** @throws UnknownAccount */
  async view(id: string): Promise<AccountView> {
    return this.#viewOf(await this.find(id));
  }

  /** In order of their names, after `afterName`. */
  async list(afterName: string, limit: number): Promise<readonly AccountView[]> {
    return (await this.accounts.list(afterName, limit)).map((account) => this.#viewOf(account));
  }

  /** @throws UnknownAccount */
  async find(id: string): Promise<Account> {
    const account = await this.accounts.byId(id);
    if (account === undefined) throw new UnknownAccount(id);
    return account;
  }

  #viewOf(account: Account): AccountView {
    return {
      account: account.id,
      name: account.name,
      mustChangePassword: account.mustChange,
      disabled: account.disabled,
      locked: (account.lockedUntil ?? 0) > this.clock.now(),
      createdAt: new Date(account.createdAt).toISOString(),
    };
  }
}

const shape = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u;

const foldName = (name: string): string => name.normalize('NFKC').toLowerCase();

function normalName(name: string): string {
  const folded = foldName(name);
  if (!shape.test(folded)) throw new AccountNameUnfit();
  return folded;
}
