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

interface Judged {
  readonly phase: string;
  readonly possible: boolean;
  readonly yours: boolean;
  readonly broken: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
}

const told = ({ broken }: Judged) => broken.map(({ code, zh, en }) => ({ code, zh, en }));
const now = (): string => ago(0);

async function judge(person: string, at: string, command: string, body: object): Promise<Judged> {
  const answer = await door.post(person, `/v1/cases${at}/dry-run`, {
    command,
    body: { ...body, occurredAt: now() },
  });
  expect(answer.statusCode).toBe(200);
  return answer.json<Judged>();
}

const size = () => door.henji.store.head();

describe('a command that is only judged', () => {
  it('names every rule that the command itself is refused with', async () => {
    const walk = new CaseWalk(door);
    await walk.open();
    const body = walk.decision(500_000);
    const judged = await judge('officer-1', `/${walk.stream}`, 'decide-on-spot', body);
    expect(judged).toMatchObject({ phase: 'opened', possible: false, yours: true });

    const url = `/v1/cases/${walk.stream}/decide-on-spot`;
    const refused = await door.post('officer-1', url, { ...body, occurredAt: now() });
    expect(told(judged)).toEqual(told(refused.json<Judged>()));
    expect(judged.broken.map(({ code }) => code)).toContain('R-21');
  });

  it('is possible where nothing stands in the way, and leaves no trace, taken number or refusal', async () => {
    const walk = new CaseWalk(door);
    await walk.open();
    await walk.show();
    await walk.record();
    await walk.inform(5000);
    const before = await size();
    const at = `/${walk.stream}`;
    const good = await judge('officer-1', at, 'decide-on-spot', walk.decision(5000));
    expect(good).toEqual({
      ...{ command: 'DecideOnSpot', slug: 'decide-on-spot', phase: 'informed' },
      ...{ yours: true, possible: true, broken: [] },
    });
    const bad = await judge('officer-1', at, 'decide-on-spot', walk.decision(500_000));
    expect(bad.possible).toBe(false);
    expect(await size()).toEqual(before);
    await walk.decide(5000);
  });

  it('tells whom it is not for', async () => {
    const walk = new CaseWalk(door);
    await walk.open();
    const judged = await judge('officer-1', `/${walk.stream}`, 'close-case', {});
    expect(judged).toMatchObject({ yours: false, possible: false });
    // What he may do in another organ opens nothing here.
    const { account } = (await door.get('officer-1', '/v1/me')).json<{ account: string }>();
    const elsewhere = { role: 'archivist', organ: 'organ-elsewhere', occurredOn: '2025-01-01' };
    const granted = await door.post('admin', `/v1/accounts/${account}/grant-role`, elsewhere);
    expect(granted.statusCode).toBe(200);
    expect(await judge('officer-1', `/${walk.stream}`, 'close-case', {})).toEqual(judged);
    const { items } = (await door.get('officer-1', `/v1/cases/${walk.stream}/actions`)).json<{
      items: { slug: string; yours: boolean }[];
    }>();
    expect(items.find(({ slug }) => slug === 'close-case')).toMatchObject({ yours: false });
  });

  it('opens no case', async () => {
    const walk = new CaseWalk(door);
    const before = await size();
    const judged = await judge('officer-1', '', 'open-on-site', walk.opening());
    expect(judged).toMatchObject({ phase: 'none', possible: true });
    const alone = { ...walk.opening(), officers: [door.officer('officer-1')] };
    const broken = await judge('officer-1', '', 'open-on-site', alone);
    expect(broken.broken.map(({ code }) => code)).toContain('R-05');
    expect(await size()).toEqual(before);
  });

  it('names the members that are wrong', async () => {
    const answer = await door.post('officer-1', '/v1/cases/dry-run', { command: 'open-on-site', body: {} });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('occurredAt');
    const unknown = await door.post('officer-1', '/v1/cases/dry-run', { command: 'forgive', body: {} });
    expect(unknown.statusCode).toBe(400);
  });

  it('shows nothing of an organ that is not the sender’s', async () => {
    const walk = new CaseWalk(door);
    const body = { ...walk.opening(), organ: `organ-${randomUUID()}`, occurredAt: now() };
    const foreign = await door.post('officer-1', '/v1/cases/dry-run', { command: 'open-on-site', body });
    expect(foreign.statusCode).toBe(404);
  });
});
