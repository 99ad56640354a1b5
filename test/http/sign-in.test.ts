import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOCKOUT } from '../../src/app/accounts/account-service';
import { Door } from './door';

interface NewAccount {
  readonly account: string;
  readonly name: string;
  readonly password: string;
}

let door: Door;
beforeAll(async () => {
  door = await Door.open({ limits: { signInsPerMinute: 1000 } });
}, 60_000);
afterAll(() => door.close());

const create = async (name: string): Promise<NewAccount> =>
  (await door.post('admin', '/v1/accounts', { name })).json<NewAccount>();
const signIn = (name: string, password: string) =>
  door.post(undefined, '/v1/sign-in', { name, password }, { 'accept-language': 'en' });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const me = (token: string) => door.app.inject({ url: '/v1/me', headers: bearer(token) });
const tokenOf = async (name: string, password: string) =>
  (await signIn(name, password)).json<{ token: string }>().token;

describe('signing in', () => {
  it('gives a token of a quarter of an hour, and the token says who one is', async () => {
    const { password } = door.demo.signIns.find(({ name }) => name === 'demo-officer-1')!;
    const answer = await signIn('demo-officer-1', password);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { token, ...rest } = answer.json<{ token: string }>();
    expect(rest).toEqual({ tokenType: 'Bearer', expiresIn: 900, mustChangePassword: false });
    expect((await me(token)).json()).toMatchObject({
      name: 'demo-officer-1',
      officer: door.officer('officer-1'),
      grants: [{ role: 'officer', organ: door.demo.organ }],
    });
  });

  it('answers alike whatever is wrong', async () => {
    const { account, password } = await create('to.disable');
    await door.post('admin', `/v1/accounts/${account}/disable`);
    const answers = await Promise.all([
      signIn('nobody', 'long enough pw'),
      signIn('demo-officer-1', 'wrong password'),
      signIn('to.disable', password),
    ]);
    const told = answers.map((answer) => {
      const { instance: _, ...problem } = answer.json<{ instance: string }>();
      return { status: answer.statusCode, problem };
    });
    expect(told[0]).toMatchObject({ status: 401, problem: { code: 'sign-in-failed' } });
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });

  it.each([
    [{}, ['name', 'password']],
    [{ name: 'x', password: 5 }, ['password']],
    [{ name: 'x'.repeat(65), password: 'p' }, ['name']],
    [{ name: 'x', password: 'p'.repeat(129) }, ['password']],
    [{ name: 'x', password: 'p', role: 'administrator' }, ['role']],
    [{ name: ['x'], password: 'p' }, ['name']],
  ])('names what is wrong in %j', async (body, fields) => {
    const answer = await door.post(undefined, '/v1/sign-in', body);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ fields: { field: string }[] }>().fields.map(({ field }) => field)).toEqual(fields);
  });

  it('locks an account after too many failures, and an administrator opens it again', async () => {
    const { account, password } = await create('guessed');
    for (let i = 0; i < LOCKOUT.limit; i++) await signIn('guessed', `wrong password ${i}`);
    expect((await signIn('guessed', password)).statusCode).toBe(401);
    expect((await door.get('admin', `/v1/accounts/${account}`)).json()).toMatchObject({ locked: true });
    const reset = await door.post('admin', `/v1/accounts/${account}/reset-password`);
    expect((await signIn('guessed', reset.json<NewAccount>().password)).statusCode).toBe(200);
  });
});

describe('a first password', () => {
  it('opens nothing but its own change', async () => {
    const { password } = await create('new.hand');
    const signedIn = (await signIn('new.hand', password)).json<{
      token: string;
      mustChangePassword: boolean;
    }>();
    expect(signedIn.mustChangePassword).toBe(true);
    const headers = bearer(signedIn.token);
    const other = await door.app.inject({ url: '/v1/accounts', headers });
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([403, 'password-change-needed']);
    expect((await me(signedIn.token)).statusCode).toBe(200);

    const unfit = await door.post(
      undefined,
      '/v1/password',
      { oldPassword: password, newPassword: 'short' },
      headers,
    );
    expect([unfit.statusCode, unfit.json<{ code: string }>().code]).toEqual([400, 'password-unfit']);
    const wrong = await door.post(
      undefined,
      '/v1/password',
      { oldPassword: 'x', newPassword: 'a new long password' },
      headers,
    );
    expect(wrong.statusCode).toBe(401);

    const body = { oldPassword: password, newPassword: 'a new long password' };
    const changed = await door.post(undefined, '/v1/password', body, headers);
    expect(changed.statusCode).toBe(200);
    expect((await me(signedIn.token)).statusCode).toBe(401);
    expect((await me(changed.json<{ token: string }>().token)).json()).toMatchObject({
      mustChangePassword: false,
    });
    expect((await signIn('new.hand', password)).statusCode).toBe(401);
    expect((await signIn('new.hand', 'a new long password')).statusCode).toBe(200);
  });
});

describe('a token', () => {
  it.each(['disable', 'revoke-tokens', 'reset-password'])('ends with %s', async (act) => {
    const { account, name, password } = await create(`ended.${act}`);
    const token = await tokenOf(name, password);
    expect((await me(token)).statusCode).toBe(200);
    expect((await door.post('admin', `/v1/accounts/${account}/${act}`)).statusCode).toBeLessThan(300);
    const answer = await me(token);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'token-invalid']);
  });

  it('ends with the sign-out of its owner, and with it every other of his', async () => {
    const { name, password } = await create('leaving');
    const [first, second] = [await tokenOf(name, password), await tokenOf(name, password)];
    expect((await door.post(undefined, '/v1/sign-out', undefined, bearer(first))).statusCode).toBe(204);
    expect((await me(first)).statusCode).toBe(401);
    expect((await me(second)).statusCode).toBe(401);
  });

  it('says nothing of roles: a revoked role is gone with the next request', async () => {
    const { account, name, password } = await create('promoted');
    const first = bearer(await tokenOf(name, password));
    const changed = await door.post(
      undefined,
      '/v1/password',
      { oldPassword: password, newPassword: 'another long one' },
      first,
    );
    const headers = bearer(changed.json<{ token: string }>().token);
    const list = async () => (await door.app.inject({ url: '/v1/accounts', headers })).statusCode;
    const role = { role: 'administrator', occurredOn: '2026-01-05' };
    expect(await list()).toBe(403);
    expect((await door.post('admin', `/v1/accounts/${account}/grant-role`, role)).statusCode).toBe(200);
    expect(await list()).toBe(200);
    expect((await door.post('admin', `/v1/accounts/${account}/revoke-role`, role)).statusCode).toBe(200);
    expect(await list()).toBe(403);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic eDp5',
    'Bearer a.b.c',
    `Bearer ${'a'.repeat(3000)}`,
    'Bearer \u00e9',
  ])('is not %j', async (authorization) => {
    const answer = await door.app.inject({ url: '/v1/me', headers: { authorization } });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'token-invalid']);
  });

  it('is needed', async () => {
    const answer = await door.app.inject({ url: '/v1/me' });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'sign-in-needed']);
  });
});

describe('accounts', () => {
  it('have names of their own', async () => {
    await create('taken');
    const again = await door.post('admin', '/v1/accounts', { name: 'TAKEN' });
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'account-name-taken']);
    const unfit = await door.post('admin', '/v1/accounts', { name: 'a b' });
    expect([unfit.statusCode, unfit.json<{ code: string }>().code]).toEqual([400, 'account-name-unfit']);
  });

  it('are listed page by page', async () => {
    const seen: string[] = [];
    let url = '/v1/accounts?limit=4';
    for (let pages = 0; pages < 50; pages++) {
      const { items, next } = (await door.get('admin', url)).json<{
        items: { name: string }[];
        next?: string;
      }>();
      seen.push(...items.map(({ name }) => name));
      if (next === undefined) break;
      expect(items).toHaveLength(4);
      url = `/v1/accounts?limit=4&cursor=${next}`;
    }
    expect(seen).toEqual([...seen].sort());
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain('demo-admin');
  });

  it.each([
    'x',
    'bm90LWpzb24',
    Buffer.from('["cases","a"]').toString('base64url'),
    Buffer.from('{}').toString('base64url'),
  ])('refuse the cursor %j', async (cursor) => {
    const answer = await door.get('admin', `/v1/accounts?cursor=${cursor}`);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'bad-cursor']);
  });

  it.each(['limit=0', 'limit=501', 'limit=-1', 'limit=1.5', 'limit=', 'limit=1&limit=2', 'lim=1', 'cursor='])(
    'refuse the query %s',
    async (query) => {
      expect((await door.get('admin', `/v1/accounts?${query}`)).statusCode).toBe(400);
    },
  );

  it('that are not there are not found', async () => {
    for (const act of ['disable', 'enable', 'revoke-tokens', 'reset-password']) {
      expect((await door.post('admin', `/v1/accounts/account-x/${act}`)).statusCode).toBe(404);
    }
    expect((await door.get('admin', '/v1/accounts/account-x')).statusCode).toBe(404);
    const role = { role: 'officer', occurredOn: '2026-01-05' };
    expect((await door.post('admin', '/v1/accounts/account-x/grant-role', role)).statusCode).toBe(404);
  });

  it('open again after they were closed', async () => {
    const { account, name, password } = await create('back.again');
    await door.post('admin', `/v1/accounts/${account}/disable`);
    await door.post('admin', `/v1/accounts/${account}/enable`);
    expect((await signIn(name, password)).statusCode).toBe(200);
  });
});
