import { describe, expect, it } from '@jest/globals';
import { account, GrantRole, holds, RevokeRole } from '../../src/domain/registers/account';
import { AmendItem, item, itemAt, PublishItem, rangeFor, RetireItem } from '../../src/domain/registers/item';
import { organ } from '../../src/domain/registers/organ';
import {
  AdoptRulePack,
  EndEntrustment,
  EndOrgan,
  RecordEntrustment,
  RegisterUnit,
  RenameOrgan,
} from '../../src/domain/registers/organ-commands';
import { organName, organStanding, packsAt } from '../../src/domain/registers/organ-state';
import { PublishTemplate, RetireTemplate, template, templateAt } from '../../src/domain/registers/template';
import {
  aTemplate,
  anItem,
  anOrgan,
  confirmOrgan,
  itemBody,
  monday,
  organHandle,
  register,
  templateBody,
} from '../support/demo-facts';
import type { Decision } from '../../src/kernel/decision';
import { command } from '../support/given';

const facts = { date: monday, by: 'account-admin' };
const codes = (decision: Decision<unknown>): readonly string[] =>
  decision.outcome === 'refused' ? decision.broken.map(({ code }) => code) : [];

describe('organs', () => {
  it('are confirmed once, and nothing comes before', () => {
    expect(codes(organ.decide(confirmOrgan(), anOrgan().state, facts))).toEqual(['R-00']);
    const rename = command(RenameOrgan, { name: '新局', from: '2024-06-01' });
    expect(codes(organ.decide(rename, organ.initial, facts))).toEqual(['R-00']);
  });

  it('bear the name of the day, and end on a day', () => {
    const { state } = anOrgan(
      command(RenameOrgan, { name: '新局', from: '2024-06-01' }),
      command(EndOrgan, { from: '2025-01-01', successor: 'organ-next' }),
    );
    expect(organName(state, '2024-05-31')).toBe('示范区城市管理局');
    expect(organName(state, '2024-06-01')).toBe('新局');
    expect(organStanding(state, '2024-12-31', undefined)).toBe('in-force');
    expect(organStanding(state, '2025-01-01', undefined)).toBe('not-in-force');
    expect(organStanding(organ.initial, monday, undefined)).toBe('unknown');
  });

  it('adopt only packs that were found complete for them', () => {
    const flaw = (key: string) => ({ zh: `未设定“${key}”`, en: `"${key}" is not set` });
    const adopt = command(AdoptRulePack, { packs: ['cn-2021@1', 'demo-990101@1'], from: '2024-01-01' });
    const { state } = anOrgan();
    const complete = { packs: ['cn-2021@1', 'demo-990101@1'], flaws: [] };
    expect(codes(organ.decide(adopt, state, facts))).toEqual(['R-03']);
    const partial = { ...complete, flaws: [flaw('review.list'), flaw('test.max')] };
    expect(codes(organ.decide(adopt, state, { ...facts, completeness: partial }))).toEqual(['R-03', 'R-03']);
    const other = { ...complete, packs: ['cn-2021@1'] };
    expect(codes(organ.decide(adopt, state, { ...facts, completeness: other }))).toEqual(['R-03']);
    const adopted = register(organ, organHandle, [confirmOrgan(), adopt], { completeness: complete });
    expect(packsAt(adopted.state, '2024-01-01')).toEqual(['cn-2021@1', 'demo-990101@1']);
    expect(packsAt(adopted.state, '2023-12-31')).toEqual([]);
  });

  it('take units, entrustments and their ends in order', () => {
    const unit = { unit: 'squad', name: '中队', kind: 'internal', from: '2022-01-01' };
    const { state } = anOrgan(command(RegisterUnit, unit));
    expect(codes(organ.decide(command(RegisterUnit, unit), state, facts))).toEqual(['R-00']);
    const ownName = { norm: '某文件', article: '第一条', rank: 'normative-document' };
    const low = command(RegisterUnit, { ...unit, unit: 'other', ownName });
    expect(codes(organ.decide(low, state, facts))).toEqual(['R-20']);
    const entrust = {
      entrusting: 'organ-x',
      published: '2024-01-01',
      from: '2024-01-01',
      items: ['item-stall'],
    };
    expect(codes(organ.decide(command(RecordEntrustment, entrust), state, facts))).toEqual(['R-01']);
    const station = register(organ, 'organ-s', [confirmOrgan({ kind: 'entrusted' })]).state;
    const early = command(RecordEntrustment, { ...entrust, published: '2024-01-02' });
    expect(codes(organ.decide(early, station, facts))).toEqual(['R-01']);
    const lawful = command(RecordEntrustment, entrust);
    for (const [entrusting, broken] of [
      ['entrusted', ['R-01']],
      ['organ', []],
      ['authorised', []],
    ] as const)
      expect(codes(organ.decide(lawful, station, { ...facts, entrusting }))).toEqual(broken);
    const end = command(EndEntrustment, { entrusting: 'organ-x', from: '2024-05-01' });
    expect(codes(organ.decide(end, station, facts))).toEqual(['R-00']);
    const backwards = command(RegisterUnit, { ...unit, unit: 'third', until: '2021-12-31' });
    expect(codes(organ.decide(backwards, state, facts))).toEqual(['R-00']);
  });
});

describe('enforcement items', () => {
  const publish = (changes: object) =>
    codes(item.decide(command(PublishItem, { ...itemBody, ...changes }), item.initial, facts));

  it('need a norm whose rank may create the penalty (处罚法 10–16)', () => {
    expect(publish({ basis: [{ ...itemBody.basis[0], rank: 'normative-document' }] })).toEqual([
      'R-03',
      'R-03',
    ]);
    expect(publish({ basis: [{ ...itemBody.basis[0], rank: 'rule' }] })).toEqual([]);
    expect(publish({ basis: [{ ...itemBody.basis[0], rank: 'rule' }], penalties: ['closure'] })).toEqual([
      'R-03',
    ]);
  });

  it('that restrict liberty name the 法律 that lets the organ do so (处罚法 18)', () => {
    const detention = { penalties: ['detention'], basis: [{ ...itemBody.basis[0], rank: 'law' }] };
    const named = (rank: string) => ({ liberty: { norm: '治安管理处罚法', article: '第七条', rank } });
    expect(publish({ penalties: ['detention'] })).toEqual(['R-03', 'R-02']);
    expect(publish(detention)).toEqual(['R-02']);
    expect(publish({ ...detention, ...named('administrative-regulation') })).toEqual(['R-02']);
    expect(publish({ ...detention, ...named('law') })).toEqual([]);
  });

  it('need ranges for a fine, the right way round, and a 法律 to let one officer act alone', () => {
    expect(publish({ ranges: [] })).toEqual(['R-24']);
    expect(publish({ ranges: [{ kind: 'citizen', minFen: 2, maxFen: 1 }] })).toEqual(['R-24']);
    const singleOfficer = { norm: '某条例', article: '第一条', rank: 'administrative-regulation' };
    expect(publish({ singleOfficer })).toEqual(['R-05']);
    expect(publish({ until: '2021-08-31' })).toEqual(['R-00']);
  });

  it('answer with the version of the day', () => {
    const amended = command(AmendItem, {
      ...itemBody,
      penalties: ['warning'],
      ranges: [],
      from: '2024-07-01',
    });
    const { state } = register(item, 'item-stall', [
      command(PublishItem, itemBody),
      amended,
      command(RetireItem, { from: '2025-01-01' }),
    ]);
    expect(itemAt(state, '2024-06-30')?.penalties).toEqual(['warning', 'fine']);
    expect(itemAt(state, '2024-07-01')?.penalties).toEqual(['warning']);
    expect(itemAt(state, '2025-01-01')).toBeUndefined();
    expect(itemAt(state, '2021-08-31')).toBeUndefined();
  });

  it('give the self-employed the range of citizens unless they have their own', () => {
    const version = itemAt(anItem().state, monday)!;
    expect(rangeFor(version, 'individual-business')?.maxFen).toBe(20_000);
    const own = [...itemBody.ranges, { kind: 'individual-business', minFen: 0, maxFen: 7 }];
    expect(rangeFor(itemAt(anItem({ ranges: own }).state, monday)!, 'individual-business')?.maxFen).toBe(7);
  });
});

describe('document templates', () => {
  it('of a decision on the spot have every field of 处罚法 52', () => {
    const short = { ...templateBody, fields: templateBody.fields.filter((field) => field !== 'number') };
    expect(codes(template.decide(command(PublishTemplate, short), template.initial, facts))).toEqual([
      'R-11',
    ]);
  });

  it('answer with the newest version of the day, and count upwards', () => {
    const second = command(PublishTemplate, { ...templateBody, version: 2, from: '2024-07-01' });
    const { state } = register(template, 't', [
      command(PublishTemplate, templateBody),
      second,
      command(RetireTemplate, { version: 2, from: '2024-09-01' }),
    ]);
    expect(templateAt(state, '2024-06-30')?.version).toBe(1);
    expect(templateAt(state, '2024-07-01')?.version).toBe(2);
    expect(templateAt(state, '2024-09-01')?.version).toBe(1);
    expect(codes(template.decide(second, state, facts))).toEqual(['R-00']);
    const other = command(PublishTemplate, { ...templateBody, version: 3, docType: 'receipt' });
    expect(codes(template.decide(other, state, facts))).toEqual(['R-00']);
    const retire = command(RetireTemplate, { version: 2, from: '2024-09-02' });
    expect(codes(template.decide(retire, aTemplate().state, facts))).toEqual(['R-00']);
  });
});

describe('roles', () => {
  const on = { ...facts, account: 'account-li' };
  const grant = command(GrantRole, { role: 'officer', organ: organHandle });
  const granted = register(account, 'account-li', [grant], { account: 'account-li' }).state;

  it('are held for an organ, or everywhere', () => {
    expect(holds(granted, 'officer', organHandle)).toBe(true);
    expect(holds(granted, 'officer', 'organ-other')).toBe(false);
    expect(holds(granted, 'approver', organHandle)).toBe(false);
    const everywhere = register(account, 'a', [command(GrantRole, { role: 'supervisor' })], { account: 'a' });
    expect(holds(everywhere.state, 'supervisor', 'organ-other')).toBe(true);
  });

  it('are granted and revoked once, and never by oneself', () => {
    expect(codes(account.decide(grant, granted, on))).toEqual(['R-00']);
    expect(codes(account.decide(grant, account.initial, { ...on, by: 'account-li' }))).toEqual(['R-07']);
    const revoke = command(RevokeRole, { role: 'officer', organ: organHandle });
    expect(codes(account.decide(revoke, account.initial, on))).toEqual(['R-00']);
    const revoked = register(account, 'account-li', [grant, revoke], { account: 'account-li' });
    expect(holds(revoked.state, 'officer', organHandle)).toBe(false);
  });
});
