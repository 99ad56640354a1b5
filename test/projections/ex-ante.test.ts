import { expect, it } from '@jest/globals';
import { onModelEngines } from '../contract/read-model-engines';
import { disclosure } from '../../projections/disclosure/disclosure.projection';
import {
  itemsWithoutBenchmark,
  listExAnte,
  organCodes,
  type ExAnteFilter,
} from '../../projections/disclosure/ex-ante.queries';
import { plain } from '../../src/kernel/plain-data';
import { BenchmarkPublished } from '../../src/events/benchmark.events';
import {
  LegalBasisRecorded,
  PublicationChannelsPublished,
  EnforcementAreaSet,
  FilingRegistered,
  ItemParticularsPublished,
  OwnRulesPublished,
  OwnRulesRepealed,
  RecordingListPublished,
} from '../../src/events/list.events';
import {
  CertificateIssued,
  CertificateSuspended,
  EntrustmentEnded,
  EntrustmentRecorded,
  ItemAmended,
  ItemPublished,
  ItemRetired,
  OfficerPosted,
  OfficerRegistered,
  OrganConfirmed,
  OrganParticularsPublished,
  OrganRenamed,
  PostEnded,
  RulePackAdopted,
  TemplatePublished,
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

onModelEngines('what an organ makes public before it acts, on $name', (engine) => {
  const listed = async (filter: Partial<ExAnteFilter>, told = events) => {
    const { models, dispose } = engine.open();
    const reader = await projected(disclosure, told, models);
    const { rows } = await listExAnte(
      reader,
      { organs: [organ], asOf: '2024-06-01', ...filter },
      { limit: 20 },
    );
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
    expect(await listed({ kinds: ['particulars'] })).toMatchObject([{ creditCode: '11370600004259917B' }]);
    expect(await listed({ organs: ['organ-else'] })).toEqual([]);
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

  it('has officers with post, certificate and area, each from its day, and nobody without a certificate', async () => {
    const person = 'officer-zhang';
    const number = '证-1';
    const told: readonly Told[] = [
      {
        stream: person,
        ...OfficerRegistered({ organ, kind: 'officer', from: '2022-01-01' }, { officer: { name: '张三' } }),
      },
      { stream: person, ...OfficerPosted({ post: 'squad', organ, tier: 'staff', from: '2022-01-01' }) },
      {
        stream: person,
        ...CertificateIssued({ number, organ, issuer: '省司法厅', from: '2023-01-01', until: '2026-12-31' }),
      },
      {
        stream: person,
        ...EnforcementAreaSet({ areas: [{ division: '990101', place: '示范街道' }], from: '2024-01-01' }),
      },
      { stream: person, ...PostEnded({ post: 'squad', from: '2024-02-01' }) },
      { stream: person, ...OfficerPosted({ post: 'chief', organ, tier: 'chief', from: '2024-02-01' }) },
      { stream: person, ...CertificateSuspended({ number, from: '2024-05-01', ground: 'inquiry' }) },
      {
        stream: 'officer-helper',
        ...OfficerRegistered({ organ, kind: 'auxiliary', from: '2022-01-01' }, { officer: { name: '李四' } }),
      },
    ];
    const on = async (asOf: string, knownAt?: string) =>
      (await listed({ kinds: ['officer'], asOf, ...(knownAt === undefined ? {} : { knownAt }) }, told)).map(
        ({ kind: _kind, ...shown }) => shown,
      );
    expect(await on('2022-12-31')).toEqual([]);
    expect(await on('2023-06-01')).toMatchObject([
      { stream: person, name: '张三', posts: [{ post: 'squad' }], areas: null },
    ]);
    expect(await on('2024-06-01')).toMatchObject([
      {
        posts: [{ post: 'chief', tier: 'chief', until: null }],
        areas: [{ division: '990101', place: '示范街道' }],
        certificates: [{ number, changes: [{ status: 'suspended', from: '2024-05-01' }] }],
      },
    ]);
    expect(await on('2024-06-01', recordedAtOf(2))).toMatchObject([
      { posts: [{ post: 'squad' }], areas: null, certificates: [{ changes: [] }] },
    ]);
    expect(JSON.stringify(await on('2024-06-01'))).not.toContain('李四');
  });

  it('says of an item which duties and time go with it, also after the item was amended', async () => {
    const said = {
      duties: [{ text: '依法调查取证', liability: '不履行职责的，依法追究' }],
      time: { amount: 90, kind: 'cd' as const },
      flow: ['general' as const],
      review: { reference: '法审1号', on: '2021-12-20' },
      approval: { body: '示范区人民政府', reference: '示政发〔2022〕1号', on: '2022-01-01' },
    };
    const told = [
      { stream: 'item-stall', ...ItemPublished(item) },
      {
        stream: 'item-stall',
        ...ItemParticularsPublished({ ...said, published: '2022-01-02', from: '2022-01-02' }),
      },
      { stream: 'item-stall', ...ItemAmended({ ...item, name: '占道经营（修订）', from: '2024-03-01' }) },
    ];
    expect(await listed({ asOf: '2024-06-01' }, told)).toMatchObject([{ name: '占道经营（修订）', ...said }]);
    expect(await listed({ asOf: '2022-01-01' }, told)).not.toMatchObject([said]);
  });

  it('has rules, recording list and packs, and knows what is not filed, version by version', async () => {
    const rules = (title: string, from: string) =>
      OwnRulesPublished({
        ...{ code: 'recording', title, matter: 'recording', contentHash: 'a'.repeat(64) },
        ...{ published: from, from },
      });
    const benchmark = BenchmarkPublished({
      ...{ document: { title: '裁量基准' }, act: 'penalty', published: '2023-01-01', from: '2023-01-01' },
      tiers: [
        {
          ...{ code: 'a', name: 'a', grade: 'normal', kinds: ['warning'], ranges: [], standard: '按次' },
          factors: [{ code: 'first', text: '初次' }],
        },
      ],
    });
    const template = TemplatePublished({
      ...{ organ, docType: 'on-spot-decision', version: 3, prefix: '示', fields: ['act'] },
      from: '2023-01-01',
    });
    const filed = (of: string, from: string) =>
      FilingRegistered({ of, number: '备字1号', body: '示范区司法局', from });
    const told: readonly Told[] = [
      { stream: organ, ...rules('全过程记录办法', '2022-01-01') },
      { stream: organ, ...filed('recording', '2022-02-01') },
      { stream: 'item-stall', ...ItemPublished(item) },
      { stream: 'item-stall', ...benchmark },
      { stream: 'template-x', ...template },
      { stream: organ, ...RulePackAdopted({ packs: ['cn-2021@1'], from: '2022-01-01' }) },
      {
        stream: organ,
        ...RecordingListPublished({
          ...{ title: '音像记录事项清单', published: '2023-01-01', from: '2023-01-01' },
          lines: [
            {
              ...{ code: 'enter', of: 'step', name: '现场检查', mode: 'video', span: '自亮证至离场' },
              wording: '我们是执法人员，请配合。',
            },
          ],
        }),
      },
      { stream: 'item-stall', ...filed('penalty', '2023-06-01') },
      { stream: 'template-x', ...filed('v3', '2023-07-01') },
      { stream: organ, ...rules('全过程记录办法（修订）', '2024-01-01') },
      { stream: organ, ...OwnRulesRepealed({ code: 'recording', from: '2024-05-01' }) },
    ];
    const open = async (asOf: string) =>
      (await listed({ unfiled: true, asOf }, told)).map(({ kind, stream }) => [kind, stream]);
    expect(await open('2022-01-31')).toEqual([['rules', organ]]);
    expect(await open('2022-02-01')).toEqual([]);
    expect(await open('2023-01-01')).toEqual([
      ['benchmark', 'item-stall'],
      ['template', 'template-x'],
    ]);
    expect(await open('2023-06-30')).toEqual([['template', 'template-x']]);
    expect(await open('2023-07-01')).toEqual([]);
    // A new version of the rules is filed anew.
    expect(await open('2024-01-01')).toEqual([['rules', organ]]);
    expect(await open('2024-05-01')).toEqual([]);
    expect(await listed({ kinds: ['recording', 'rule-packs'], asOf: '2024-01-01' }, told)).toMatchObject([
      { kind: 'recording', lines: [{ wording: '我们是执法人员，请配合。' }] },
      { kind: 'rule-packs', packs: ['cn-2021@1'] },
    ]);
  });

  it('has channels and legal bases as they held, and names items that have no benchmark', async () => {
    const norm = (change: 'enacted' | 'repealed', from: string) =>
      LegalBasisRecorded({
        ...{ code: 'ordinance', norm: '示范省市容条例', rank: 'local-regulation', change },
        ...{ power: '市容管理处罚', textHash: 'a'.repeat(64), published: from, from },
      });
    const board = { code: 'board', kind: 'notice-board' as const, name: '公示栏', address: '示范路 1 号' };
    const told: readonly Told[] = [
      { stream: organ, ...norm('enacted', '2020-01-01') },
      {
        stream: organ,
        ...PublicationChannelsPublished({ channels: [board], published: '2022-01-01', from: '2022-01-01' }),
      },
      { stream: organ, ...norm('repealed', '2024-01-01') },
      { stream: 'item-stall', ...ItemPublished(item) },
      { stream: 'item-other', ...ItemPublished({ ...item, name: '乱倒垃圾' }) },
      { stream: 'item-check', ...ItemPublished({ ...item, name: '检查', acts: ['inspection'] }) },
      {
        stream: 'item-stall',
        ...BenchmarkPublished({
          ...{ document: { title: '裁量基准' }, act: 'penalty', published: '2023-01-01', from: '2023-01-01' },
          tiers: [
            {
              ...{ code: 'a', name: 'a', grade: 'normal', kinds: ['warning'], ranges: [], standard: '按次' },
              factors: [{ code: 'first', text: '初次' }],
            },
          ],
        }),
      },
    ];
    const kinds = ['basis', 'channels'] as const;
    const on = async (asOf: string) => (await listed({ kinds, asOf }, told)).map(({ kind }) => kind);
    expect(await on('2021-12-31')).toEqual(['basis']);
    expect(await on('2022-01-01')).toEqual(['basis', 'channels']);
    expect(await on('2024-01-01')).toEqual(['channels']);
    const { models, dispose } = engine.open();
    const reader = await projected(disclosure, told, models);
    const bare = async (asOf: string) => {
      const { rows } = await itemsWithoutBenchmark(reader, { organs: [organ], asOf }, { limit: 20 });
      return rows.map(({ stream }) => stream).sort();
    };
    expect(await bare('2022-12-31')).toEqual(['item-other', 'item-stall']);
    expect(await bare('2023-01-01')).toEqual(['item-other']);
    await dispose();
  });
});
