import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GivenTracing } from '../../src/app/traceback/given-report';
import type { OwnRows } from '../../src/app/traceback/own-rows';
import { canonicalBytes } from '../../src/seal/canonical-json';
import { hashToHex, sha256 } from '../../src/seal/hash';
import { runHenji } from '../support/command-line';
import { ago, today } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

/** A finding is traced over HTTP: opened by two, shown, answered, recommended, signed. */

let door: Door;
let walk: CaseWalk;
const tracers: Record<'discipline' | 'supervisor', string> = { discipline: '', supervisor: '' };

beforeAll(async () => {
  door = await Door.open();
  walk = new CaseWalk(door);
  await walk.toDelivery(5000);
  await walk.read('supervisor');
  for (const person of ['discipline', 'supervisor'] as const) tracers[person] = door.officer(person);
  await interfere('先放一放');
}, 60_000);
afterAll(() => door.close());

const now = () => ({ occurredAt: ago(1) });

/** Sealed: somebody outside wants the case to wait. */
const interfere = async (words: string) => {
  const told = {
    ...{ happened: ago(60_000), means: 'telephone', category: 'pleading' },
    ...{ who: { name: '子' }, position: 'outside', through: [], words, request: 'delay', witnesses: [] },
    ...{ answer: 'refused', evidence: [] },
  };
  const url = `/v1/cases/${walk.stream}/sealed/record-interference`;
  expect((await door.post('officer-1', url, { ...told, ...now() })).statusCode).toBe(200);
};

const opening = (changes: object = {}) => ({
  ...{ organ: door.demo.organ, case: walk.stream, code: 'R-21', prefix: '演监倒' },
  supervisors: Object.values(tracers),
  declarations: Object.values(tracers).map((officer) => ({ officer, conflict: false })),
  question: '当场处罚决定是否超出简易程序的限额，由谁负责',
  ...now(),
  ...changes,
});

let stream: string;
const report = async (who = 'supervisor') => {
  const answer = await door.get(who, `/v1/tracings/${stream}/report?purpose=${encodeURIComponent('复核')}`);
  return answer.json<GivenTracing>();
};
const send = async (who: string, step: string, body: object) => {
  const answer = await door.post(who, `/v1/tracings/${stream}/${step}`, { ...body, ...now() });
  const { broken = [] } = answer.json<{ broken?: { code: string; guard: string }[] }>();
  return { status: answer.statusCode, broken: broken.map(({ code, guard }) => `${code} ${guard}`) };
};
const done = { status: 200, broken: [] };

describe('a tracing', () => {
  it('is opened by two certified officers who had no part in it, and bears a number', async () => {
    const refused = await door.post(
      'discipline',
      '/v1/tracings',
      opening({
        supervisors: [tracers.discipline, door.officer('officer-1')],
        declarations: [
          { officer: tracers.discipline, conflict: true },
          { officer: 'officer-somebody', conflict: false },
        ],
      }),
    );
    expect(refused.statusCode).toBe(422);
    expect(
      refused
        .json<{ broken: { code: string; guard: string }[] }>()
        .broken.map(({ code, guard }) => `${code} ${guard}`),
    ).toEqual(['R-05 G-SUPERVISOR', 'R-06 G-RECUSE', 'R-06 G-RECUSE', 'R-07 G-SEP']);
    const opened = await door.post('discipline', '/v1/tracings', opening());
    expect([opened.statusCode, opened.body]).toEqual([201, expect.any(String)]);
    stream = opened.json<{ stream: string }>().stream;
    const { report: given, texts, hash, signatures } = await report();
    expect(given.tracing).toMatchObject({
      ...{ stream, agrees: true, supervisors: Object.values(tracers) },
      number: `演监倒〔${today().slice(0, 4)}〕1号`,
    });
    expect(hash).toBe(hashToHex(sha256(canonicalBytes(given))));
    expect(texts.question).toContain('简易程序');
    expect(signatures).toEqual([]);
  });

  it('shows what was sealed by its opening to discipline alone, beside one report for both', async () => {
    await interfere('之后又来说情');
    const [inspected, supervised] = [await report('discipline'), await report('supervisor')];
    expect([inspected.hash, inspected.report]).toEqual([supervised.hash, supervised.report]);
    expect(supervised).not.toHaveProperty('sealed');
    expect(JSON.stringify(supervised)).not.toContain('先放一放');
    const part = JSON.stringify(inspected.sealed);
    expect([part.includes('先放一放'), part.includes('之后又来说情')]).toEqual([true, false]);
    expect(inspected.sealed?.report).toBe(inspected.hash);
    expect((await report('discipline')).sealed).toEqual(inspected.sealed);
    const own = await door.get('officer-1', `/v1/tracings/${stream}/own-rows`);
    expect(own.body).not.toContain('先放一放');
    const records = await door.henji.store.readAll('', 100_000);
    const readings = records.filter((each) => each.stream.startsWith('reading-')).slice(-5);
    const read = await Promise.all(readings.map((each) => door.henji.readers.stream(each.stream)));
    expect(read.map(([event]) => event?.type)).toEqual([
      ...['SealedRead', 'TracebackRead', 'TracebackRead', 'SealedRead', 'TracebackRead'],
    ]);
  });

  it('shows each person his own rows alone, and records that he read them', async () => {
    const rows = await door.get('officer-1', `/v1/tracings/${stream}/own-rows`);
    expect(rows.statusCode).toBe(200);
    const own = rows.json<OwnRows>();
    const self = door.officer('officer-1');
    expect(own.matrix.map(({ person }) => person)).toEqual([self]);
    expect(own.knowledge.every(({ person }) => person === self)).toBe(true);
    expect(rows.body).not.toContain(door.officer('officer-2'));
    expect(own.norms.length).toBeGreaterThan(0);
    expect(own.evidence.map(({ type }) => type)).toContain('OnSpotDecisionIssued');
    const shown = await door.henji.readers.stream(stream);
    expect(shown.at(-1)).toMatchObject({
      ...{ type: 'TracedRowsShown', data: { person: self, by: 'himself' } },
      meta: { actors: [{ u: self }] },
    });
  });

  it('is not there for anybody whom it does not concern', async () => {
    const answer = await door.get('reviewer', `/v1/tracings/${stream}/own-rows`);
    expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
    const reviewer = door.officer('reviewer');
    expect(
      await send('reviewer', 'hear-traced-person', { id: 'x', person: reviewer, outcome: 'declined' }),
    ).toMatchObject({ status: 422, broken: ['R-33 G-SHOWN', 'R-00 G-PERSON'] });
    for (const who of ['officer-1', 'chief', 'admin'])
      expect((await door.get(who, `/v1/tracings/${stream}/report?purpose=x`)).statusCode).toBe(403);
  });

  it('hears everybody whom the report names, after he was shown his rows', async () => {
    const [first, second] = [door.officer('officer-1'), door.officer('officer-2')];
    const answer = { id: 's1', person: first, outcome: 'given', statement: '当时认为属于简易程序范围' };
    expect(await send('officer-1', 'hear-traced-person', answer)).toEqual(done);
    const ofOther = { id: 's2', person: second, outcome: 'given', statement: '同意' };
    expect(await send('officer-1', 'hear-traced-person', ofOther)).toMatchObject({
      broken: ['R-31 G-SEAL', 'R-33 G-SHOWN'],
    });
    expect(await send('supervisor', 'hear-traced-person', ofOther)).toMatchObject({
      broken: ['R-33 G-SHOWN'],
    });
    expect(await send('supervisor', 'show-traced-rows', { person: second })).toEqual(done);
    expect(
      await send('supervisor', 'hear-traced-person', { id: 's2', person: second, outcome: 'declined' }),
    ).toEqual(done);
    const { report: given, texts } = await report();
    expect(given.statements).toMatchObject([
      { code: 'given', person: first, by: 'himself', shown: { type: 'TracedRowsShown' } },
      { code: 'declined', person: second, by: 'tracing-officer' },
    ]);
    expect(texts.statements).toEqual({ s1: '当时认为属于简易程序范围' });
    expect(JSON.stringify(given)).not.toContain('当时认为');
  });

  it('recommends to the body that decides, on a basis, and to nobody out of its reach', async () => {
    const proposal = {
      ...{ id: 'p1', person: door.officer('officer-1'), measure: 'education', body: 'own-organ' },
      ...{ service: 'serving', reasons: '超限额适用简易程序，情节轻微，已自行说明' },
      basis: [{ norm: '河南省行政执法条例', article: '第四十五条', rank: 'local-regulation' }],
    };
    const told = async (changes: object) =>
      (await send('discipline', 'propose-outcome', { ...proposal, ...changes })).broken;
    expect(await told({ body: 'paying-organ' })).toEqual(['R-34 G-BODY']);
    expect(await told({ service: 'retired' })).toEqual(['R-34 G-REACH']);
    expect(await told({ person: door.officer('chief') })).toEqual(['R-33 G-HEARD']);
    expect(await told({ person: door.officer('reviewer') })).toEqual(['R-33 G-HEARD', 'R-03 G-PART']);
    expect(await told({ measure: 'organ-talk', body: 'government' })).toEqual(['R-00 G-LADDER']);
    expect(await told({})).toEqual([]);
    expect(await told({})).toEqual(['R-00 G-ENTRY']);
    expect((await report()).report.recommendations).toMatchObject([
      { id: 'p1', step: '1', zh: expect.stringContaining('批评教育'), bodyZh: '所在机关' },
    ]);
  });

  it('is signed by both as it stands, once everybody was heard', async () => {
    const sign = async (who: string, hash?: string) =>
      send(who, 'sign-tracing', { report: hash ?? (await report()).hash });
    expect((await sign('discipline')).broken).toEqual(['R-33 G-HEARD']);
    const heard = { id: 's3', person: door.officer('chief'), outcome: 'not-reached', statement: '因公出国' };
    expect(await send('discipline', 'hear-traced-person', heard)).toEqual(done);
    expect((await sign('discipline', '0'.repeat(64))).broken).toEqual(['R-00 G-FILE']);
    expect(await sign('discipline')).toEqual(done);
    expect((await sign('discipline')).broken).toEqual(['R-07 G-SIGN']);
    expect(await sign('supervisor')).toEqual(done);
    expect((await report()).signatures.map(({ officer, holds }) => [officer, holds])).toEqual([
      [tracers.discipline, true],
      [tracers.supervisor, true],
    ]);
  });

  it('is the same bytes on paper each time, and from the command line', async () => {
    const pdf = () => door.get('supervisor', `/v1/tracings/${stream}/report.pdf?purpose=x`);
    const [one, other] = [await pdf(), await pdf()];
    const sealed = () => door.get('discipline', `/v1/tracings/${stream}/report.pdf?purpose=x`);
    const [whole, again] = [await sealed(), await sealed()];
    expect(again.rawPayload.equals(whole.rawPayload)).toBe(true);
    expect(whole.rawPayload.length).toBeGreaterThan(one.rawPayload.length);
    expect(one.headers['content-type']).toBe('application/pdf');
    expect(one.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(other.rawPayload.equals(one.rawPayload)).toBe(true);
    const file = join(door.folder, 'report.pdf');
    const { code, json } = await runHenji('trace', stream, '--pdf', file, '--data', door.folder, '--json');
    expect([code, (json as GivenTracing).hash]).toEqual([0, (await report()).hash]);
    expect(readFileSync(file).equals(one.rawPayload)).toBe(true);
  }, 60_000);

  it('stands on the record that was frozen, whatever the case brings later', async () => {
    const before = (await report()).hash;
    await walk.pay(5000);
    expect((await report()).hash).toBe(before);
    expect((await report()).report.tracing?.agrees).toBe(true);
  });

  it('loses its signatures to what is added afterwards', async () => {
    const more = { id: 's4', person: door.officer('officer-2'), outcome: 'given', statement: '补充说明' };
    expect(await send('officer-2', 'hear-traced-person', more)).toEqual(done);
    expect((await report()).signatures.map(({ holds }) => holds)).toEqual([false, false]);
  });
});

describe('the list of tracings', () => {
  const list = async (who: string, query = '') => {
    await door.henji.projections.reached((await door.henji.store.head()).position);
    const answer = await door.get(who, `/v1/tracings?purpose=${encodeURIComponent('检查')}${query}`);
    return answer.json<{ items: { record: string; phase: string; number: string }[] }>().items;
  };

  it('is read by those who trace, each time on record, with a purpose', async () => {
    const [first, ...others] = await list('discipline');
    expect(others).toEqual([]);
    expect(first).toMatchObject({ record: stream, code: 'R-21', case: walk.stream, organ: door.demo.organ });
    expect((await door.get('discipline', '/v1/tracings')).statusCode).toBe(400);
    expect((await door.get('officer-1', '/v1/tracings?purpose=x')).statusCode).toBe(403);
    const records = await door.henji.store.readAll('', 100_000);
    const readings = records.filter((each) => each.stream.startsWith('reading-'));
    const last = (await door.henji.readers.stream(readings.at(-1)!.stream))[0];
    expect(last?.data).toMatchObject({ what: 'tracings', role: 'discipline' });
  });

  it('is narrowed by case, and told as of a day and as known at an instant', async () => {
    expect(await list('supervisor', `&case=${walk.stream}`)).toHaveLength(1);
    expect(await list('supervisor', '&case=case-none')).toEqual([]);
    expect(await list('supervisor', '&asOf=2020-01-01')).toEqual([]);
    const events = await door.henji.readers.stream(stream);
    const opened = encodeURIComponent(events[0]?.meta.recordedAt ?? '');
    expect(await list('supervisor', `&knownAt=${opened}`)).toMatchObject([{ record: stream, phase: 'open' }]);
    expect(await list('supervisor', `&knownAt=${encodeURIComponent('2020-01-01T00:00:00Z')}`)).toEqual([]);
  });

  it('says of each what its own stream says', async () => {
    const { tracing } = door.henji.commanding.handlings;
    const { state } = await door.henji.commanding.path.load(tracing.decider, stream);
    const phase = (state as { phase: string }).phase;
    expect((await list('supervisor')).map((each) => each.phase)).toEqual([phase]);
  });
});
