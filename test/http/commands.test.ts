import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ago } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

let door: Door;
beforeAll(async () => {
  door = await Door.open();
}, 60_000);
afterAll(() => door.close());

interface Reply {
  readonly stream: string;
  readonly position: string;
  readonly repeated: boolean;
  readonly commandId: string;
  readonly code?: string;
}

const opening = () => ({
  ...new CaseWalk(door).opening(),
  occurredAt: ago(60_000),
});

describe('a repeated command', () => {
  it('is one act, answered as the first time, also after a restart', async () => {
    const body = opening();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await door.post('officer-1', '/v1/cases', body, headers);
    const { repeated: _, ...told } = first.json<Reply>();
    expect([first.statusCode, first.headers['location']]).toEqual([201, `/v1/cases/${told.stream}`]);

    const again = await door.post('officer-1', '/v1/cases', body, headers);
    expect([again.statusCode, again.json()]).toEqual([201, { ...told, repeated: true }]);

    door = await Door.open({ place: await door.leave() });
    const later = await door.post('officer-1', '/v1/cases', body, headers);
    expect([later.statusCode, later.json()]).toEqual([201, { ...told, repeated: true }]);
  });

  it('is one act when both arrive at the same time', async () => {
    const body = opening();
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => door.post('officer-1', '/v1/cases', body, headers)),
    );
    const replies = answers.map((answer) => answer.json<Reply>());
    expect(new Set(replies.map(({ stream, position }) => `${stream} ${position}`)).size).toBe(1);
    expect(replies.filter(({ repeated }) => !repeated)).toHaveLength(1);
  });

  it('with another body is refused', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = opening();
    await door.post('officer-1', '/v1/cases', body, headers);
    const other = await door.post('officer-1', '/v1/cases', { ...body, placeText: '别处' }, headers);
    expect(other.json()).toMatchObject({ status: 422, code: 'command-id-reused', field: 'commandId' });
  });

  it('that was refused is decided anew', async () => {
    const walk = new CaseWalk(door);
    await walk.open();
    const headers = { 'idempotency-key': randomUUID() };
    const body = {
      contact: 'first',
      officers: [door.officer('officer-1')],
      occurredAt: ago(10_000),
    };
    const facts = {
      ...body,
      violation: { from: '2026-01-01', continuing: false, harm: 'none', discovered: '2026-01-01' },
      facts: [{ id: 'f', text: 't', evidence: [] }],
      evidence: [],
      disputed: false,
    };
    const early = await door.post('officer-1', `/v1/cases/${walk.stream}/record-facts`, facts, headers);
    expect(early.statusCode).toBe(422);
    const again = await door.post('officer-1', `/v1/cases/${walk.stream}/record-facts`, facts, headers);
    expect(again.json()).toMatchObject({ status: 422, code: 'command-refused' });
  });
});

describe('a command id', () => {
  const send = (headers: Record<string, string>, members: object = {}) =>
    door.app.inject({ method: 'POST', url: '/v1/cases', headers, payload: { ...opening(), ...members } });

  it('may stand in the body', async () => {
    const commandId = randomUUID().toUpperCase();
    const answer = await send(await door.as('officer-1'), { commandId });
    expect([answer.statusCode, answer.json<Reply>().commandId]).toEqual([201, commandId.toLowerCase()]);
  });

  it('may be a quoted string, as the draft of the header has it', async () => {
    const commandId = randomUUID();
    const answer = await send({ ...(await door.as('officer-1')), 'idempotency-key': `"${commandId}"` });
    expect([answer.statusCode, answer.json<Reply>().commandId]).toEqual([201, commandId]);
  });

  it('is needed', async () => {
    const answer = await send(await door.as('officer-1'));
    expect(answer.json()).toMatchObject({ status: 400, code: 'command-id-missing', field: 'commandId' });
  });

  it.each(['1', 'not-a-uuid', ''])('is not %j', async (id) => {
    const answer = await send({ ...(await door.as('officer-1')), 'idempotency-key': id });
    expect(answer.json()).toMatchObject({ status: 400, code: 'command-id-unfit' });
  });

  it('is the same in header and body', async () => {
    const headers = { ...(await door.as('officer-1')), 'idempotency-key': randomUUID() };
    expect((await send(headers, { commandId: randomUUID() })).json()).toMatchObject({
      code: 'command-id-unfit',
    });
    expect((await send(headers, { commandId: headers['idempotency-key'] })).statusCode).toBe(201);
  });
});

describe('reading what was just written', () => {
  it('waits for it', async () => {
    const reply = (await door.post('officer-1', '/v1/cases', opening())).json<Reply>();
    const answer = await door.get('officer-1', `/v1/cases/${reply.stream}?waitFor=${reply.position}`);
    expect([answer.statusCode, answer.json()]).toMatchObject([200, { case: reply.stream, phase: 'opened' }]);
  });

  it('is told in words what it can wait for', async () => {
    const answer = await door.get('officer-1', '/v1/cases?waitFor=soon');
    expect([answer.statusCode, answer.json()]).toMatchObject([
      400,
      {
        fields: [
          {
            field: 'waitFor',
            zh: '应为命令答复中的 position',
            en: 'waitFor must be the position of the answer to a command',
          },
        ],
      },
    ]);
  });

  it('waits no longer than so long, and then says how far it is', async () => {
    const brief = await Door.open({ place: await door.leave(), limits: { waitMs: 60 } });
    door = brief;
    const answer = await door.get('officer-1', '/v1/cases?waitFor=9999999999999999999', {
      'accept-language': 'en',
    });
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.json()).toMatchObject({
      ...{ status: 503, code: 'not-caught-up', projection: 'cases', waitFor: '9999999999999999999' },
    });
    // It would tell whoever asks again and again of each record, also of a sealed one.
    expect(answer.json()).not.toHaveProperty('position');
  });
});
