import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { Tokens, TOKEN_SECONDS } from '../../src/app/accounts/tokens';
import { FileTokenKey } from '../../src/engines/files/file-token-key';

const start = Date.parse('2026-03-02T01:00:00.000Z');
let folder: string;
let file: string;
let now = start;
let tokens: Tokens;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'henji-tokens-'));
  file = join(folder, 'secrets', 'token-key.pem');
  tokens = await Tokens.open(new FileTokenKey(file), { now: () => now });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const refused = async (token: string): Promise<string> =>
  tokens.verify(token).then(
    () => 'good',
    (error: unknown) => (error as { code: string }).code,
  );

describe('the signing key', () => {
  it('is made once, for this user of the machine alone', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
    const key = await new FileTokenKey(file).read();
    expect(createPrivateKey(key).asymmetricKeyType).toBe('ed25519');
    expect(await new FileTokenKey(file).read()).toBe(key);
  });

  it('is one, also when two make it at the same time', async () => {
    const other = join(folder, 'other', 'token-key.pem');
    const [a, b] = await Promise.all([new FileTokenKey(other).read(), new FileTokenKey(other).read()]);
    expect(a).toBe(b);
  });
});

describe('a token', () => {
  it('says whose it is and in which epoch, for a quarter of an hour', async () => {
    now = start;
    const { token, expires } = await tokens.issue('account-a', 3);
    expect(expires).toBe(start / 1000 + TOKEN_SECONDS);
    now = start + TOKEN_SECONDS * 1000 - 1;
    await expect(tokens.verify(token)).resolves.toEqual({ account: 'account-a', epoch: 3, expires });
    now = start + TOKEN_SECONDS * 1000;
    expect(await refused(token)).toBe('token-invalid');
    expect(await refused(token)).toBe('token-invalid');
  });

  it('of another installation is none', async () => {
    now = start;
    const others = await Tokens.open(new FileTokenKey(join(folder, 'third', 'key.pem')), { now: () => now });
    const { token } = await others.issue('account-a', 0);
    expect(await refused(token)).toBe('token-invalid');
  });

  const claims = { ep: 0 };
  const { privateKey } = generateKeyPairSync('ed25519');
  const forged: Record<string, () => Promise<string>> = {
    'without a signature': async () =>
      `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${Buffer.from('{"sub":"account-a","ep":0}').toString('base64url')}.`,
    'signed with its own public text': async () =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setSubject('account-a')
        .sign(Buffer.alloc(32, 1)),
    'signed by somebody else': async () =>
      good().setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' }).sign(privateKey),
    'for another audience': async () =>
      good()
        .setAudience('other')
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
        .sign(await own()),
    'by another issuer': async () =>
      good()
        .setIssuer('other')
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
        .sign(await own()),
    'of another type': async () =>
      good()
        .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
        .sign(await own()),
    'without an epoch': async () =>
      good({})
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
        .sign(await own()),
    'without an end': async () =>
      new SignJWT(claims)
        .setIssuer('henji')
        .setAudience('henji-http')
        .setSubject('account-a')
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
        .sign(await own()),
    'that is no token': async () => 'a.b.c',
    'that is nothing': async () => '',
  };
  const own = async () => createPrivateKey(await new FileTokenKey(file).read());
  const good = (members: object = claims) =>
    new SignJWT({ ...members })
      .setIssuer('henji')
      .setAudience('henji-http')
      .setSubject('account-a')
      .setIssuedAt(start / 1000)
      .setExpirationTime(start / 1000 + 60);

  it.each(Object.keys(forged))('%s is refused', async (kind) => {
    now = start;
    expect(await refused(await forged[kind]!())).toBe('token-invalid');
  });

  it('made by hand with the right key, issuer, audience and type is good', async () => {
    now = start;
    expect(
      await refused(
        await good()
          .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
          .sign(await own()),
      ),
    ).toBe('good');
  });

  it('is checked once and then known, which is faster', async () => {
    now = start;
    const { token } = await tokens.issue('account-b', 0);
    await tokens.verify(token);
    const before = performance.now();
    for (let i = 0; i < 2000; i++) await tokens.verify(token);
    expect(performance.now() - before).toBeLessThan(400);
  });
});
