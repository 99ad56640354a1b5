import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { today } from '../support/test-clock';
import { Door } from './door';

/** A rule is set aside through the door: one chief asks, another agrees, nobody alone, never against a 法律. */

let door: Door;
let second: { authorization: string };

beforeAll(async () => {
  door = await Door.open({ limits: { signInsPerMinute: 1000 } });
  second = await anotherChief();
}, 60_000);
afterAll(() => door.close());

async function anotherChief(): Promise<{ authorization: string }> {
  const { organ } = door.demo;
  const on = { occurredOn: '2025-01-01' };
  const registered = await door.post('admin', '/v1/officers', {
    ...{ ...on, name: '副局长', organ, kind: 'officer', from: '2025-01-01' },
  });
  const { stream: officer } = registered.json<{ stream: string }>();
  await door.post('admin', `/v1/officers/${officer}/post-officer`, {
    ...{ ...on, post: 'deputy', organ, tier: 'deputy-chief', from: '2025-01-01' },
  });
  const created = (await door.post('admin', '/v1/accounts', { name: 'second-chief' })).json<{
    account: string;
    password: string;
  }>();
  await door.post('admin', `/v1/accounts/${created.account}/grant-role`, { ...on, role: 'approver', organ });
  await door.post('admin', `/v1/accounts/${created.account}/link-officer`, { ...on, officer });
  const signIn = await door.post(undefined, '/v1/sign-in', {
    name: 'second-chief',
    password: created.password,
  });
  const passwords = { oldPassword: created.password, newPassword: 'another chief of the organ' };
  const { token } = signIn.json<{ token: string }>();
  const changed = await door.post(undefined, '/v1/password', passwords, { authorization: `Bearer ${token}` });
  return { authorization: `Bearer ${changed.json<{ token: string }>().token}` };
}

const body = (changes: object = {}) => ({
  ...{ occurredOn: today(), request: 'q1', organ: door.demo.organ, rule: 'R-11 G-DOC.transfer' },
  ...{ from: today(), until: today(2), ground: 'wrong-guard', reason: '清单模板配置有误', ...changes },
});

describe('disabling a guard', () => {
  it('is refused with the article where the rule rests on a 法律', async () => {
    const answer = await door.post('chief', '/v1/guards', body({ rule: 'R-05 G-TWO' }));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('中华人民共和国行政处罚法 第四十二条');
  });

  it('is asked for on the stream of the organ, and agreed to by another chief alone', async () => {
    const stream = `guards-${door.demo.organ}`;
    const asked = await door.post('chief', '/v1/guards', body());
    expect(asked.json()).toMatchObject({ stream, firstRevision: 0 });
    const confirm = `/v1/guards/${stream}/confirm-guard-disabling`;
    const agreement = { occurredOn: today(), request: 'q1' };
    const own = await door.post('chief', confirm, agreement);
    expect(own.statusCode).toBe(422);
    expect(own.body).toContain('R-07');
    const agreed = await door.post(undefined, confirm, agreement, second);
    expect(agreed.json()).toMatchObject({ stream, firstRevision: 1 });
    const { position } = agreed.json<{ position: string }>();
    const list = await door.get('supervisor', `/v1/guards?waitFor=${position}`);
    expect(list.json()).toMatchObject({ items: [{ stream, organ: door.demo.organ }] });
    const entry = await door.get('supervisor', `/v1/guards/${stream}?waitFor=${position}`);
    expect(entry.json()).toMatchObject({
      state: { disabled: [{ rule: 'R-11 G-DOC.transfer', from: today(), until: today(2), n: 1 }] },
    });
  });

  it('is not asked for in the name of an organ that is not there', async () => {
    const answer = await door.post('chief', '/v1/guards', body({ organ: 'organ-elsewhere' }));
    expect(answer.statusCode).toBe(404);
  });
});
