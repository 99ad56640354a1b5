import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountService, LOCKOUT } from '../../src/app/accounts/account-service';
import { Passwords } from '../../src/app/accounts/passwords';
import { SqliteAccounts } from '../../src/engines/sqlite/sqlite-accounts';

const start = Date.parse('2026-03-02T01:00:00.000Z');
const secret = 'correct horse battery';

let folder: string;
let accounts: SqliteAccounts;
let service: AccountService;
let now: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'henji-accounts-'));
  now = start;
  accounts = await SqliteAccounts.open(join(folder, 'accounts.db'));
  service = new AccountService(accounts, new Passwords(), { now: () => now }, 0);
});
afterEach(async () => {
  await accounts.close();
  rmSync(folder, { recursive: true });
});

const code = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error as { code?: string }).code,
  );
const create = (name = '李明', account = 'account-a') =>
  service.create({ account, name, password: secret, mustChange: false });

describe('an account that was asked for before', () => {
  const changes: readonly [string, () => Promise<unknown>, object][] = [
    [
      'its password',
      () => accounts.setPassword('account-a', 'another', true),
      { mustChange: true, tokenEpoch: 1 },
    ],
    ['its closing', () => accounts.setDisabled('account-a', true), { disabled: true, tokenEpoch: 1 }],
    ['the end of its tokens', () => accounts.revokeTokens('account-a'), { tokenEpoch: 1 }],
    [
      'an attempt to sign in',
      () => accounts.beginAttempt('account-a', { at: start, limit: 9, lockMs: 1 }),
      { failedAttempts: 1 },
    ],
  ];

  it.each(changes)('is shown as it is after %s', async (_what, change, expected) => {
    await create();
    await accounts.beginAttempt('account-a', { at: start, limit: 9, lockMs: 1 });
    await accounts.byId('account-a');
    await accounts.clearAttempts('account-a');
    expect(await accounts.byId('account-a')).toMatchObject({ failedAttempts: 0 });
    await change();
    expect(await accounts.byId('account-a')).toMatchObject(expected);
  });
});

describe('accounts', () => {
  it('sign in by the name in any form of its letters', async () => {
    await create('Zhang.San');
    await expect(service.signIn('ＺＨＡＮＧ.san', secret)).resolves.toMatchObject({
      id: 'account-a',
      name: 'zhang.san',
    });
  });

  it('draw a first password that must be changed', async () => {
    const { password } = await service.create({ account: 'account-a', name: '王芳' });
    expect(password).toMatch(/^([a-z0-9]{5}-){3}[a-z0-9]{5}$/u);
    await expect(service.signIn('王芳', password)).resolves.toMatchObject({ mustChange: true });
    await service.changePassword('account-a', password, secret);
    await expect(service.signIn('王芳', secret)).resolves.toMatchObject({ mustChange: false, tokenEpoch: 1 });
    expect(await code(service.signIn('王芳', password))).toBe('sign-in-failed');
  });

  it('keep the hash to themselves, and the file from others', async () => {
    await create();
    const stored = await accounts.byId('account-a');
    expect(stored?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
    expect(JSON.stringify(await service.list('', 10))).not.toContain('argon2');
    expect(statSync(join(folder, 'accounts.db')).mode & 0o777).toBe(0o600);
  });

  it('have names and ids of their own', async () => {
    await create('a.b');
    expect(await code(create('A.B', 'account-b'))).toBe('account-name-taken');
    expect(await code(create('c.d', 'account-a'))).toBe('account-name-taken');
    expect((await service.list('', 10)).map(({ name }) => name)).toEqual(['a.b']);
  });

  it.each(['a', '', '-ab', 'a b', 'a\u0000b', 'x'.repeat(65), 'a/b'])('refuse the name %j', async (name) => {
    expect(await code(create(name))).toBe('account-name-unfit');
  });

  it.each(['short', '123456789', 'x'.repeat(129), 'aaaaaaaaaaaa', 'my-li.ming-pass'])(
    'refuse the password %j',
    async (password) => {
      expect(await code(service.create({ account: 'account-a', name: 'li.ming', password }))).toBe(
        'password-unfit',
      );
    },
  );

  it('page through the list by name', async () => {
    await create('b.b', 'account-1');
    await create('a.a', 'account-2');
    await create('c.c', 'account-3');
    expect((await service.list('a.a', 1)).map(({ name }) => name)).toEqual(['b.b']);
  });
});

describe('a failed sign-in', () => {
  it('answers alike for an unknown name, a wrong password, a disabled account', async () => {
    await create();
    await create('b.b', 'account-b');
    await service.setDisabled('account-b', true);
    const answers = await Promise.all(
      [
        service.signIn('nobody', secret),
        service.signIn('李明', 'wrong password'),
        service.signIn('b.b', secret),
      ].map((attempt) => attempt.catch((error: unknown) => (error as Error).message)),
    );
    expect(new Set(answers).size).toBe(1);
  });

  it('takes an unknown name no shorter a time than a known one', async () => {
    await create();
    const fixed = new AccountService(accounts, new Passwords(), { now: () => now }, 300);
    const time = async (name: string): Promise<number> => {
      const before = performance.now();
      await code(fixed.signIn(name, 'wrong password'));
      return performance.now() - before;
    };
    await time('warm.up');
    expect(Math.min(await time('nobody'), await time('李明'))).toBeGreaterThan(298);
  });

  it('has computed a hash for an unknown name, too', async () => {
    const passwords = new Passwords();
    await passwords.decoy();
    const before = process.cpuUsage();
    expect(await passwords.matches(secret, undefined)).toBe(false);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeGreaterThan(5000);
  });

  it('locks after so many in a row, even for the right password, until the time has run out', async () => {
    await create();
    for (let i = 0; i < LOCKOUT.limit; i++) await code(service.signIn('李明', 'wrong password'));
    expect(await code(service.signIn('李明', secret))).toBe('sign-in-failed');
    expect((await service.view('account-a')).locked).toBe(true);
    now = start + LOCKOUT.lockMs - 1;
    expect(await code(service.signIn('李明', secret))).toBe('sign-in-failed');
    now = start + LOCKOUT.lockMs;
    expect(await code(service.signIn('李明', 'wrong password'))).toBe('sign-in-failed');
    expect((await service.view('account-a')).locked).toBe(false);
    await expect(service.signIn('李明', secret)).resolves.toMatchObject({ id: 'account-a' });
  });

  it('counts guesses that are sent side by side', async () => {
    await create();
    const guesses = Array.from({ length: LOCKOUT.limit * 2 }, () =>
      code(service.signIn('李明', 'wrong password')),
    );
    await Promise.all(guesses);
    expect((await accounts.byId('account-a'))?.failedAttempts).toBe(LOCKOUT.limit);
  });

  it('is forgotten after a success', async () => {
    await create();
    for (let i = 0; i < LOCKOUT.limit - 1; i++) await code(service.signIn('李明', 'wrong password'));
    await service.signIn('李明', secret);
    await code(service.signIn('李明', 'wrong password'));
    expect((await accounts.byId('account-a'))?.failedAttempts).toBe(1);
  });
});

describe('an administrator', () => {
  it('resets: a new first password, unlocked, tokens ended', async () => {
    await create();
    for (let i = 0; i < LOCKOUT.limit; i++) await code(service.signIn('李明', 'wrong password'));
    const { password } = await service.reset('account-a');
    await expect(service.signIn('李明', password)).resolves.toMatchObject({
      mustChange: true,
      tokenEpoch: 1,
    });
  });

  it('disables and opens again', async () => {
    await create();
    await service.setDisabled('account-a', true);
    expect(await code(service.signIn('李明', secret))).toBe('sign-in-failed');
    await service.setDisabled('account-a', false);
    await expect(service.signIn('李明', secret)).resolves.toMatchObject({ tokenEpoch: 2 });
  });

  it('learns of accounts that are not there', async () => {
    expect(await code(service.reset('account-x'))).toBe('unknown-account');
    expect(await code(service.setDisabled('account-x', true))).toBe('unknown-account');
    expect(await code(service.revoke('account-x'))).toBe('unknown-account');
    expect(await code(service.view('account-x'))).toBe('unknown-account');
  });
});

describe('changing a password', () => {
  it('needs the old one, counts wrong ones, and wants another', async () => {
    await create();
    expect(await code(service.changePassword('account-a', 'wrong password', 'another good one'))).toBe(
      'sign-in-failed',
    );
    expect((await accounts.byId('account-a'))?.failedAttempts).toBe(1);
    expect(await code(service.changePassword('account-a', secret, secret))).toBe('password-unfit');
    expect(await code(service.changePassword('account-a', secret, 'short'))).toBe('password-unfit');
    await expect(service.signIn('李明', secret)).resolves.toMatchObject({ tokenEpoch: 0 });
  });
});

describe('sign-ins at the same time', () => {
  it('wait for each other, and are refused beyond a bound', async () => {
    await create();
    const codes = await Promise.all(Array.from({ length: 80 }, () => code(service.signIn('nobody', secret))));
    expect(codes.filter((found) => found === 'sign-ins-busy')).toHaveLength(14);
    expect(codes.filter((found) => found === 'sign-in-failed')).toHaveLength(66);
  });
});
