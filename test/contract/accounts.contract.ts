import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Accounts, NewAccount } from '../../src/ports/accounts';
import type { SavedFilters } from '../../src/ports/saved-filters';

const account = (id: string, name: string): NewAccount => ({
  ...{ id, name, passwordHash: '$argon2id$1', mustChange: true, createdAt: 1_700_000_000_123 },
});

/** One place, as two processes open it. */
export interface AccountPlaces {
  readonly accounts: readonly [here: Accounts, there: Accounts];
  readonly filters: SavedFilters;
}

/** What every engine for accounts and saved filters is asked. */
export function accountsContract(open: () => Promise<AccountPlaces>): void {
  let here: Accounts;
  let there: Accounts;
  let filters: SavedFilters;
  beforeEach(async () => {
    ({
      accounts: [here, there],
      filters,
    } = await open());
  });
  afterEach(async () => {
    await filters.close();
    for (const one of [here, there, here]) await one.close();
  });

  describe('accounts', () => {
    it('are kept as they were made, under one name each', async () => {
      const made = await here.create(account('account-a', '李明'));
      expect(made).toEqual({
        ...account('account-a', '李明'),
        ...{ disabled: false, failedAttempts: 0, tokenEpoch: 0 },
      });
      expect(await there.byId('account-a')).toEqual(made);
      expect(await there.byName('李明')).toEqual(made);
      expect(await there.byId('account-b')).toBeUndefined();
      expect(await there.byName('王芳')).toBeUndefined();
      for (const [id, name] of [
        ['account-b', '李明'],
        ['account-a', '王芳'],
      ] as const) {
        await expect(there.create(account(id, name))).rejects.toMatchObject({ code: 'account-name-taken' });
      }
    });

    it('are listed in the order of their names, page by page', async () => {
      for (const name of ['c', 'a', 'b']) await here.create(account(`account-${name}`, name));
      const names = async (after: string, limit: number) =>
        (await there.list(after, limit)).map(({ name }) => name);
      expect(await names('', 2)).toEqual(['a', 'b']);
      expect(await names('b', 2)).toEqual(['c']);
    });

    it('count attempts sent side by side, and lock at the limit', async () => {
      await here.create(account('account-a', 'a'));
      const attempt = { at: 1_000, limit: 3, lockMs: 500 };
      const sent = Array.from({ length: 8 }, () => here.beginAttempt('account-a', attempt));
      expect((await Promise.all(sent)).filter((may) => may)).toHaveLength(3);
      expect(await here.byId('account-a')).toMatchObject({ failedAttempts: 3, lockedUntil: 1_500 });
      expect(await here.beginAttempt('account-a', { ...attempt, at: 1_499 })).toBe(false);
      expect(await here.beginAttempt('account-a', { ...attempt, at: 1_500 })).toBe(true);
      expect(await here.byId('account-a')).toMatchObject({ failedAttempts: 1 });
      await here.clearAttempts('account-a');
      const cleared = await here.byId('account-a');
      expect(cleared).toMatchObject({ failedAttempts: 0 });
      expect(cleared).not.toHaveProperty('lockedUntil');
      expect(await here.beginAttempt('account-x', attempt)).toBe(false);
    });

    it('end their tokens with every change of trust', async () => {
      await here.create(account('account-a', 'a'));
      await here.beginAttempt('account-a', { at: 1, limit: 1, lockMs: 9 });
      await here.setPassword('account-a', '$argon2id$2', false);
      expect(await here.byId('account-a')).toMatchObject({
        ...{ passwordHash: '$argon2id$2', mustChange: false, failedAttempts: 0, tokenEpoch: 1 },
      });
      expect(await here.byId('account-a')).not.toHaveProperty('lockedUntil');
      await here.setDisabled('account-a', true);
      expect(await here.byId('account-a')).toMatchObject({ disabled: true, tokenEpoch: 2 });
      expect(await here.beginAttempt('account-a', { at: 99, limit: 9, lockMs: 9 })).toBe(false);
      await here.revokeTokens('account-a');
      expect(await here.byId('account-a')).toMatchObject({ tokenEpoch: 3 });
      const unknown = { code: 'unknown-account' };
      await expect(here.setPassword('account-x', '', true)).rejects.toMatchObject(unknown);
      await expect(here.setDisabled('account-x', true)).rejects.toMatchObject(unknown);
      await expect(here.revokeTokens('account-x')).rejects.toMatchObject(unknown);
    });
  });

  describe('saved filters', () => {
    const kept = (name: string, organ = 'organ-a') => ({
      ...{ name, filter: { organ, text: '"李\\某"' }, savedAt: '2026-01-02T03:04:05.006Z' },
    });

    it('are of one account, replaced by name, and never more than allowed', async () => {
      await here.create(account('account-a', 'a'));
      await here.create(account('account-b', 'b'));
      expect(await filters.put('account-a', kept('二'), 2)).toBe(true);
      expect(await filters.put('account-a', kept('一'), 2)).toBe(true);
      expect(await filters.put('account-a', kept('三'), 2)).toBe(false);
      expect(await filters.put('account-a', kept('一', 'organ-b'), 2)).toBe(true);
      expect(await filters.put('account-b', kept('三'), 2)).toBe(true);
      expect(await filters.list('account-a')).toEqual([kept('一', 'organ-b'), kept('二')]);
      expect(await filters.byName('account-a', '二')).toEqual(kept('二'));
      expect(await filters.byName('account-b', '二')).toBeUndefined();
      await filters.remove('account-a', '二');
      await filters.remove('account-a', '二');
      expect(await filters.list('account-a')).toEqual([kept('一', 'organ-b')]);
    });

    it('are counted one after the other when they come side by side', async () => {
      await here.create(account('account-a', 'a'));
      const sent = Array.from({ length: 6 }, (_, i) => filters.put('account-a', kept(`n${i}`), 3));
      expect((await Promise.all(sent)).filter((put) => put)).toHaveLength(3);
      expect(await filters.list('account-a')).toHaveLength(3);
    });
  });
}
