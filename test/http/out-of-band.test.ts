import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseEntryTrusted } from '../../src/seal/entry-codec';
import { ago } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

/** 补录 over HTTP: what was done on paper comes in with what it broke, once, and everybody who looks at the case sees it. */

let door: Door;
beforeAll(async () => {
  door = await Door.open();
}, 60_000);
afterAll(() => door.close());

interface Refusal {
  readonly code: string;
  readonly broken?: readonly { readonly code: string; readonly guard: string; readonly field?: string }[];
  readonly errors?: readonly { readonly field: string }[];
}

const anHourAgo = (): string => ago(3_600_000);

const entry = (command: string, act: object, changes: object = {}): object => ({
  ...{ command, act, confirmers: [door.officer('chief'), door.officer('officer-2')] },
  ...{ reason: '系统停机，先以纸质文书办理', proof: { sha256: 'a'.repeat(64) } },
  others: [{ person: door.officer('officer-1'), role: 'officer' }],
  ...changes,
});

/** A case on which facts are on record and the party was told nothing. */
async function recorded(): Promise<CaseWalk> {
  const walk = new CaseWalk(door);
  await walk.open();
  await walk.show();
  await walk.record();
  return walk;
}

async function told(walk: CaseWalk, body: object, person = 'deputy', commandId: string = randomUUID()) {
  const url = `/v1/cases/${walk.stream}/record-out-of-band-fact`;
  const members = { ...body, occurredAt: anHourAgo() };
  return door.post(person, url, members, { 'idempotency-key': commandId });
}

const decision = (walk: CaseWalk): object =>
  entry('decide-on-spot', walk.decision(5000), {
    paper: { number: '演综执当罚〔2024〕7号', seq: 7 },
    confirmers: [door.officer('chief'), door.officer('reviewer')],
  });

describe('an act that was done outside', () => {
  it('is recorded with what it broke, by whoever acted then, with the number of its paper', async () => {
    const walk = await recorded();
    const answer = await told(walk, decision(walk));
    expect({ status: answer.statusCode, body: answer.json<object>() }).toMatchObject({ status: 200 });
    const { firstRevision, lastRevision, position } = answer.json<{
      firstRevision: number;
      lastRevision: number;
      position: string;
    }>();
    expect([firstRevision, lastRevision]).toEqual([3, 4]);

    const { records } = await door.henji.store.readStream(walk.stream, 3n, 2);
    const [own, act] = records.map(({ entry: bytes }) => parseEntryTrusted(bytes));
    expect(own).toMatchObject({
      t: 'OutOfBandFactRecorded',
      ac: [
        { u: door.officer('deputy'), cert: { s: door.officer('deputy') } },
        { u: door.officer('chief'), role: 'confirmer', cert: { s: door.officer('chief') } },
        { u: door.officer('reviewer'), role: 'confirmer', post: 'legal-reviewer' },
      ],
      b: { act: 'DecideOnSpot', broken: [{ code: 'R-15', guard: 'G-HEARD' }] },
    });
    expect(JSON.stringify(own?.b)).not.toContain('停机');
    expect(act).toMatchObject({
      t: 'OnSpotDecisionIssued',
      ac: ['officer-1', 'officer-2'].map((who) => ({ u: door.officer(who), role: 'officer' })),
      b: { document: { number: '演综执当罚〔2024〕7号', seq: 7 } },
    });
    expect(act?.oc).toEqual(own?.oc);
    expect(act?.cmd).toEqual(own?.cmd);
    expect(act?.cor).toBe(own?.cor);

    walk.position = position;
    expect(await walk.read('officer-1')).toMatchObject({ number: '演综执当罚〔2024〕7号', fine: 5000 });
    const { items } = await walk.read<{ items: readonly { type: string }[] }>('officer-1', '/timeline');
    expect(items.slice(3).map(({ type }) => type)).toEqual(['OutOfBandFactRecorded', 'OnSpotDecisionIssued']);
    const actions = await walk.read<{ phase: string }>('officer-1', '/actions');
    expect(actions.phase).toBe('decided');
  });

  it('is recorded once, however often it is sent', async () => {
    const walk = await recorded();
    const id = randomUUID();
    const body = { ...decision(walk), occurredAt: anHourAgo() };
    const url = `/v1/cases/${walk.stream}/record-out-of-band-fact`;
    const send = (): ReturnType<Door['post']> => door.post('deputy', url, body, { 'idempotency-key': id });
    const first = (await send()).json<{ lastRevision: number }>();
    const again = (await send()).json<{ lastRevision: number; repeated: boolean }>();
    expect(again).toMatchObject({ repeated: true, lastRevision: first.lastRevision });
  });

  it('is refused where a confirmer acted, nobody is known, or the act has no place', async () => {
    const walk = await recorded();
    const acted = await told(walk, {
      ...decision(walk),
      confirmers: [door.officer('officer-1'), door.officer('chief')],
    });
    expect(acted.statusCode).toBe(422);
    expect(acted.json<Refusal>().broken?.map(({ guard }) => guard)).toEqual(['G-SEP.confirm']);
    const self = await told(walk, {
      ...decision(walk),
      confirmers: [door.officer('deputy'), door.officer('chief')],
    });
    expect(self.json<Refusal>().broken?.map(({ guard }) => guard)).toEqual(['G-SEP.confirm']);
    const early = await told(walk, entry('deliver', { mode: 'handed-over', refusalNoted: false }), 'deputy');
    expect(early.json<Refusal>().broken).toEqual([
      expect.objectContaining({ guard: 'G-OUTOFBAND.place', code: 'R-00' }),
    ]);
  });

  it('names the members of the act that are wrong', async () => {
    const walk = await recorded();
    const answer = await told(
      walk,
      entry('decide-on-spot', { ...walk.decision(5000), lateFee: 'yes', force: true }),
    );
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('act.lateFee');
    expect(answer.body).toContain('act.force');
  });

  it('is for those who have the role, and for nobody of another organ', async () => {
    const walk = await recorded();
    expect((await told(walk, decision(walk), 'archivist')).statusCode).toBe(403);
    const body = {
      ...entry('open-on-site', { ...walk.opening(), organ: `organ-${randomUUID()}` }),
      occurredAt: anHourAgo(),
    };
    const foreign = await door.post('officer-1', '/v1/cases/record-out-of-band-fact', body);
    expect(foreign.statusCode).toBe(404);
  });

  it('can be tried without a trace', async () => {
    const walk = await recorded();
    const before = (await door.henji.store.head()).size;
    const ask = async (command: string, body: object) => {
      const url = `/v1/cases/${walk.stream}/dry-run`;
      return (await door.post('deputy', url, { command, body: { ...body, occurredAt: anHourAgo() } })).json<{
        possible: boolean;
        broken: readonly { code: string }[];
      }>();
    };
    expect(await ask('record-out-of-band-fact', decision(walk))).toMatchObject({
      possible: true,
      broken: [],
    });
    expect((await ask('decide-on-spot', walk.decision(5000))).broken.map(({ code }) => code)).toEqual([
      'R-15',
    ]);
    expect((await door.henji.store.head()).size).toBe(before);
  });

  it('opens a case', async () => {
    const walk = new CaseWalk(door);
    const body = { ...entry('open-on-site', walk.opening()), occurredAt: anHourAgo() };
    const confirmers = [door.officer('chief'), door.officer('deputy')];
    const answer = await door.post('officer-1', '/v1/cases/record-out-of-band-fact', { ...body, confirmers });
    expect({ status: answer.statusCode, body: answer.json<object>() }).toMatchObject({ status: 201 });
    const reply = answer.json<{ stream: string; position: string }>();
    Object.assign(walk, reply);
    expect(await walk.read('officer-1')).toMatchObject({ procedure: 'simple', phase: 'opened' });
  });
});
