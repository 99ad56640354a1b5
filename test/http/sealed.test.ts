import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sealed } from '../../projections/sealed/sealed.projection';
import { supervision } from '../../projections/supervision/supervision.projection';
import { SealedWatch } from '../../src/app/sealed/sealed-watch';
import { parseEntryTrusted } from '../../src/seal/entry-codec';
import { ago, testClock } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

interface View {
  readonly record: string;
  readonly type: string;
  readonly sealed?: Record<string, unknown>;
}

const yesterday = ago(86_400_000);
const words = '这个案子先放一放';

let door: Door;
let walk: CaseWalk;
beforeAll(async () => {
  door = await Door.open({ limits: { signInsPerMinute: 1000, requestsPerMinute: 10_000 } });
  walk = new CaseWalk(door);
  await walk.toDelivery(5000);
}, 60_000);
afterAll(() => door.close());

/** By the deputy head, through the chief, heard by the second officer. */
const interference = (changes: object = {}): object => ({
  ...{ happened: yesterday, means: 'telephone', category: 'pleading', position: 'superior', title: '副局长' },
  who: { name: '子', officer: door.officer('deputy') },
  through: [{ name: '丙', officer: door.officer('chief') }],
  witnesses: [{ name: '乙', officer: door.officer('officer-2') }],
  ...{ words, request: 'delay', answer: 'refused', evidence: [{ description: '通话记录' }] },
  ...changes,
});

const soon = (): string => ago(1000);

const send = (person: string, command: string, body: object, id: string = randomUUID()) =>
  door.post(
    person,
    `/v1/cases/${walk.stream}/${command}`,
    { ...body, occurredAt: soon() },
    { 'idempotency-key': id },
  );

async function record(changes: object = {}): Promise<string> {
  const id = randomUUID();
  const answer = await send('officer-1', 'sealed/record-interference', interference(changes), id);
  expect({ status: answer.statusCode, body: answer.json<object>() }).toMatchObject({ status: 200 });
  return id;
}

async function seen(person: string, what = 'sealed'): Promise<readonly View[]> {
  const answer = await door.get(person, `/v1/cases/${walk.stream}/${what}?purpose=test`);
  expect({ status: answer.statusCode, body: answer.json<object>() }).toMatchObject({ status: 200 });
  return answer.json<{ items: View[] }>().items;
}

const recordsSeen = async (person: string): Promise<readonly string[]> => [
  ...new Set((await seen(person)).map((each) => each.record)),
];

/** Every event of the ledger, in order. */
async function everything() {
  const { size = 0n } = await door.henji.store.head();
  const records = await door.henji.store.readAll('', Number(size));
  return records.map(({ entry }) => ({
    entry: parseEntryTrusted(entry),
    text: Buffer.from(entry).toString(),
  }));
}

const typesOfReadings = async () =>
  (await everything()).filter(({ entry }) => entry.s.startsWith('reading-')).map(({ entry }) => entry.t);

describe('an interference record', () => {
  it('is read by its recorder and by those to whom it is routed, never by anybody it names', async () => {
    const id = await record();
    for (const person of ['officer-1', 'discipline', 'supervisor'])
      expect(await recordsSeen(person)).toContain(id);
    const named = ['deputy', 'chief', 'officer-2'];
    for (const person of [...named, 'reviewer', 'publisher', 'finance', 'archivist'])
      expect(await recordsSeen(person)).toEqual([]);
    const [view] = (await seen('discipline')).filter((each) => each.record === id);
    expect(view?.sealed).toMatchObject({ words, case: walk.stream, means: 'telephone', request: 'delay' });
  });

  it('goes past the supervision organ where it names that or what is above it', async () => {
    const id = await record({ position: 'superior-of-supervision' });
    expect(await recordsSeen('supervisor')).not.toContain(id);
    expect(await recordsSeen('discipline')).toContain(id);
  });

  it.each([
    ['account', async () => (await door.get('discipline', '/v1/me')).json<{ account: string }>().account],
    ['entry in the register', () => Promise.resolve(door.officer('discipline'))],
  ])('is kept from a discipline inspector whom it names by his %s', async (_, handleOf) => {
    const id = await record({ who: { name: '壬', officer: await handleOf() } });
    expect(await recordsSeen('discipline')).not.toContain(id);
    expect(await recordsSeen('supervisor')).toContain(id);
    const refused = await send('discipline', 'sealed/acknowledge-interference', { record: id });
    const unknown = await send('discipline', 'sealed/acknowledge-interference', { record: randomUUID() });
    expect([refused, unknown].map((each) => each.json<{ broken: object }>().broken)).toEqual(
      Array.from({ length: 2 }, () => unknown.json<{ broken: object }>().broken),
    );
    expect(refused.json()).toMatchObject({ status: 422, broken: [{ code: 'R-31' }] });
  });

  it('is acknowledged once, by the body of D.5', async () => {
    const id = await record();
    const acknowledge = (person: string) =>
      send(person, 'sealed/acknowledge-interference', { record: id, measures: '已报告' });
    expect((await acknowledge('supervisor')).statusCode).toBe(200);
    expect((await acknowledge('discipline')).json()).toMatchObject({ broken: [{ code: 'R-00' }] });
  });

  it('is answered without stream and revision, which would tell how many there are', async () => {
    const id = randomUUID();
    const answer = await send('officer-1', 'sealed/record-interference', interference(), id);
    expect(Object.keys(answer.json<object>()).sort()).toEqual(['commandId', 'position', 'repeated']);
    const again = await send('officer-1', 'sealed/record-interference', interference(), id);
    expect(again.json()).toMatchObject({ commandId: id, repeated: true });
  });

  it('leaves the case as it was: actions, timeline, trace, lists and figures do not know of it', async () => {
    const asked = [
      ...['', '/actions', '/timeline'].map(
        (what) => ['officer-1', `/v1/cases/${walk.stream}${what}`] as const,
      ),
      ['supervisor', `/v1/cases/${walk.stream}/trace`],
      ['supervisor', '/v1/supervision/alerts'],
      ['supervisor', '/v1/supervision/stats'],
      ['supervisor', '/v1/supervision/refusals'],
      ['supervisor', '/v1/accountability/rules'],
      ['discipline', `/v1/accountability/actors/${door.officer('officer-1')}/acts`],
      ['discipline', `/v1/accountability/actors/${door.officer('officer-1')}/refusals`],
      ['discipline', `/v1/accountability/streams/${walk.stream}/refusals`],
      ['officer-1', '/v1/cases?q=放一放'],
      ['archivist', `/v1/cases/${walk.stream}/archive-manifest`],
    ] as const;
    const answers = async () => {
      const all = [];
      for (const [person, url] of asked) all.push((await door.get(person, encodeURI(url))).body);
      return all.map((body) => body.replaceAll(/"(phase|position)":"\d+"/gu, ''));
    };
    const before = await answers();
    await record();
    const refused = await send('officer-2', 'sealed/report-retaliation', {
      ...{ record: randomUUID(), who: { name: '丙' }, on: yesterday.slice(0, 10), what: '调岗' },
    });
    expect(refused.json()).toMatchObject({ broken: [{ code: 'R-31' }] });
    await door.henji.projections.reached((await door.henji.store.head()).position);
    expect(await answers()).toEqual(before);
    const metrics = (await door.get('admin', '/metrics')).body;
    expect(metrics).not.toMatch(/route="[^"]*(sealed|discipline)/u);
    expect(metrics).not.toMatch(/broken_total\{code="R-31"\}/u);
  });

  it('stands in the ledger without the case, without anybody, without a word of it in clear', async () => {
    await record();
    const own = (await everything()).filter(({ entry }) => /^sealed/u.test(entry.s));
    expect(own.length).toBeGreaterThan(1);
    const clear = [
      walk.stream,
      words,
      ...['officer-1', 'deputy', 'chief'].map((person) => door.officer(person)),
    ];
    for (const { entry, text } of own) {
      expect(clear.filter((each) => text.includes(each))).toEqual([]);
      expect(entry.ac.every(({ u }) => u.startsWith('person-') || u === 'alert-watch')).toBe(true);
    }
  });

  it('is read on the record: each answer that gives something, and none that gives nothing', async () => {
    await record();
    const before = await typesOfReadings();
    await seen('chief');
    expect(await typesOfReadings()).toEqual(before);
    await seen('discipline');
    expect(await typesOfReadings()).toEqual([...before, 'SealedRead']);
    const nothing = await door.get('discipline', `/v1/cases/${walk.stream}/sealed`);
    expect(nothing.json()).toMatchObject({ code: 'input-invalid' });
  });

  it('is read on the record by whom and of which case, in words that only discipline reads', async () => {
    await record();
    for (const [person, role] of [
      ['discipline', 'discipline'],
      ['officer-1', 'reader'],
    ] as const) {
      await seen(person);
      const { entry } = (await everything()).findLast((each) => each.entry.t === 'SealedRead')!;
      expect(entry.b).toMatchObject({ what: 'record', role });
      const [reading] = await door.henji.readers.stream(entry.s);
      expect(reading?.personal?.['reader']).toMatchObject({
        ...{ purpose: 'test', handle: door.officer(person), case: walk.stream },
      });
    }
  });
});

interface Traced {
  readonly hash: string;
  readonly report: Record<string, object[]>;
  readonly sealed?: Record<string, object[]> & { readonly hash: string };
}

describe('a traceback report', () => {
  const asked = (code: string, more = '') =>
    `/v1/cases/${walk.stream}/traceback?code=${code}&purpose=test${more}`;
  const report = async (person: string, more = '') =>
    (await door.get(person, asked('R-21', more))).json<Traced>();

  it('shows interference to discipline alone, beside a report that is the same for both', async () => {
    const unseen = ago(0);
    await record();
    const [inspected, supervised] = [await report('discipline'), await report('supervisor')];
    expect(supervised).not.toHaveProperty('sealed');
    expect(JSON.stringify(supervised)).not.toContain(words);
    expect(supervised.report['interference']).toMatchObject([{ code: 'sealed-interference' }]);
    expect([inspected.hash, inspected.report]).toEqual([supervised.hash, supervised.report]);
    expect(JSON.stringify(inspected.sealed?.['interference'])).toContain(words);
    expect(inspected.sealed?.['matrix']).toContainEqual(
      expect.objectContaining({ person: door.officer('deputy'), role: 'interferer', level: 'DIRECT' }),
    );
    const against = (person: string) =>
      inspected.sealed?.['matrix']?.filter((share) => (share as { person: string }).person === person);
    expect(JSON.stringify(against(door.officer('officer-1')))).toContain('interference-recorded');
    expect((await report('discipline')).sealed?.hash).toBe(inspected.sealed?.hash);
    const earlier = await report('discipline', `&knownAt=${encodeURIComponent(unseen)}`);
    expect(JSON.stringify(earlier.sealed?.['interference'])).not.toBe(
      JSON.stringify(inspected.sealed?.['interference']),
    );
    const long = await door.get('discipline', asked('R-21', '&asOf=2020-01-01'));
    expect(long.body).not.toContain(words);
  });

  it('shows what is sealed as of the day of the act, and as known at the instant it was recorded, not before', async () => {
    await record();
    const told = (await everything()).findLast(({ entry }) => entry.t === 'InterferenceRecorded')?.entry;
    const { at = '', oc } = told ?? {};
    const shown = async (more: string) =>
      JSON.stringify((await report('discipline', more)).sealed).split(words).length;
    const known = (instant: string) => shown(`&knownAt=${encodeURIComponent(instant)}`);
    const all = await shown('');
    expect([await known(at), await shown(`&asOf=${oc?.d ?? ''}`)]).toEqual([all, all]);
    expect(await known(new Date(Date.parse(at) - 1).toISOString())).toBeLessThan(all);
  });

  it('is read on the record alike, whether anything is sealed or not, by the hash that everybody gets', async () => {
    const quiet = new CaseWalk(door);
    await quiet.toDelivery(5000);
    for (const stream of [walk.stream, quiet.stream]) {
      const before = (await typesOfReadings()).length;
      const url = `/v1/cases/${stream}/traceback?code=R-21&purpose=test`;
      const { hash } = (await door.get('discipline', url)).json<Traced>();
      expect((await typesOfReadings()).slice(before)).toEqual(['SealedRead', 'TracebackRead']);
      const last = (await everything()).findLast(({ entry }) => entry.t === 'TracebackRead');
      expect(last?.entry.b).toMatchObject({ case: stream, report: hash });
    }
  });

  it('on a finding that is sealed is answered like one that nothing is on record of', async () => {
    const left = await record();
    await reached();
    await watchOn(testClock.now() + 9 * 86_400_000).sweep();
    const quiet = new CaseWalk(door);
    await quiet.toDelivery(5000);
    const nothing = `/v1/cases/${quiet.stream}/traceback?code=W-39&purpose=test`;
    const answers = [await door.get('supervisor', asked('W-39')), await door.get('supervisor', nothing)];
    const [one, other] = answers.map(({ body }) => body.replaceAll(/"instance":"[^"]*"|case-\w+/gu, ''));
    expect(one).toBe(other);
    expect(answers[0]?.json()).toMatchObject({ code: 'no-finding' });
    expect((await door.get('discipline', nothing)).json()).toMatchObject({ code: 'no-finding' });
    const readings = await typesOfReadings();
    const given = await door.get('discipline', asked('W-39'));
    expect(given.json<{ report: { finding: object } }>().report.finding).toMatchObject({
      ...{ code: 'W-39', source: 'alert' },
      evidence: [{ type: 'SealedAlertRaised' }, { type: 'InterferenceRecorded' }],
    });
    // Nothing stands in clear of the case or of the code.
    expect((await typesOfReadings()).slice(readings.length)).toEqual(['SealedRead']);
    expect(await recordsSeen('discipline')).toContain(left);
    const tracers = ['discipline', 'supervisor'].map((person) => door.officer(person));
    const opening = await door.post('discipline', '/v1/tracings', {
      ...{ organ: door.demo.organ, case: walk.stream, code: 'W-39', prefix: '演监倒', supervisors: tracers },
      declarations: tracers.map((officer) => ({ officer, conflict: false })),
      ...{ question: '由谁负责', occurredAt: soon() },
    });
    expect(opening.json()).toMatchObject({ code: 'no-finding' });
  });
});

describe('evidence of interference', () => {
  const content = Buffer.from('%PDF-1.4 录音文字稿');
  const upload = async (person: string) =>
    door.app.inject({
      ...{ method: 'POST', url: `/v1/cases/${walk.stream}/sealed/files`, payload: content },
      headers: { 'content-type': 'application/pdf', ...(await door.as(person)) },
    });
  const read = (person: string, blob: string) =>
    door.get(person, `/v1/cases/${walk.stream}/sealed/files/${blob}?purpose=test`);
  const attach = (person: string, of: string, blob: string) =>
    send(person, 'sealed/attach-interference-evidence', { record: of, blob, description: '录音' });

  it('is a file that those read who may read the record, each time on record, and nobody else', async () => {
    const id = await record();
    const kept = (await upload('officer-1')).json<{ blob: string; sha256: string }>();
    // Nobody reads what no record names, whoever uploaded it.
    expect((await read('officer-1', kept.blob)).statusCode).toBe(404);
    expect((await attach('officer-1', id, kept.blob)).statusCode).toBe(200);
    expect((await attach('officer-1', id, kept.blob)).json()).toMatchObject({ broken: [{ code: 'R-00' }] });
    expect((await attach('reviewer', id, 'a'.repeat(64))).json()).toMatchObject({
      broken: [{ code: 'R-31' }],
    });
    const before = await typesOfReadings();
    for (const person of ['officer-1', 'supervisor', 'discipline']) {
      const given = await read(person, kept.blob);
      expect([person, given.statusCode, given.rawPayload.equals(content)]).toEqual([person, 200, true]);
    }
    const readings = await typesOfReadings();
    expect(readings.slice(before.length)).toEqual(['SealedRead', 'SealedRead', 'SealedRead']);
    const [hidden, none] = await Promise.all(
      [kept.blob, 'f'.repeat(64)].map(async (blob) => (await read('chief', blob)).json<object>()),
    );
    const plain = (problem: object | undefined, blob: string) =>
      JSON.stringify({ ...problem, instance: '' }).replaceAll(blob, 'X');
    expect(plain(hidden, kept.blob)).toBe(plain(none, 'f'.repeat(64)));
    expect(hidden).toMatchObject({ status: 404, code: 'not-found' });
    expect(await typesOfReadings()).toEqual(readings);
    const views = (await seen('discipline')).filter((each) => each.record === id);
    expect(views.map(({ type }) => type)).toEqual(['InterferenceRecorded', 'InterferenceEvidenceAttached']);
  });

  it('is kept from whom the record names, also past the supervision organ', async () => {
    const id = await record({
      who: { name: '壬', officer: door.officer('discipline') },
      position: 'superior-of-supervision',
    });
    const { blob } = (await upload('officer-1')).json<{ blob: string }>();
    await attach('officer-1', id, blob);
    for (const person of ['discipline', 'supervisor', 'deputy', 'officer-2'])
      expect([person, (await read(person, blob)).statusCode]).toEqual([person, 404]);
    expect((await read('officer-1', blob)).statusCode).toBe(200);
  });

  it('stands in the point of a traceback about the interference', async () => {
    const answer = await door.get('discipline', `/v1/cases/${walk.stream}/traceback?code=R-21&purpose=test`);
    const points = answer.json<Traced>().sealed?.['interference'] as { events: { type: string }[] }[];
    const types = points.map(({ events }) => events.map(({ type }) => type).join(' '));
    expect(types).toContain('InterferenceRecorded InterferenceEvidenceAttached');
  });
});

describe('orders and exemption', () => {
  it('cover who objected to an order that was kept, and are decided by discipline alone', async () => {
    const order = randomUUID();
    const claim = randomUUID();
    const ok = async (person: string, command: string, body: object, id: string = randomUUID()) => {
      const answer = await send(person, `sealed/${command}`, body, id);
      expect({ command, status: answer.statusCode, body: answer.json<object>() }).toMatchObject({
        status: 200,
      });
    };
    const from = { name: '丙', officer: door.officer('chief') };
    await ok('officer-1', 'record-order', { from, means: 'oral', content: '按三万元罚' }, order);
    await ok('officer-1', 'raise-objection', { order, means: 'oral', content: '超过法定幅度' });
    await ok('officer-1', 'record-order-answer', { order, answer: 'maintained' });
    const claimed = { finding: 'R-24', ground: 'superior-order', order, statement: '已提出意见', events: [] };
    await ok('officer-1', 'claim-exemption', claimed, claim);
    const ruling = {
      claim,
      outcome: 'exempt',
      measure: 'education',
      body: 'own-organ',
      heard: true,
      exclusions: [],
    };
    const byChief = await send('chief', 'sealed/rule-on-exemption', { ...ruling, reason: '属实' });
    expect(byChief.json()).toMatchObject({ code: 'role-missing' });
    await ok('discipline', 'rule-on-exemption', { ...ruling, reason: '属实' });
    const types = (await seen('officer-1')).filter(({ record: of }) =>
      new Set<string>([order, claim]).has(of),
    );
    expect(types.map(({ type }) => type)).toEqual([
      ...['OrderReceived', 'ObjectionRaised', 'OrderMaintained', 'ExemptionClaimed', 'ExemptionRuled'],
    ]);
    expect(await recordsSeen('chief')).toEqual([]);
  });
});

/** The watch, as it would look at the ledger at that instant. */
const watchOn = (now: number) =>
  new SealedWatch({
    headOf: () => Promise.resolve([door.officer('publisher'), door.officer('reviewer')]),
    sealed: door.henji.readers.of(sealed),
    supervision: door.henji.readers.of(supervision),
    path: door.henji.commanding.path,
    laws: door.henji.commanding.laws,
    recorder: door.henji.recorder,
    pseudonyms: door.henji.pseudonyms,
    clock: { now: () => now },
  });
const reached = async () => {
  await door.henji.projections.reached((await door.henji.store.head()).position);
};
const alertsOf = async (record: string) => {
  const answer = await door.get('discipline', '/v1/sealed/alerts?purpose=test');
  return answer
    .json<{ items: { record: string; code: string }[] }>()
    .items.filter((each) => each.record === record)
    .map(({ code }) => code);
};

describe('sealed alerts', () => {
  it('tell discipline of a record that nobody acknowledged in a week, once, and of none that was (W-39)', async () => {
    const [left, taken] = [await record(), await record()];
    await send('supervisor', 'sealed/acknowledge-interference', { record: taken });
    await reached();
    await watchOn(testClock.now()).sweep();
    await reached();
    expect(await alertsOf(left)).toEqual([]);
    const later = testClock.now() + 9 * 86_400_000;
    expect(await watchOn(later).sweep()).toBeGreaterThan(0);
    await reached();
    expect(await watchOn(later).sweep()).toBe(0);
    expect([await alertsOf(left), await alertsOf(taken)]).toEqual([['W-39'], []]);
    expect((await door.get('supervisor', '/v1/sealed/alerts?purpose=test')).statusCode).toBe(403);
    const open = await door.get('discipline', '/v1/supervision/alerts');
    expect(open.body).not.toContain('W-39');
  });

  it('go a level up where nothing is done, past a head whom the record names, each time once (D.5)', async () => {
    const levels = async (id: string) => {
      const all = await door.henji.store.readAll('', 100_000);
      const stream = all.find(
        (each) => each.stream.startsWith('sealedalert-W-39-') && each.stream.endsWith(id),
      );
      const events = await door.henji.readers.stream(stream?.stream ?? '');
      return events.flatMap(({ data }) => ('level' in data ? [data.level] : []));
    };
    const [left, named, done] = [
      await record(),
      await record({ who: { name: '局长', officer: door.officer('reviewer') } }),
      await record(),
    ];
    await reached();
    const day = (count: number) => testClock.now() + count * 86_400_000;
    await watchOn(day(9)).sweep();
    await reached();
    await send('supervisor', 'sealed/acknowledge-interference', { record: done });
    await reached();
    for (const count of [9, 16, 16, 23, 30]) {
      await watchOn(day(count)).sweep();
      await reached();
    }
    expect(await levels(left)).toEqual(['head', 'supervision', 'superior']);
    expect(await levels(named)).toEqual(['supervision', 'superior']);
    expect(await levels(done)).toEqual([]);
  });

  it('tell discipline of retaliation at once (W-26)', async () => {
    const about = await record();
    const id = randomUUID();
    const report = { record: about, who: { name: '子' }, on: yesterday.slice(0, 10), what: '调离岗位' };
    expect((await send('officer-1', 'sealed/report-retaliation', report, id)).statusCode).toBe(200);
    await reached();
    await watchOn(testClock.now()).sweep();
    await reached();
    expect(await alertsOf(id)).toEqual(['W-26']);
    const traced = await door.get('discipline', `/v1/cases/${walk.stream}/traceback?code=W-26&purpose=test`);
    expect(traced.json<{ report: { finding: object } }>().report.finding).toMatchObject({
      ...{ code: 'W-26', source: 'alert' },
      evidence: [{ type: 'SealedAlertRaised' }, { type: 'RetaliationReported' }],
    });
  });

  it('are led by what waits, the first due first, within the organs of the asker', async () => {
    const id = await record();
    await reached();
    const answer = await door.get('supervisor', '/v1/sealed/matters?purpose=test');
    const items = answer.json<{ items: { record: string; case: string; dueOn: string }[] }>().items;
    expect(items.find((each) => each.record === id)).toMatchObject({ case: walk.stream });
    expect(items.map(({ dueOn }) => dueOn)).toEqual(items.map(({ dueOn }) => dueOn).toSorted());
  });
});

describe('the hand-over to discipline inspection', () => {
  const party = { person: 'party', status: 'party-member', source: '本人陈述并经核实' };
  const confirm = (changes: object = {}) =>
    send('officer-1', 'discipline/confirm-official-status', {
      ...{ ...party, decider: door.officer('chief') },
      ...changes,
    });
  const brokenIn = (answer: Awaited<ReturnType<typeof send>>) =>
    answer.json<{ broken: { code: string }[] }>().broken.map(({ code }) => code);

  it('opens with the status, is read by who is named, and by nobody else', async () => {
    expect((await confirm()).statusCode).toBe(200);
    for (const person of ['officer-1', 'chief', 'discipline'])
      expect(await seen(person, 'discipline')).toHaveLength(1);
    for (const person of ['officer-2', 'deputy']) expect(await seen(person, 'discipline')).toEqual([]);
  });

  it('waits for the close, and for a package that is complete (R-32)', async () => {
    const need = { person: 'party', needed: true, reason: '违反党纪' };
    expect(brokenIn(await send('chief', 'discipline/decide-discipline-need', need))).toEqual(['R-32']);
    await walk.file();
    await walk.pay(5000);
    await walk.close();
    expect((await send('chief', 'discipline/decide-discipline-need', need)).statusCode).toBe(200);
    const bare = { person: 'party', receiver: '区纪委监委' };
    const lacking = await send('officer-1', 'discipline/hand-over-to-discipline', bare);
    expect(lacking.json<{ broken: { field: string }[] }>().broken.map(({ field }) => field)).toEqual([
      ...['problems', 'signedBy', 'sealedOn', 'decision', 'assessment'],
    ]);
    const { number } = await walk.read<{ number: string }>('officer-1');
    const whole = {
      ...{ ...bare, problems: '占道经营且拒不配合', signedBy: door.officer('chief') },
      ...{ sealedOn: yesterday.slice(0, 10), decision: number, assessment: 'PIA-7' },
    };
    expect((await send('officer-1', 'discipline/hand-over-to-discipline', whole)).json()).toMatchObject({
      repeated: false,
    });
    const receipt = { person: 'party', reference: '纪收〔2026〕1号' };
    expect((await send('discipline', 'discipline/record-handover-receipt', receipt)).statusCode).toBe(200);
    expect((await seen('discipline', 'discipline')).map(({ type }) => type)).toEqual([
      ...['OfficialStatusConfirmed', 'DisciplineNeedDecided', 'DisciplineHandedOver', 'HandoverReceived'],
    ]);
  });

  it('is missed where a case is closed and nothing is on record, whoever the party is (W-16)', async () => {
    const settled = walk.stream;
    const left = new CaseWalk(door);
    await left.toDelivery(5000);
    await left.file();
    await left.pay(5000);
    await left.close();
    await reached();
    expect(await handovers(left.stream)).toEqual([]);
    const later = testClock.now() + 40 * 86_400_000;
    await watchOn(later).sweep();
    await reached();
    expect(await watchOn(later).sweep()).toBe(0);
    expect([await handovers(left.stream), await handovers(settled)]).toEqual([['W-16'], []]);
  });

  it('has a period that no list, no trace and no figure shows', async () => {
    await reached();
    for (const url of [
      '/v1/supervision/clocks?limit=200',
      '/v1/supervision/clock-totals',
      '/v1/supervision/alerts',
      `/v1/cases/${walk.stream}?purpose=supervision`,
      `/v1/cases/${walk.stream}/trace`,
    ]) {
      const { statusCode, body } = await door.get('supervisor', url);
      expect({ url, statusCode, told: /handover|W-16|discipline/iu.test(body) }).toEqual({
        ...{ url, statusCode: 200, told: false },
      });
    }
  });
});

const handovers = async (about: string) => {
  const answer = await door.get('discipline', '/v1/sealed/alerts?purpose=test');
  return answer
    .json<{ items: { case: string; code: string }[] }>()
    .items.filter((each) => each.case === about && each.code === 'W-16')
    .map(({ code }) => code);
};
