import { describe, expect, it } from '@jest/globals';
import { modelEngines } from '../contract/read-model-engines';
import { disclosure } from '../../projections/disclosure/disclosure.projection';
import { listExAnte, organCodes, type ExAnteFilter } from '../../projections/disclosure/ex-ante.queries';
import { plain } from '../../src/domain/fields';
import {
  EntrustmentEnded,
  EntrustmentRecorded,
  ItemAmended,
  ItemPublished,
  ItemRetired,
  OrganConfirmed,
  OrganParticularsPublished,
  OrganRenamed,
} from '../../src/events/register.events';
import { confirmOrgan, itemBody } from '../support/demo-facts';
import { projected } from './hosting';
import { recordedAtOf, type Told } from './log';

const organ = 'organ-demo';
const cited = [{ norm: '行政处罚法', article: '第十七条', rank: 'law' as const }];
const particulars = {
  creditCode: '11370600004259917B',
  complaints: { body: '示范区司法局', phone: '12345', mailbox: 'jd@example.invalid' },
  ...{ review: 'FZ-1', from: '2022-01-01' },
};
type Item = Parameters<typeof ItemPublished>[0];
const item = { ...itemBody, organ } as unknown as Item;

const events: readonly Told[] = [
  { stream: organ, ...OrganConfirmed({ ...plain(confirmOrgan()), basis: cited }) },
  { stream: organ, ...OrganParticularsPublished(particulars) },
  { stream: 'item-stall', ...ItemPublished(item) },
  { stream: organ, ...OrganRenamed({ name: '示范区综合执法局', from: '2024-01-01' }) },
  {
    stream: organ,
    ...EntrustmentRecorded({
      entrusting: 'organ-up',
      published: '2023-01-01',
      items: ['item-stall'],
      from: '2023-02-01',
    }),
  },
  { stream: 'item-stall', ...ItemAmended({ ...item, name: '占道经营（修订）', from: '2024-03-01' }) },
  { stream: organ, ...EntrustmentEnded({ entrusting: 'organ-up', from: '2024-02-01' }) },
  { stream: 'item-stall', ...ItemRetired({ from: '2025-01-01' }) },
];

describe.each(modelEngines)('what an organ makes public before it acts, on $name', (engine) => {
  const listed = async (filter: Partial<ExAnteFilter>, told = events) => {
    const { models, dispose } = engine.open();
    const reader = await projected(disclosure, told, models);
    const { rows } = await listExAnte(reader, { organ, asOf: '2024-06-01', ...filter }, { limit: 20 });
    await dispose();
    return rows.map(({ kind, stream, content }) => ({ kind, stream, ...(content as { name?: string }) }));
  };

  it('is what holds on the day: names, items and entrustments of then', async () => {
    const kinds = async (asOf: string) => (await listed({ asOf })).map(({ kind, name }) => [kind, name]);
    expect(await kinds('2021-12-31')).toEqual([
      ['item', '占道经营'],
      ['organ', '示范区城市管理局'],
    ]);
    expect(await kinds('2023-06-01')).toEqual([
      ['entrustment', undefined],
      ['item', '占道经营'],
      ['organ', '示范区城市管理局'],
      ['particulars', undefined],
    ]);
    expect(await kinds('2024-06-01')).toEqual([
      ['item', '占道经营（修订）'],
      ['organ', '示范区综合执法局'],
      ['particulars', undefined],
    ]);
    expect((await kinds('2025-01-01')).map(([kind]) => kind)).toEqual(['organ', 'particulars']);
  });

  it('knows at an instant what was recorded by then', async () => {
    expect(await listed({ knownAt: recordedAtOf(2) })).toMatchObject([
      { kind: 'item', name: '占道经营', stream: 'item-stall' },
      { kind: 'organ', name: '示范区城市管理局', reviewBody: '示范区人民政府' },
      { kind: 'particulars', complaints: { phone: '12345' } },
    ]);
  });

  it('is told by kind, and of this organ alone', async () => {
    expect(await listed({ kind: 'particulars' })).toMatchObject([{ creditCode: '11370600004259917B' }]);
    expect(await listed({ organ: 'organ-else' })).toEqual([]);
  });

  it('ends with the last day of its validity', async () => {
    const dated = [{ stream: 'item-x', ...ItemPublished({ ...item, until: '2024-05-31' }) }];
    expect(await listed({ asOf: '2024-05-31' }, dated)).toHaveLength(1);
    expect(await listed({ asOf: '2024-06-01' }, dated)).toEqual([]);
  });

  it('has the code of an organ as it was made public last', async () => {
    const { models, dispose } = engine.open();
    const again = OrganParticularsPublished({
      ...particulars,
      creditCode: '91230500MA1B3N1N2M',
      from: '2023-01-01',
    });
    const reader = await projected(disclosure, [...events, { stream: organ, ...again }], models);
    expect(await organCodes(reader, [organ, 'organ-else'])).toEqual(new Map([[organ, '91230500MA1B3N1N2M']]));
    expect(await organCodes(reader, [])).toEqual(new Map());
    await dispose();
  });
});
