import { describe, expect, it } from '@jest/globals';
import { legalReview } from '../../src/domain/penalty-case/guards/before-decision';
import { PublishBenchmark } from '../../src/domain/registers/benchmark-commands';
import { fieldAt, item, PublishItem } from '../../src/domain/registers/item';
import {
  PublishItemParticulars,
  PublishChannels,
  PublishOwnRules,
  PublishRecordingList,
  RecordBenchmarkFiling,
  RecordLegalBasis,
  RecordRulesFiling,
  RecordTemplateFiling,
  RepealOwnRules,
  SetEnforcementArea,
} from '../../src/domain/registers/list-commands';
import { officer } from '../../src/domain/registers/officer';
import { organ } from '../../src/domain/registers/organ';
import { template } from '../../src/domain/registers/template';
import type { Decision } from '../../src/kernel/decision';
import { cn2021 } from '../../src/law/packs/cn-2021';
import type { ActPredicate } from '../../src/law/act-predicate';
import { RuleBook } from '../../src/law/rule-book';
import type { RulePack } from '../../src/law/rule-pack';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import {
  anItem,
  anOfficer,
  anOrgan,
  aTemplate,
  demoFacts,
  itemBody,
  monday,
  register,
} from '../support/demo-facts';
import { command } from '../support/given';

/** What organs make public before they act, and what they have filed (处罚法 5, 34, 39). */

const facts = { date: monday, by: 'account-admin' };
const codes = (decision: Decision<unknown>): readonly string[] =>
  decision.outcome === 'refused' ? decision.broken.map(({ code, guard }) => `${code} ${guard}`) : [];

const particulars = (changes: object = {}) =>
  command(PublishItemParticulars, {
    ...{ duties: [{ text: '依法调查取证' }], time: { amount: 90, kind: 'cd' }, flow: ['general'] },
    ...{ approval: { body: '示范区人民政府', reference: '示政发〔2022〕1号', on: '2022-01-01' } },
    review: { reference: '法审1号', on: '2021-12-20' },
    ...{ published: '2022-01-02', from: '2022-01-02', field: 'city' },
    ...changes,
  });

describe('the list of powers and responsibilities', () => {
  const asked = (changes: object) => codes(item.decide(particulars(changes), anItem().state, facts));

  it('is reviewed and approved, then published, then holds', () => {
    expect(asked({})).toEqual([]);
    expect(asked({ published: '2021-12-31' })).toEqual(['R-02 G-LIST']);
    expect(asked({ from: '2022-01-01' })).toEqual(['R-02 G-LIST']);
    expect(asked({ review: { reference: '法审1号', on: '2022-01-03' } })).toEqual(['R-02 G-LIST']);
  });

  it('belongs to an item in force', () => {
    expect(asked({ from: '2022-01-02' })).toEqual([]);
    const ended = anItem({ until: '2022-01-31' }).state;
    expect(codes(item.decide(particulars({ from: '2022-02-01' }), ended, facts))).toEqual(['R-02 G-LIST']);
  });

  it('tells the field of an item as of a day', () => {
    const { state } = register(item, 'item-stall', [
      command(PublishItem, itemBody),
      particulars(),
      particulars({ field: 'market', from: '2024-01-01' }),
    ]);
    expect(['2022-01-01', '2022-01-02', '2024-01-01'].map((day) => fieldAt(state, day))).toEqual([
      ...[undefined, 'city', 'market'],
    ]);
  });
});

describe('a catalogue of reviewed acts (A101, A222)', () => {
  const listing = (line: Partial<ActPredicate>): RulePack => ({
    ...cn2021,
    parameters: [
      {
        ...{ key: 'review.list', basis: [], confidence: 'D', from: '2021-07-15' },
        value: { type: 'acts', any: [{ act: 'penalty', zh: '列入目录', en: 'on the list', ...line }] },
      },
    ],
  });
  const decision = { proposal: { kinds: ['fine'], fineFen: 1 }, gains: { confiscatedFen: 0 } };
  const listed = () => register(item, 'item-stall', [command(PublishItem, itemBody), particulars()]);
  const named = (line: Partial<ActPredicate>, of = listed()) =>
    legalReview.check(decision as never, penaltyCase.initial, {
      ...demoFacts({ item: of }),
      rules: new RuleBook([listing(line)], { territory: '990101', on: monday }),
    }).length > 0;

  it('goes by the level of the organ', () => {
    expect(named({ levels: ['county', 'city'] })).toBe(true);
    expect(named({ levels: ['province'] })).toBe(false);
  });

  it('goes by the field of the item, and names nothing where the list states none', () => {
    expect(named({ fields: ['city'] })).toBe(true);
    expect(named({ fields: ['market'] })).toBe(false);
    expect(named({ fields: ['city'] }, anItem())).toBe(false);
  });
});

describe('rules of an organ and their filing', () => {
  const rules = (changes: object = {}) =>
    command(PublishOwnRules, {
      ...{ code: 'recording', title: '全过程记录办法', matter: 'recording', contentHash: 'a'.repeat(64) },
      ...{ published: '2022-01-01', from: '2022-01-02' },
      ...changes,
    });
  const file = (from: string) =>
    command(RecordRulesFiling, { code: 'recording', number: '备1', body: '司法局', from });

  it('are public before they hold', () => {
    expect(codes(organ.decide(rules({ published: '2022-01-03' }), anOrgan().state, facts))).toEqual([
      'R-03 G-LIST',
    ]);
  });

  it('are filed and repealed only while they are in force', () => {
    const repeal = command(RepealOwnRules, { code: 'recording', from: '2024-01-01' });
    const ended = anOrgan(rules(), repeal).state;
    expect(codes(organ.decide(file('2023-12-31'), ended, facts))).toEqual([]);
    expect(codes(organ.decide(file('2024-01-01'), ended, facts))).toEqual(['R-00 G-ENTRY']);
    expect(codes(organ.decide(repeal, ended, facts))).toEqual(['R-00 G-ENTRY']);
    expect(codes(organ.decide(file('2022-01-01'), anOrgan(rules()).state, facts))).toEqual(['R-00 G-ENTRY']);
  });

  it('say which acts are recorded, each once', () => {
    const line = { code: 'a', of: 'step', name: '检查', mode: 'video', span: '全程', wording: '请配合' };
    const publish = (lines: readonly object[], published = '2022-01-01') =>
      command(PublishRecordingList, { title: '清单', lines, published, from: '2022-01-01' });
    const asked = (given: object) => codes(organ.decide(given as never, anOrgan().state, facts));
    expect(asked(publish([line]))).toEqual([]);
    expect(asked(publish([line, line]))).toEqual(['R-00 G-ENTRY']);
    expect(asked(publish([line], '2022-01-02'))).toEqual(['R-03 G-LIST']);
  });

  it('name channels once, and bases in the order of 立、改、废', () => {
    const board = { code: 'board', kind: 'notice-board', name: '公示栏', address: '示范路 1 号' };
    const channels = (list: readonly object[]) =>
      command(PublishChannels, { channels: list, published: '2022-01-01', from: '2022-01-01' });
    const basis = (change: string) =>
      command(RecordLegalBasis, {
        ...{ code: 'ordinance', norm: '示范省市容条例', rank: 'local-regulation', change },
        ...{ power: '市容管理处罚', textHash: 'a'.repeat(64), published: '2019-11-01', from: '2020-01-01' },
      });
    const asked = (given: object, ...before: readonly object[]) =>
      codes(organ.decide(given as never, anOrgan(...(before as never[])).state, facts));
    expect(asked(channels([board]))).toEqual([]);
    expect(asked(channels([board, board]))).toEqual(['R-00 G-ENTRY']);
    expect(asked(basis('enacted'))).toEqual([]);
    expect(asked(basis('amended'))).toEqual(['R-00 G-ENTRY']);
    expect(asked(basis('amended'), basis('enacted'))).toEqual([]);
    expect(asked(basis('enacted'), basis('enacted'))).toEqual(['R-00 G-ENTRY']);
    expect(asked(basis('repealed'), basis('enacted'), basis('repealed'))).toEqual(['R-00 G-ENTRY']);
  });

  it('of templates and benchmarks needs the version in use', () => {
    const filing = { number: '备2', body: '司法局', from: '2024-01-01' };
    const ofTemplate = (version: number) =>
      codes(template.decide(command(RecordTemplateFiling, { ...filing, version }), aTemplate().state, facts));
    expect([ofTemplate(1), ofTemplate(2)]).toEqual([[], ['R-00 G-ENTRY']]);
    const tier = {
      ...{ code: 'a', name: 'a', grade: 'normal', kinds: ['warning'], ranges: [], standard: '按次' },
      factors: [{ code: 'first', text: '初次' }],
    };
    const benchmark = command(PublishBenchmark, {
      ...{ document: { title: '裁量基准' }, act: 'penalty', tiers: [tier] },
      ...{ published: '2023-01-01', from: '2023-01-01' },
    });
    const { state } = register(item, 'item-stall', [command(PublishItem, itemBody), benchmark]);
    const ofBenchmark = (act: string) =>
      codes(item.decide(command(RecordBenchmarkFiling, { ...filing, act }), state, facts));
    expect([ofBenchmark('penalty'), ofBenchmark('licence')]).toEqual([[], ['R-00 G-ENTRY']]);
  });

  it('leave what an officer may do as it was', () => {
    const area = command(SetEnforcementArea, { areas: [{ division: '990101' }], from: '2024-01-01' });
    const before = anOfficer('officer-a').state;
    const decision = officer.decide(area, before, facts);
    expect(decision).toMatchObject({ outcome: 'accepted', events: [{ type: 'EnforcementAreaSet' }] });
    expect(anOfficer('officer-a', [area]).state).toEqual(before);
  });
});
