import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { utcInstant } from '../../src/kernel/time';
import { testClock, today } from '../support/test-clock';
import { Door } from './door';

/** A case of the general procedure over HTTP, from a complaint to the end of the investigation. */

interface Reply {
  readonly stream: string;
  readonly position: string;
}

let door: Door;
let officers: string[];
let template: string;
/** Acts are a second apart, so that the order of the world is that of the record. */
let clock = testClock.now() - 600_000;

beforeAll(async () => {
  door = await Door.open();
  officers = [door.officer('officer-1'), door.officer('officer-2')];
  const published = await door.post('admin', '/v1/templates', {
    ...{ organ: door.demo.organ, docType: 'case-filing', version: 1, prefix: '演综执立' },
    ...{ fields: ['number', 'facts', 'basis'], from: '2025-01-01', occurredOn: today() },
  });
  template = published.json<Reply>().stream;
});
afterAll(() => door.close());

async function send(person: string, url: string, body: object, status = 200): Promise<Reply> {
  clock += 1000;
  const answer = await door.post(person, `/v1/cases${url}`, {
    ...body,
    occurredAt: utcInstant(clock),
  });
  expect({ url, status: answer.statusCode, body: answer.json<object>() }).toMatchObject({ status });
  return answer.json<Reply>();
}

/** The periods under which somebody has tasks, by case. */
async function tasksOf(person: string, position: string): Promise<readonly string[]> {
  const answer = await door.get(person, `/v1/tasks?limit=500&waitFor=${position}`);
  const { items } = answer.json<{ items: { case: string; clock: { key: string } | null }[] }>();
  return items.map((task) => `${task.case} ${task.clock?.key ?? ''}`);
}

const clueBody = () => ({
  ...{ organ: door.demo.organ, source: 'complaint', reference: 'complaint-7f3a' },
  ...{ facts: '有人反映演示路长期乱扔废弃物', attachments: [] },
});
const filing = () => ({
  ...{ approver: door.officer('chief'), item: door.demo.item, actId: `act-${randomUUID()}`, place: '990101' },
  party: { name: '王小明', kind: 'citizen', ageBand: 'adult', capacity: 'full' },
  violation: { from: today(), continuing: false, harm: 'none' },
  ...{ investigators: officers, approvalForm: 'LA-1', template },
});

async function filed(): Promise<Reply> {
  const { stream } = await send('officer-1', '/register-clue', clueBody(), 201);
  const verified = { officers, passed: true, onSite: true, findings: '属实' };
  await send('officer-2', `/${stream}/verify-clue`, verified);
  return send('chief', `/${stream}/file-case`, filing());
}

async function timelineOf(stream: string, position: string) {
  const answer = await door.get('officer-1', `/v1/cases/${stream}/timeline?waitFor=${position}`);
  expect(answer.statusCode).toBe(200);
  return answer.json<{ items: { type: string }[] }>().items.map(({ type }) => type);
}

describe('a clue', () => {
  it('is a case of its organ before it has an item or a party', async () => {
    const { stream, position } = await send('officer-1', '/register-clue', clueBody(), 201);
    expect(await timelineOf(stream, position)).toEqual(['ClueRegistered']);
    // Nobody has taken it up yet, so it waits for every officer of the organ.
    for (const person of ['officer-1', 'officer-2'])
      expect(await tasksOf(person, position)).toContain(`${stream} clue.verify`);
    const actions = await door.get('officer-1', `/v1/cases/${stream}/actions`);
    expect(actions.json()).toMatchObject({
      phase: 'clue',
      items: expect.arrayContaining([expect.objectContaining({ slug: 'verify-clue', yours: true })]),
    });
  });

  it('that names whoever complained is refused with R-31, and the words are nowhere in the answer', async () => {
    const phone = '13812345678';
    const answer = await door.post('officer-1', '/v1/cases/register-clue', {
      ...clueBody(),
      facts: `反映人电话${phone}`,
      occurredOn: today(),
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ broken: [{ code: 'R-31' }] });
    expect(answer.body).not.toContain(phone);
  });
});

describe('the register of templates', () => {
  it('lists each with its versions and the acts in which it may be named, to people of its organ', async () => {
    await door.post('admin', `/v1/templates/${template}/publish-template`, {
      ...{ organ: door.demo.organ, docType: 'case-filing', version: 2, prefix: '演综执立' },
      ...{ fields: ['number', 'facts', 'basis'], from: '2025-06-01', occurredOn: today() },
    });
    const retired = await door.post('admin', `/v1/templates/${template}/retire-template`, {
      ...{ version: 1, from: '2025-06-01', occurredOn: today() },
    });
    const { position } = retired.json<Reply>();
    const list = await door.get('officer-1', `/v1/templates?waitFor=${position}&q=演综执立`);
    const { items: found } = list.json<{ items: { stream: string }[] }>();
    expect(found.find(({ stream }) => stream === template)).toEqual({
      ...{ stream: template, name: '立案审批表', organ: door.demo.organ },
      template: {
        document: { type: 'case-filing', zh: '立案审批表', en: 'Approval of the filing' },
        versions: [
          expect.objectContaining({ version: 1, from: '2025-01-01', until: '2025-06-01' }),
          {
            ...{ version: 2, prefix: '演综执立', fields: ['number', 'facts', 'basis'] },
            ...{ from: '2025-06-01', until: null },
          },
        ],
        acts: [{ no: 'P3', slug: 'file-case', zh: '立案', en: 'File the case' }],
      },
    });
    const one = await door.get('officer-1', `/v1/templates/${template}`);
    expect(one.json()).toMatchObject({
      ...{ name: '立案审批表', template: { acts: [{ slug: 'file-case' }] } },
    });
    const all = (await door.get('officer-1', '/v1/templates')).json<{ items: { name: string }[] }>();
    expect(all.items.map(({ name }) => name)).toContain('行政处罚决定书');
    const items = await door.get('officer-1', '/v1/items');
    expect(items.body).not.toContain('"template"');
  });
});

describe('the filing', () => {
  it('gives each case the next number of the organ', async () => {
    const numbers: string[] = [];
    for (const reply of [await filed(), await filed()]) {
      const trace = await door.get('discipline', `/v1/cases/${reply.stream}/trace?waitFor=${reply.position}`);
      const text = trace.body;
      numbers.push(/演综执立〔\d{4}〕(\d+)号/u.exec(text)?.[1] ?? '');
    }
    expect(numbers).toEqual(['1', '2']);
  });

  it('is given by the chief himself, not by an officer in his name', async () => {
    const { stream } = await send('officer-1', '/register-clue', clueBody(), 201);
    await send('officer-2', `/${stream}/verify-clue`, {
      ...{ officers, passed: true, onSite: false, findings: '属实' },
    });
    await send('officer-1', `/${stream}/file-case`, filing(), 403);
  });
});

describe('the investigation', () => {
  it('goes from the assignment to a proposal, and the period to decide stands with the case', async () => {
    const { stream } = await filed();
    const encounter = { contact: 'visit', officers };
    const step = (person: string, slug: string, body: object) => send(person, `/${stream}/${slug}`, body);
    const declarations = officers.map((officer) => ({ officer, conflict: false }));
    await step('chief', 'assign-officers', { investigators: officers, declarations });
    await step('officer-1', 'record-contact', {
      ...{ ...encounter, whom: 'party' },
      rights: { told: ['matter', 'basis', 'duties', 'recusal', 'remedies'], signed: 'signed' },
    });
    await step('officer-1', 'inspect', {
      ...{ ...encounter, touches: [], signed: 'signed', record: { id: 'e1', description: '现场检查笔录' } },
      power: { norm: '城市市容和环境卫生管理条例', article: '第八条', rank: 'administrative-regulation' },
    });
    await step('chief', 'approve-preservation', {
      ...{ id: 'p1', approver: door.officer('chief'), ground: 'may-be-lost', reason: '可能转移' },
      things: [{ id: 'e7', description: '三轮车', quantity: '1辆' }],
    });
    const { position: preserved } = await step('officer-2', 'preserve-evidence', {
      ...{
        ...encounter,
        id: 'p1',
        keeper: 'organ',
        placeText: '本局仓库',
        signed: 'signed',
        copyGiven: true,
      },
      things: [{ id: 'e7', description: '三轮车', quantity: '1辆' }],
    });
    expect(await tasksOf('officer-2', preserved)).toContain(`${stream} preserve.evidence/p1`);
    await step('officer-1', 'verify-evidence', {
      ...{ officers, id: 'e1', method: 'site-checked', party: 'confirmed', remark: '相符' },
    });
    const { position } = await step('officer-1', 'conclude-investigation', {
      ...{ officers, recommendation: 'penalty', reasons: '影响市容' },
      facts: [{ id: 'f1', text: '在演示路乱扔废弃物', evidence: ['e1'] }],
      proposal: { kinds: ['fine'], fineFen: 5000, tier: 'normal' },
    });
    expect((await timelineOf(stream, position)).slice(3)).toEqual([
      ...['OfficersAssigned', 'CredentialShown', 'RightsNotified', 'InspectionRecorded'],
      ...['PreservationApproved', 'EvidencePreserved', 'EvidenceVerified', 'InvestigationConcluded'],
    ]);
    const answer = await door.get('officer-1', `/v1/cases/${stream}?waitFor=${position}`);
    const { clocks } = answer.json<{ clocks: { clock: string; closedOn: string | null }[] }>();
    const open = clocks.filter(({ closedOn }) => closedOn === null).map(({ clock: key }) => key);
    expect(open.sort()).toEqual(['case.decide', 'preserve.evidence/p1']);
    expect(answer.json()).toMatchObject({
      ...{ procedure: 'general', phase: 'concluded', party: '王小明', kinds: ['fine'] },
      number: expect.stringMatching(/^演综执立〔\d{4}〕\d+号$/u),
    });
  });
});
