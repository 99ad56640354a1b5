import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Door } from './door';

let door: Door;
beforeAll(async () => {
  door = await Door.open();
}, 60_000);
afterAll(() => door.close());

const unit = {
  occurredOn: '2026-01-05',
  unit: 'squad-1',
  name: '一中队',
  kind: 'internal',
  from: '2026-01-05',
};
const url = () => `/v1/organs/${door.demo.organ}/register-unit`;
const body = (members: object = {}) => ({ ...unit, unit: `u-${randomUUID().slice(0, 8)}`, ...members });
/** `unit` as text with a piece of raw JSON put in. */
const raw = (piece: string) => `{${piece},${JSON.stringify(body()).slice(1)}`;

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly fields?: readonly { readonly field: string }[];
}
const send = async (payload: string | object, headers: Record<string, string> = {}) => {
  const answer = await door.post('admin', url(), payload, headers);
  const { code, fields } = answer.json<Problem>();
  return [answer.statusCode, code, ...(fields === undefined ? [] : [fields.map(({ field }) => field)])];
};

describe('a body', () => {
  it('that is right is taken', async () => {
    expect((await door.post('admin', url(), body())).statusCode).toBe(200);
  });

  it.each<[string, string, unknown[]]>([
    ['is cut off', '{"unit":', [400, 'body-not-json']],
    ['is empty', '', [400, 'body-not-json']],
    ['is a word', 'null', [400, 'input-unfit']],
    ['is a list', '[]', [400, 'input-unfit']],
    ['is a text', '"a"', [400, 'input-unfit']],
    ['names __proto__', raw('"__proto__":{"a":1}'), [400, 'body-not-json']],
    ['names __proto__ in escapes', raw(String.raw`"\u005f_proto__":{"a":1}`), [400, 'body-not-json']],
    ['names constructor.prototype', raw('"constructor":{"prototype":{"a":1}}'), [400, 'body-not-json']],
    ['holds a NUL', raw(String.raw`"reason":"a\u0000b"`), [400, 'input-unfit']],
    ['holds a NUL in a name', raw(String.raw`"a\u0000":"b"`), [400, 'input-unfit']],
    ['holds a lone high surrogate', raw(String.raw`"reason":"\ud800"`), [400, 'input-unfit']],
    ['holds a lone low surrogate', raw(String.raw`"reason":"a\udc00b"`), [400, 'input-unfit']],
    ['turns the direction of writing', raw(String.raw`"reason":"a\u202eb"`), [400, 'input-unfit']],
    ['isolates a direction of writing', raw(String.raw`"reason":"\u2066b"`), [400, 'input-unfit']],
    ['says a member twice', raw('"name":"甲"'), [400, 'input-unfit']],
    ['says a member twice, once in escapes', raw(String.raw`"n\u0061me":"甲"`), [400, 'input-unfit']],
    ['says a member of a part twice', raw('"ownName":{"norm":"a","norm":"b"}'), [400, 'input-unfit']],
    ['is nested too deeply', raw(`"a":${'['.repeat(40)}${']'.repeat(40)}`), [400, 'input-unfit']],
    ['is nested beyond reason', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, [400, 'input-unfit']],
    ['holds a member that nobody knows', raw('"force":true'), [400, 'input-invalid', ['force']]],
    ['holds a member of every object', raw('"toString":"x"'), [400, 'input-unfit']],
    ['holds numbers beyond all numbers', raw('"reason":1e999'), [400, 'input-invalid', ['reason']]],
  ])('that %s is refused', async (_, payload, expected) => {
    expect(await send(payload)).toEqual(expected);
  });

  it('that is not UTF-8 is refused', async () => {
    const payload = Buffer.from(JSON.stringify(body({ name: 'é' })), 'latin1');
    const headers = { ...(await door.as('admin')), 'content-type': 'application/json' };
    const answer = await door.app.inject({ method: 'POST', url: url(), payload, headers });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([400, 'body-not-json']);
  });

  it('may begin with the mark of its encoding', async () => {
    expect((await door.post('admin', url(), `\ufeff${JSON.stringify(body())}`)).statusCode).toBe(200);
  });

  it('with rare characters outside the basic plane is taken as it is', async () => {
    expect((await door.post('admin', url(), body({ name: '𬱖中队' }))).statusCode).toBe(200);
  });

  it('larger than allowed is refused before it is read', async () => {
    expect(await send(raw(`"reason":"${'a'.repeat(300_000)}"`))).toEqual([413, 'body-too-large']);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=gbk',
    'application/merge-patch+json',
    'application/jsonp',
  ])('as %s is refused', async (type) => {
    expect(await send(JSON.stringify(body()), { 'content-type': type })).toEqual([
      415,
      'content-type-unsupported',
    ]);
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'as %s is taken',
    async (type) => {
      expect(
        (await door.post('admin', url(), JSON.stringify(body()), { 'content-type': type })).statusCode,
      ).toBe(200);
    },
  );

  it('without a type is refused', async () => {
    const headers = { ...(await door.as('admin')), 'content-length': '2' };
    const answer = await door.app.inject({ method: 'POST', url: url(), payload: Buffer.from('{}'), headers });
    expect(answer.statusCode).toBe(415);
  });

  it('may say in each part what it says in others, and any sign within a text', async () => {
    const unlike = { norm: '{"norm":"a"}, [:]\\"', article: '第一条', rank: 'law' };
    expect((await door.post('admin', url(), body({ ownName: unlike }))).statusCode).toBe(200);
  });

  it('with ten thousand wrong parts is not answered with ten thousand texts', async () => {
    const answer = await door.post('admin', '/v1/organs', {
      ...unit,
      basis: Array.from({ length: 10_000 }, () => ({})),
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<Problem>().fields).toHaveLength(200);
  });

  it('has every wrong member named at once, in both languages', async () => {
    const answer = await door.post('admin', url(), {
      unit: 'NO',
      name: '',
      kind: 'x',
      from: '2026-02-30',
      ownName: { norm: 5 },
    });
    const { fields } = answer.json<{ fields: { field: string; zh: string; en: string }[] }>();
    expect(fields.map(({ field }) => field)).toEqual([
      'occurredAt',
      'unit',
      'name',
      'kind',
      'ownName.norm',
      'ownName.article',
      'ownName.rank',
      'from',
    ]);
    expect(fields.every(({ zh, en }) => /\p{Script=Han}/u.test(zh) && /^[\x20-\x7e]+$/u.test(en))).toBe(true);
  });
});

describe('texts of failed checks', () => {
  it('tell in Chinese what was expected', async () => {
    const answer = await door.post('admin', '/v1/templates', {
      ...{
        occurredOn: '2026-01-05',
        organ: door.demo.organ,
        docType: 'x',
        version: 0,
        prefix: '字'.repeat(61),
      },
      ...{ fields: [], from: 5, until: '2026-13-01' },
    });
    const { fields } = answer.json<{ fields: { field: string; zh: string }[] }>();
    expect(Object.fromEntries(fields.map(({ field, zh }) => [field, zh]))).toEqual({
      version: '不得小于 1',
      prefix: '应为 至多 60 个字符',
      fields: '至少 1 项',
      from: '应为文本',
      until: '应为存在的日期（YYYY-MM-DD）',
    });
  });
});

describe('a query', () => {
  it.each<[string, unknown[]]>([
    ['constructor=1', [400, 'input-unfit']],
    ['toString=1', [400, 'input-unfit']],
    ['q=%00', [400, 'input-unfit']],
    ['q=a&q=%00', [400, 'input-unfit']],
    ['q=%E2%80%AEa', [400, 'input-unfit']],
    ['q=a&q=b', [400, 'input-invalid']],
    ['asOf=2023-02-30', [400, 'input-invalid']],
    ['limit=1e3', [400, 'input-invalid']],
    ['limit=99999999999999999999', [400, 'input-invalid']],
    ['cursor=xx', [400, 'bad-query']],
    ['force=true', [400, 'input-invalid']],
  ])('%s is refused', async (query, expected) => {
    const answer = await door.get('supervisor', `/v1/cases?${query}`);
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual(expected);
  });

  it.each(['abc', '17', '0000000000000000017-1', '99999999999999999999'])(
    'that waits for %s, which no ledger gives out, names that member',
    async (waitFor) => {
      const answer = await door.get('admin', `/v1/officers?waitFor=${waitFor}`);
      const { status, code, fields } = answer.json<Problem>();
      expect({ status, code, fields: fields?.map(({ field }) => field) }).toEqual({
        ...{ status: 400, code: 'input-invalid', fields: ['waitFor'] },
      });
    },
  );

  it.each(['%25', '_', '*', '%22', "'", 'a%22b', '(', ':', '^', '-', 'AND', 'NEAR(', '%5C'])(
    '%s is looked for as it is, and is no pattern',
    async (q) => {
      const answer = await door.get('admin', `/v1/officers?q=${q}`);
      expect([answer.statusCode, answer.json()]).toEqual([200, { items: [] }]);
    },
  );
});

describe('when it happened', () => {
  it.each<[object, unknown[]]>([
    [{ occurredOn: undefined }, [400, 'input-invalid', ['occurredAt']]],
    [{ occurredAt: '2026-01-05T10:00:00+08:00' }, [400, 'input-invalid', ['occurredAt']]],
    [{ occurredOn: '2026-02-29' }, [400, 'input-invalid', ['occurredOn']]],
    [{ occurredOn: '0001-01-01' }, [400, 'input-invalid', ['occurredOn']]],
    [{ from: '9999-12-31' }, [400, 'input-invalid', ['from']]],
    [{ occurredOn: undefined, occurredAt: '2026-01-05T10:00:00' }, [400, 'input-invalid', ['occurredAt']]],
    [{ occurredOn: undefined, occurredAt: '2026-01-05' }, [400, 'input-invalid', ['occurredAt']]],
    [{ occurredOn: undefined, occurredAt: 1767578400 }, [400, 'input-invalid', ['occurredAt']]],
    [{ occurredOn: undefined, occurredAt: '2999-01-01T00:00:00Z' }, [422, 'occurred-in-future']],
  ])('%j is refused', async (members, expected) => {
    expect(await send(body(members))).toEqual(expected);
  });
});

describe('a path', () => {
  it.each([
    '/v1/organs/organ-x/register-unit',
    '/v1/organs/officer-x/register-unit',
    '/v1/organs/..%2faccounts/register-unit',
    '/v1/organs/%00/register-unit',
    `/v1/organs/organ-${'a'.repeat(150)}/register-unit`,
    '/v1/organs/organ-%F0%9F%92%A9/register-unit',
  ])('%s leads nowhere', async (path) => {
    const answer = await door.post('admin', path, body());
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it.each(['/v1/organs/%zz/register-unit', '/v1/%E0%A4%A'])('%s cannot be read', async (path) => {
    const answer = await door.post('admin', path, body());
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([400, 'bad-request']);
  });

  it('is guarded in every spelling', async () => {
    for (const path of [
      '/v1/ACCOUNTS',
      '//v1/accounts',
      '/v1//accounts',
      '/v1/accounts/',
      '/v1/%61ccounts',
      '/v1;x/accounts',
    ]) {
      expect([401, 404]).toContain((await door.get(undefined, path)).statusCode);
    }
  });
});

describe('a request id', () => {
  it('of the sender goes back to him and into the problem', async () => {
    const answer = await door.get(undefined, '/nowhere', { 'x-request-id': 'case-desk-7' });
    expect(answer.headers['x-request-id']).toBe('case-desk-7');
    expect(answer.json()).toMatchObject({ instance: 'urn:henji:request:case-desk-7' });
  });

  it.each(['a b', 'a\tb', 'x'.repeat(65), '"', '<script>'])('%j is replaced', async (id) => {
    const answer = await door.get(undefined, '/nowhere', { 'x-request-id': id });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/u);
  });
});

describe('what is not HTTP', () => {
  let port: number;
  beforeAll(async () => {
    await door.app.listen(0, '127.0.0.1');
    ({ port } = door.app.getHttpServer().address() as { port: number });
  });

  const shout = (text: string): Promise<string> =>
    new Promise((resolve) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (data) => (answer += data.toString()));
      socket.on('close', () => {
        resolve(answer);
      });
    });

  it.each([
    ['a greeting', 'HELLO\r\n\r\n', 400],
    ['too long a header', `GET /health HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      'POST /v1/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
  ])('%s: answered with a problem', async (_, text, status) => {
    const answer = await shout(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `, 'u'));
    expect(answer).toContain('Content-Type: application/problem+json; charset=utf-8');
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ status });
  });
});
