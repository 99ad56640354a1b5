import { describe, expect, it } from '@jest/globals';
import { accountability } from '../../projections/accountability/accountability.projection';
import { actsOfActor, actsOfStream } from '../../projections/accountability/accountability.queries';
import { traceCase } from '../../projections/accountability/trace';
import { ActivityImported } from '../../src/events/imported.events';
import { CommandRefused } from '../../src/events/ledger.events';
import { CertificateSuspended, OfficerRegistered } from '../../src/events/register.events';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import type { DomainEvent, EventMeta, Recorded } from '../../src/kernel/event';
import { legalDay } from '../../src/kernel/time';
import { tempFolder } from '../support/temp-folder';
import { hosting, linesOf, projected } from './hosting';
import { TestLog, type Told } from './log';
import {
  caseStream,
  correctedAt,
  correctedFile,
  onSpotFile,
  renamedFile,
  told,
  two,
  withMeta,
} from './on-spot-file';

const everything = { limit: 100 };
const clerk = { u: 'account-clerk', role: 'administrator' };

const event = (stream: string, made: DomainEvent, meta: Partial<EventMeta> = {}): Told => ({
  ...{ stream, type: made.type, data: made.data, meta },
  ...(made.personal && { personal: made.personal }),
});

const registers: readonly Told[] = [
  event(
    'officer-li',
    OfficerRegistered(
      { organ: 'organ-demo', kind: 'officer', from: '2022-01-01' },
      { officer: { name: '李四' } },
    ),
    { actors: [clerk], organ: { u: 'organ-demo' } },
  ),
  event('officer-li', CertificateSuspended({ number: '证-1', from: '2024-05-20', ground: 'inquiry' }), {
    actors: [clerk, { ...clerk, role: 'approver', post: 'chief' }],
    organ: { u: 'organ-demo' },
  }),
];

const refused = event(
  'refusal-c-99',
  CommandRefused({
    ...{ command: 'DecideOnSpot', stream: caseStream },
    broken: [
      { code: 'R-24', guard: 'G-RANGE', basis: ['第二十九条'], zh: '超出幅度', en: 'above the range' },
      { code: 'R-24', guard: 'G-ONCE', basis: ['第二十九条'], zh: '一事二罚', en: 'a second fine' },
      { code: 'R-05', guard: 'G-TWO', basis: ['第四十二条'], zh: '少于两人', en: 'fewer than two' },
    ],
  }),
  { actors: two, organ: { u: 'organ-demo' } },
);

const imported = (caseId: number, revision: number, actors: EventMeta['actors']): Told =>
  event(
    `case-${caseId}`,
    ActivityImported({ activity: 'Send Fine', caseRef: `A${caseId}`, seq: revision + 1, currency: 'EUR' }),
    {
      ...{ actors, rulePacks: ['it-traffic-fines'] },
      source: { sys: 'traffic-fines', file: 'ab'.repeat(32), row: caseId * 10 + revision + 1 },
    },
  );

const mixed: readonly Told[] = [
  ...registers,
  ...told(correctedFile()),
  refused,
  imported(1, 0, []),
  imported(1, 1, []),
];

describe('the accountability projection', () => {
  it('agrees with the trace on every act, its grounds and what followed', async () => {
    const reader = await projected(accountability, told(onSpotFile()));
    const { acts, complete } = await actsOfStream(reader, { stream: caseStream });
    const trace = traceCase(onSpotFile()).acts.map(
      ({ eventId: _id, legal, said: _said, document: _document, correlation: _cor, organ, ...act }) => ({
        ...{ ...act, stream: caseStream, legalDate: legal.d, legalAt: legal.at },
        ...{ organ: { ...organ } },
      }),
    );
    expect(complete).toBe(true);
    expect(acts).toEqual(trace);
  });

  it('has one row for each act and actor, with role, post and certificate as of then', async () => {
    const reader = await projected(accountability, told(onSpotFile()));
    const li = await actsOfActor(reader, { ...everything, actor: 'officer-li' });
    const wang = await actsOfActor(reader, { ...everything, actor: 'officer-wang' });
    expect(li.rows.map(({ revision }) => revision)).toEqual([6, 5, 4, 3, 2, 1, 0]);
    expect(wang.rows.map(({ revision }) => revision)).toEqual([5, 4, 3, 2, 1, 0]);
    expect(li.rows[2]).toEqual({
      ...{ actor: 'officer-li', role: 'officer', post: 'patrol', cert: { s: 'officer-li', n: 1 } },
      ...{ stream: caseStream, revision: 4, organ: 'organ-demo', type: 'OnSpotDecisionIssued' },
      ...{ zh: '当场作出行政处罚决定', en: 'Penalty decided on the spot', legalDate: '2024-05-20' },
      ...{ legalAt: '2024-05-20T10:30:00+08:00', recordedAt: '2024-05-20T02:31:00.000Z' },
    });
  });

  it('is one row for somebody who acts in two roles', async () => {
    const reader = await projected(accountability, registers);
    const { rows } = await actsOfActor(reader, { ...everything, actor: 'account-clerk' });
    expect(rows.map(({ revision, role, post }) => [revision, role, post])).toEqual([
      [1, 'administrator,approver', 'chief'],
      [0, 'administrator', undefined],
    ]);
  });

  it('follows registers and keeps names out of its rows', async () => {
    const reader = await projected(accountability, mixed);
    const { acts } = await actsOfStream(reader, { stream: 'officer-li' });
    expect(acts.map(({ type }) => type)).toEqual(['OfficerRegistered', 'CertificateSuspended']);
    const text = (await linesOf(reader)).join('\n');
    for (const personal of ['李四', '王小明', '占道经营影响通行']) expect(text).not.toContain(personal);
  });

  it('tells of an act what it reads now, and what it read before', async () => {
    const reader = await projected(accountability, told(correctedFile()));
    const facts = async (knownAt?: string) => {
      const { acts } = await actsOfStream(reader, { stream: caseStream, ...(knownAt && { knownAt }) });
      return acts.filter(({ revision }) => revision === 2 || revision === 11);
    };
    expect(await facts()).toEqual([
      expect.objectContaining({ revision: 2, correctedBy: 11, followedBy: [3, 4, 11], evidence: ['e1'] }),
      expect.objectContaining({
        revision: 11,
        type: 'EventCorrected',
        follows: [2],
        legalDate: '2024-05-20',
      }),
    ]);
    const [before, ...more] = await facts('2024-07-08T01:59:59.999Z');
    expect(before).not.toHaveProperty('correctedBy');
    expect([before?.followedBy, more]).toEqual([[3, 4], []]);
    expect((await facts(correctedAt))[0]?.correctedBy).toBe(11);
  });

  it('keeps of a corrected decision the evidence and the steps that it rested on', async () => {
    const events = correctedFile();
    const facts = events[2] as Recorded;
    const more = { ...facts, data: { ...facts.data, evidence: [{ ...evidenceOf(facts), id: 'e2' }] } };
    const late = withMeta(more, { id: 'event-12', revision: 12 });
    const decision = events[4] as Recorded;
    const target = { id: decision.meta.id, type: decision.type, revision: 4 };
    const correction = {
      ...(events[11] as Recorded),
      data: { ...events[11]?.data, target, members: [placeOf('990102')] },
    };
    const log = told([...events, late, withMeta(correction, { id: 'event-13', revision: 13 })]);
    const { acts } = await actsOfStream(await projected(accountability, log), { stream: caseStream });
    expect(acts[4]).toMatchObject({ correctedBy: 13, evidence: ['e1'], follows: [1, 2, 3] });
    expect(acts[12]?.evidence).toEqual(['e2']);
  });

  it('notes a correction of erasable members without a word of them', async () => {
    const reader = await projected(accountability, told(renamedFile()));
    const { acts } = await actsOfStream(reader, { stream: caseStream });
    expect(acts[0]).toMatchObject({ correctedBy: 11, followedBy: [1, 11] });
    expect((await linesOf(reader)).join('')).not.toMatch(/王|姓名误录/u);
  });

  it('follows corrections of register entries, too', async () => {
    const correction = {
      ...{
        target: { id: 'event-0', type: 'OfficerRegistered', revision: 0 },
        reason: '误录',
        orderedBy: 'a',
      },
      members: [{ path: 'from', was: '2022-01-01', now: '2022-02-01' }],
    };
    const log = [...registers, { stream: 'officer-li', type: 'EventCorrected', data: correction }];
    const { acts } = await actsOfStream(await projected(accountability, log), { stream: 'officer-li' });
    expect(acts.map(({ correctedBy, follows }) => [correctedBy, follows])).toEqual([
      [2, []],
      [undefined, []],
      [undefined, [0]],
    ]);
  });

  it('takes at most two rows for an imported event, and remembers nothing', async () => {
    const actor = { u: 'traffic-fines/537', role: 'officer' };
    const reader = await projected(accountability, [imported(1, 0, [actor]), imported(1, 1, [])]);
    const lines = await linesOf(reader);
    const rows = lines.filter((line) => !line.includes('"memory"'));
    expect(rows).toHaveLength(3);
    expect(lines.filter((line) => line.includes('"memory"')).join('')).toMatch(
      /"places":\{\},"evidence":\[\]/u,
    );
    const { acts } = await actsOfStream(reader, { stream: 'case-1' });
    expect(acts[1]).toMatchObject({
      detail: 'Send Fine',
      actors: [],
      source: { sys: 'traffic-fines', row: 12 },
    });
    expect(acts[1]).not.toHaveProperty('legalAt');
    expect(acts[1]?.rulePacks).toEqual(['it-traffic-fines']);
  });

  it('names as followed only what is in the view', async () => {
    const events = onSpotFile().map((each) =>
      each.meta.revision === 8 ? withMeta(each, { legal: legalDay('2024-06-30') }) : each,
    );
    const reader = await projected(accountability, told(events));
    const { acts } = await actsOfStream(reader, { stream: caseStream, asOf: '2024-06-10' });
    expect(acts.find(({ revision }) => revision === 9)?.follows).toEqual([5]);
  });

  it('keeps the calendars of an act that names no ground', async () => {
    const meta = { calendars: ['cn-2007-2026.1'] };
    const reader = await projected(accountability, [
      { stream: 'case-2', type: 'CredentialShown', data: { contact: 'c' }, meta },
    ]);
    const { acts } = await actsOfStream(reader, { stream: 'case-2' });
    expect(acts[0]).toMatchObject({ rules: [], evidence: [], calendars: ['cn-2007-2026.1'] });
  });

  it('passes over streams of no interest', async () => {
    const number = { stream: 'numbering-organ.x', type: 'NumberReserved', data: {}, meta: { actors: two } };
    const reader = await projected(accountability, [number]);
    expect(await linesOf(reader)).toEqual([]);
  });
});

describe('however the feed is cut', () => {
  it.each([1, 2, 3, 7, 100])('rows are the same by pages of %i, in memory and in a file', async (page) => {
    const whole = await linesOf(await projected(accountability, mixed));
    const models = new SqliteReadModels(tempFolder());
    const { host } = await hosting([accountability], new TestLog(mixed), models, { page });
    await host.catchUp();
    await host.close();
    expect(await linesOf(models.reader(accountability))).toEqual(whole);
    expect(whole.length).toBeGreaterThan(mixed.length);
  });
});

const evidenceOf = ({ data }: Recorded): object => (data as { evidence: object[] }).evidence[0] as object;
const placeOf = (now: string) => ({ path: 'place', was: '990101', now });
