import { once, type EventEmitter } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ago } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

let door: Door;
beforeAll(async () => {
  door = await Door.open();
}, 60_000);
afterAll(() => door.close());

describe('whoever runs the service', () => {
  it('sees that it is up, and whether it can work', async () => {
    expect((await door.get(undefined, '/health')).json()).toEqual({ status: 'ok' });
    const ready = await door.get(undefined, '/ready');
    expect(ready.statusCode).toBe(200);
    const { status, checks } = ready.json<{ status: string; checks: { name: string; ok: boolean }[] }>();
    expect(status).toBe('ready');
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ledger', 'cases', 'disclosure', 'supervision', 'accountability']),
    );
    expect(checks.every(({ ok }) => ok)).toBe(true);
  });

  it('reads how it fares, without a word about people or cases', async () => {
    const walk = new CaseWalk(door);
    await walk.open();
    await walk.read('officer-1');
    const answer = await door.get(undefined, '/metrics');
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.body).toContain(
      'henji_http_request_seconds_count{method="POST",route="/v1/cases",status="201"} 1',
    );
    expect(answer.body).toContain('route="/v1/cases/:stream"');
    expect(answer.body).toMatch(/henji_ledger_records [1-9]/u);
    expect(answer.body).toContain('henji_projection_behind_records{projection="cases"} ');
    expect(answer.body).not.toContain(walk.stream);
  });

  it('tells anybody the same before and after something was recorded', async () => {
    const before = (await door.get(undefined, '/ready')).body;
    const walk = new CaseWalk(door);
    await walk.open();
    await walk.read('officer-1');
    expect((await door.get(undefined, '/ready')).body).toBe(before);
  });

  it('counts rules that stood in the way', async () => {
    const walk = new CaseWalk(door);
    await walk.open();
    await door.post('archivist', `/v1/cases/${walk.stream}/close-case`, {
      occurredAt: ago(0),
    });
    expect((await door.get(undefined, '/metrics')).body).toMatch(
      /henji_rules_broken_total\{code="R-\d\d"\} [1-9]/u,
    );
  });

  it('reads metrics from elsewhere only as an administrator', async () => {
    const elsewhere = { 'x-forwarded-for': '203.0.113.9' };
    expect((await door.get(undefined, '/metrics', elsewhere)).statusCode).toBe(401);
    expect((await door.get('supervisor', '/metrics', elsewhere)).statusCode).toBe(403);
    expect((await door.get('admin', '/metrics', elsewhere)).statusCode).toBe(200);
  });
});

describe('the page of the description', () => {
  it('comes from this machine alone', async () => {
    const page = await door.get(undefined, '/docs');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.body).not.toMatch(/(?:src|href)="https?:/u);
    const scripts = Array.from(page.body.matchAll(/(?:src|href)="\.(\/docs\/[^"]+)"/gu), ([, path]) => path!);
    expect(scripts.length).toBeGreaterThan(3);
    for (const path of scripts) expect((await door.get(undefined, path)).statusCode).toBe(200);
    expect(page.body).not.toMatch(/<script(?![^>]*src=)/u);
  });

  it('is the description itself as JSON', async () => {
    const answer = await door.get(undefined, '/docs-json');
    expect(answer.json()).toMatchObject({ openapi: '3.0.3', info: { version: '0.0.0' } });
  });
});

describe('every answer', () => {
  it('is kept by nobody, framed by nobody, and guessed at by no browser', async () => {
    const { headers } = await door.get('officer-1', '/v1/cases');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});

describe('a request in flight', () => {
  it('is answered before the door closes, and nobody comes in after it', async () => {
    const leaving = await Door.open();
    await leaving.app.listen(0, '127.0.0.1');
    const { port } = leaving.app.getHttpServer().address() as { port: number };
    const { name, password } = leaving.demo.signIns[0]!;
    const url = `http://127.0.0.1:${port}/v1/sign-in`;
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, password }),
    };
    const arrived = once(leaving.app.getHttpServer() as EventEmitter, 'request');
    const inFlight = fetch(url, request);
    await arrived;
    const place = await leaving.leave();
    expect((await inFlight).status).toBe(200);
    await expect(fetch(url, request)).rejects.toThrow();
    await (await Door.open({ place })).close();
  });
});

describe('a method', () => {
  it('that a route does not have leads nowhere, and HEAD asks for the same rights as GET', async () => {
    const send = async (method: 'HEAD' | 'PUT' | 'DELETE' | 'OPTIONS', url: string) =>
      (await door.app.inject({ method, url })).statusCode;
    expect(await send('HEAD', '/v1/cases')).toBe(401);
    expect(await send('HEAD', '/health')).toBe(200);
    expect(await send('PUT', '/v1/cases')).toBe(404);
    expect(await send('DELETE', `/v1/accounts/account-x`)).toBe(404);
    expect(await send('OPTIONS', '/v1/cases')).toBe(404);
  });
});

describe('too many requests', () => {
  let strict: Door | undefined;
  afterEach(async () => {
    await strict?.close();
    strict = undefined;
  });

  it('of one account are refused, and others go on', async () => {
    strict = await Door.open({ limits: { requestsPerMinute: 5 } });
    const codes = [];
    for (let i = 0; i < 7; i++) codes.push((await strict.get('officer-1', '/v1/me')).statusCode);
    expect(codes).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect((await strict.get('officer-2', '/v1/me')).statusCode).toBe(200);
    const refused = await strict.get('officer-1', '/v1/me', { 'accept-language': 'en' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json()).toMatchObject({ code: 'too-many-requests', title: 'Too many requests' });
    expect((await strict.get('officer-1', '/health')).statusCode).toBe(200);
  });

  it('of one address with tokens that are none are refused', async () => {
    strict = await Door.open({ limits: { requestsPerMinute: 3 } });
    const send = async (ip: string) =>
      (await strict!.get(undefined, '/v1/me', { authorization: 'Bearer a.b.c', 'x-forwarded-for': ip }))
        .statusCode;
    const codes = [await send('203.0.113.1'), await send('203.0.113.1'), await send('203.0.113.1')];
    expect([...codes, await send('203.0.113.1'), await send('203.0.113.2')]).toEqual([
      401, 401, 401, 429, 401,
    ]);
  });

  it('to sign in are refused by address', async () => {
    strict = await Door.open({ limits: { signInsPerMinute: 2 } });
    const send = async () =>
      (await strict!.post(undefined, '/v1/sign-in', { name: 'x', password: 'y' })).statusCode;
    expect([await send(), await send(), await send()]).toEqual([401, 401, 429]);
  });
});
