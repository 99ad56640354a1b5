import { beforeAll, describe, expect, it } from '@jest/globals';
import { accountability } from '../../projections/accountability/accountability.projection';
import {
  actsOfActor,
  actsOfStream,
  refusalCounts,
  refusalsByRule,
  refusalsOfActor,
  refusalsOfTarget,
  type ActPage,
  type PagedView,
} from '../../projections/accountability/accountability.queries';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import { CredentialShown } from '../../src/events/case.events';
import { CommandRefused } from '../../src/events/ledger.events';
import type { EventMeta } from '../../src/kernel/event';
import { legalDay } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import { tempFolder } from '../support/temp-folder';
import { projected } from './hosting';
import type { Told } from './log';

/** Days on which officer-li showed his credential, by case; the last one was recorded weeks late. */
const li = { u: 'officer-li', role: 'officer', cert: { s: 'officer-li', n: 4 } };
const north = { u: 'organ-north' };
const south = { u: 'organ-south', by: 'organ-north' };

const meta = (day: string, organ: EventMeta['organ'], recordedAt: string): Partial<EventMeta> => ({
  ...{ actors: [li], legal: legalDay(day), recordedAt },
  ...(organ && { organ }),
});

const showed = (
  stream: string,
  day: string,
  organ?: EventMeta['organ'],
  recordedAt = `${day}T09:00:00.000Z`,
): Told => {
  const reliance = { rules: ['R-04 G-CERT'], parameters: [], entries: [{ s: 'officer-li', n: 4 }] };
  const { type, data } = CredentialShown({ contact: 'c', officers: ['officer-li'], reliance });
  return { stream, type, data, meta: meta(day, organ, recordedAt) };
};

const wasRefused = (
  id: string,
  day: string,
  organ: EventMeta['organ'],
  ...codes: readonly string[]
): Told => {
  const broken = codes.map((code) => ({ code, guard: 'G', basis: ['第一条'], zh: '否', en: 'no' }));
  const { type, data } = CommandRefused({ command: 'DecideOnSpot', stream: 'case-a', broken });
  return { stream: `refusal-${id}`, type, data, meta: meta(day, organ, `${day}T10:00:00.000Z`) };
};

const log: readonly Told[] = [
  showed('case-a', '2024-03-01', north),
  showed('case-b', '2024-03-02', south),
  showed('case-c', '2024-03-02', north),
  showed('case-d', '2024-03-03'),
  showed('case-a', '2024-02-20', north, '2024-03-15T09:00:00.000Z'),
  wasRefused('1', '2024-03-04', north, 'R-05', 'R-24'),
  wasRefused('2', '2024-03-05', south, 'R-24'),
];

/** Every page of a list, one after the other. */
async function pages<T>(
  ask: (view: PagedView) => Promise<ActPage<T>>,
  view: Omit<PagedView, 'after'>,
): Promise<readonly (readonly T[])[]> {
  const all: (readonly T[])[] = [];
  let page = await ask(view);
  all.push(page.rows);
  while (page.next !== undefined) {
    page = await ask({ ...view, after: page.next });
    all.push(page.rows);
  }
  return all;
}

describe.each([
  ['in memory', () => new MemoryReadModels()],
  ['in a file', () => new SqliteReadModels(tempFolder())],
])('questions to the accountability rows %s', (_name, models) => {
  let reader: ReadModelReader;
  const whole = { limit: 100 };
  const acts = async (view: Partial<PagedView> & { types?: readonly string[] } = {}) => {
    const { rows } = await actsOfActor(reader, { actor: 'officer-li', ...whole, ...view });
    return rows.map(({ stream, legalDate }) => `${legalDate} ${stream}`);
  };
  beforeAll(async () => {
    reader = await projected(accountability, log, models());
  });

  it('list what somebody did and tried, newest first', async () => {
    const all = await acts();
    expect(all.map((line) => line.slice(0, 10))).toEqual([
      ...['2024-03-05', '2024-03-04', '2024-03-03', '2024-03-02', '2024-03-02', '2024-03-01', '2024-02-20'],
    ]);
    expect(await acts({ types: ['CommandRefused'] })).toEqual([
      '2024-03-05 refusal-2',
      '2024-03-04 refusal-1',
    ]);
    const nobody = await actsOfActor(reader, { ...whole, actor: 'officer-wang' });
    expect(nobody).toEqual({ rows: [] });
  });

  it('page without a gap or a repeat, and tell the last page', async () => {
    const ask = (view: PagedView) => actsOfActor(reader, { ...view, actor: 'officer-li' });
    const found = await pages(ask, { limit: 3 });
    expect(found.map((rows) => rows.length)).toEqual([3, 3, 1]);
    expect(found.flat().map(({ stream, legalDate }) => `${legalDate} ${stream}`)).toEqual(await acts());
    expect(await pages(ask, { limit: 7 })).toHaveLength(1);
  });

  it('show the organs of the reader alone', async () => {
    expect(await acts({ organs: ['organ-south'] })).toEqual(['2024-03-05 refusal-2', '2024-03-02 case-b']);
    expect(await acts({ organs: ['organ-south', 'organ-north'] })).not.toContain('2024-03-03 case-d');
    expect(await acts({ organs: [] })).toEqual([]);
    expect((await actsOfStream(reader, { stream: 'case-b', organs: ['organ-north'] })).acts).toEqual([]);
    expect(
      (await refusalsOfTarget(reader, { ...whole, target: 'case-a', organs: ['organ-south'] })).rows,
    ).toHaveLength(1);
    expect(await refusalCounts(reader, { organs: ['organ-south'] })).toEqual([{ code: 'R-24', refusals: 1 }]);
  });

  it('answer from a legal date and as of one, both inclusive', async () => {
    expect(await acts({ from: '2024-03-04' })).toHaveLength(2);
    expect(await acts({ asOf: '2024-03-01' })).toEqual(['2024-03-01 case-a', '2024-02-20 case-a']);
    expect((await actsOfStream(reader, { stream: 'case-a', asOf: '2024-02-29' })).acts).toHaveLength(1);
  });

  it('answer as known at an instant, inclusive, whatever its offset', async () => {
    const asOf = '2024-03-01';
    expect(await acts({ asOf, knownAt: '2024-03-15T08:59:59.999Z' })).toEqual(['2024-03-01 case-a']);
    expect(await acts({ asOf, knownAt: '2024-03-15T16:59:59+08:00' })).toEqual(['2024-03-01 case-a']);
    expect(await acts({ asOf, knownAt: '2024-03-15T17:00:00+08:00' })).toHaveLength(2);
    const known = await actsOfStream(reader, { stream: 'case-a', knownAt: '2024-03-10T00:00:00Z' });
    expect(known.acts.map(({ revision }) => revision)).toEqual([0]);
  });

  it('give the acts of a stream in the order of the log, with what each rested on', async () => {
    const { acts: found } = await actsOfStream(reader, { stream: 'case-b' });
    expect(found).toEqual([
      {
        ...{
          stream: 'case-b',
          revision: 0,
          type: 'CredentialShown',
          zh: '出示执法证件',
          en: 'Credential shown',
        },
        ...{ legalDate: '2024-03-02', recordedAt: '2024-03-02T09:00:00.000Z' },
        ...{ actors: [li], organ: { u: 'organ-south', by: 'organ-north' }, rules: ['R-04 G-CERT'] },
        ...{ parameters: [], entries: [{ s: 'officer-li', n: 4 }], basis: [], evidence: [] },
        ...{ follows: [], followedBy: [], rulePacks: [], calendars: [], command: 'command-1' },
      },
    ]);
    const dated = (await actsOfStream(reader, { stream: 'case-a' })).acts;
    expect(dated.map(({ revision, legalDate }) => [revision, legalDate])).toEqual([
      [0, '2024-03-01'],
      [1, '2024-02-20'],
    ]);
  });

  it('find refusals by who tried, by what it was about, and by rule', async () => {
    const tried = await refusalsOfActor(reader, { ...whole, actor: 'officer-li', from: '2024-03-05' });
    expect(tried.rows.map(({ stream }) => stream)).toEqual(['refusal-2']);
    const about = await refusalsOfTarget(reader, { ...whole, target: 'case-a' });
    expect(about.rows.map(({ stream }) => stream)).toEqual(['refusal-2', 'refusal-1']);
    expect(about.rows[1]).toEqual({
      ...{
        stream: 'refusal-1',
        revision: 0,
        target: 'case-a',
        command: 'DecideOnSpot',
        organ: 'organ-north',
      },
      ...{ legalDate: '2024-03-04', recordedAt: '2024-03-04T10:00:00.000Z', actors: [li] },
      broken: [
        { code: 'R-05', guard: 'G', basis: ['第一条'], zh: '否', en: 'no' },
        { code: 'R-24', guard: 'G', basis: ['第一条'], zh: '否', en: 'no' },
      ],
    });
    const rule = await pages((view) => refusalsByRule(reader, { ...view, code: 'R-24' }), { limit: 1 });
    expect(rule.flat().map(({ stream, code }) => `${code} ${stream}`)).toEqual([
      'R-24 refusal-2',
      'R-24 refusal-1',
    ]);
    expect((await refusalsByRule(reader, { ...whole, code: 'R-05' })).rows).toEqual([
      {
        ...{ code: 'R-05', stream: 'refusal-1', revision: 0, target: 'case-a', command: 'DecideOnSpot' },
        ...{ organ: 'organ-north', legalDate: '2024-03-04', recordedAt: '2024-03-04T10:00:00.000Z' },
      },
    ]);
  });

  it('count refusals by rule', async () => {
    expect(await refusalCounts(reader, {})).toEqual([
      { code: 'R-05', refusals: 1 },
      { code: 'R-24', refusals: 2 },
    ]);
    expect(await refusalCounts(reader, { from: '2024-03-05' })).toEqual([{ code: 'R-24', refusals: 1 }]);
  });
});
