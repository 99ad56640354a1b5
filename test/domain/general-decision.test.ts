import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { AmendItem, item, PublishItem } from '../../src/domain/registers/item';
import { organ } from '../../src/domain/registers/organ';
import { cite } from '../../src/law/article';
import { currentPacks } from '../../src/law/packs/released-packs';
import { months, parametersFrom, wd } from '../../src/law/packs/values';
import type { RulePack } from '../../src/law/rule-pack';
import {
  anItem,
  confirmOrgan,
  demoFacts,
  itemBody,
  organHandle,
  register,
  rulesOn,
  tampered,
} from '../support/demo-facts';
import { command, given } from '../support/given';
import { bodies, convert, aShownCase, play, record } from '../support/histories';
import * as d from '../support/stages/decided';
import * as x from '../support/stages/deciding';

/** The decision and its document (处罚法 28–37, 57–60). */

const date = d.days.decided;
const chiefs = demoFacts({ date, ...x.everybody, ...x.chiefActs });
const fine = (fineFen: number, tier = 'normal') => ({ proposal: { kinds: ['fine'], fineFen, tier } });
const lawOf = (until?: string, from = '2020-01-01') => ({
  ...itemBody.basis[0],
  ...{ published: '2019-11-01', from },
  ...(until === undefined ? {} : { until }),
});
const rangeTo = (maxFen: number) => ({
  ranges: ['citizen', 'organisation'].map((kind) => ({ kind, minFen: 5000, maxFen })),
});

describe('a decision of penalty', () => {
  it('is taken by a chief, ends the time to decide, and starts the time to serve', () => {
    const filed = { key: 'case.decide', opened: '2024-05-20', kind: 'cd', amount: 90, pack: 'p' } as const;
    const { state } = given(penaltyCase, x.aToldCase());
    const withClock = { ...state, clocks: { ...state.clocks, 'case.decide': filed } };
    const decision = penaltyCase.decide(x.penalise(), withClock, chiefs);
    expect(decision).toMatchObject({
      outcome: 'accepted',
      events: [
        {
          data: {
            ...{ type: 'penalty', decidedBy: 'officer-chief', officers: ['officer-li', 'officer-wang'] },
            penalty: { range: { minFen: 5000, maxFen: 20_000 }, basis: [{ norm: '示范省市容条例' }] },
            opens: [{ key: 'service', due: '2024-06-12' }],
          },
        },
      ],
    });
    const after = d.stateOf(play(x.aToldCase(), [x.penalise(), chiefs]));
    expect(Object.keys(after.clocks)).toEqual(['service']);
  });

  it('is not taken by who reviewed the case or chaired its hearing', () => {
    for (const other of ['officer-reviewer', 'officer-chair']) {
      const facts = { ...chiefs, approver: { ...chiefs.approver!, s: other }, date: '2024-06-14' };
      const broken = given(penaltyCase, d.aHeardCase())
        .when(x.penalise({ hearingRecord: 'T-2024-1' }), facts)
        .refused('R-07');
      expect(broken[0]?.en).toContain(other);
    }
  });

  it('compares old and new law where a norm changed, and applies the lighter', () => {
    const changed = register(item, 'item-stall', [
      command(PublishItem, { ...itemBody, ...rangeTo(20_000), basis: [lawOf('2024-05-25')] }),
      command(AmendItem, {
        ...itemBody,
        ...rangeTo(12_000),
        basis: [lawOf('2024-05-25'), lawOf(undefined, '2024-05-26')],
        ...{ published: '2024-05-26', from: '2024-05-26' },
      }),
    ]);
    const facts = { ...chiefs, item: changed };
    const decide = (comparison?: object) =>
      given(penaltyCase, x.aToldCase()).when(
        x.penalise(comparison === undefined ? {} : { comparison }),
        facts,
      );
    const reasons = '新规定罚款上限较低';
    decide().refused('R-03');
    decide({ found: 'not-lighter', applied: 'old', reasons }).refused('R-03');
    decide({ found: 'lighter', applied: 'old', reasons }).refused('R-03');
    decide({ found: 'not-unlawful', applied: 'new', reasons }).refused('R-03');
    const [made] = decide({ found: 'lighter', applied: 'new', reasons }).accepted('DecisionMade');
    expect(made!.data).toMatchObject({
      penalty: { range: { maxFen: 12_000 }, comparison: { found: 'lighter', applied: 'new' } },
    });
    expect(made!.personal).toMatchObject({ party: { comparison: reasons } });
  });

  it('applies the norm with the higher fine where the act breaches several', () => {
    const other = anItem(rangeTo(30_000), 'item-other');
    const circumstances = { ...bodies.decide.circumstances, others: ['item-other'] };
    const facts = { ...chiefs, otherItems: [other] };
    const told = x.aToldCase({ proposal: { ...d.fine, fineFen: 25_000 } });
    given(penaltyCase, told).when(x.penalise({ circumstances }), facts).refused('R-38');
    const higher = x.penalise({ ...fine(25_000), circumstances, appliedItem: 'item-other' });
    const [made] = given(penaltyCase, told).when(higher, facts).accepted('DecisionMade');
    expect(made!.data).toMatchObject({ penalty: { appliedItem: 'item-other', range: { maxFen: 30_000 } } });
  });

  it('detains nobody unless the item names the 法律 that lets the organ do so (处罚法 18)', () => {
    const detention = { kinds: ['detention'], fineFen: 0, tier: 'normal' };
    const liberty = { norm: '治安管理处罚法', article: '第七条', rank: 'law' };
    const body = { penalties: ['detention'], ranges: [], basis: [{ ...lawOf(), rank: 'law' }] };
    const named = anItem({ ...body, liberty });
    const without = tampered(named, (state) => ({
      ...state,
      versions: state.versions.map(({ liberty: _none, ...version }) => version),
    }));
    const told = x.aToldCase({ proposal: detention });
    const act = given(penaltyCase, told);
    const decide = (changes: object) =>
      act.when(x.penalise({ proposal: detention }), { ...chiefs, ...changes });
    decide({ item: without }).refused('R-02');
    const authorised = register(organ, organHandle, [confirmOrgan({ kind: 'authorised' })]);
    decide({ item: named, organ: authorised }).refused('R-02');
    decide({ item: named }).accepted('DecisionMade');
  });

  it('leaves the benchmark only for a reason that a chief approves', () => {
    const facts = { ...chiefs, item: x.anItemWithBenchmark() };
    const use = (benchmark?: object) =>
      given(penaltyCase, x.aToldCase()).when(x.penalise(benchmark === undefined ? {} : { benchmark }), facts);
    use().refused('R-24');
    use({ tier: 'unknown' }).refused('R-24');
    const deviation = { reason: '多次劝阻无效', approver: 'officer-deputy' };
    const [made] = use({ tier: 'slight', deviation }).accepted('DecisionMade');
    expect(made!.data).toMatchObject({ penalty: { benchmark: { tier: 'slight', deviates: true } } });
  });

  it('is not heavier than told in anything: kind, fine, confiscation, length', () => {
    const wide = {
      ...chiefs,
      item: anItem({
        penalties: ['warning', 'fine', 'confiscation-of-property'],
        basis: [{ ...lawOf(), rank: 'law' }],
      }),
    };
    const confiscating = x.penalise({
      proposal: { kinds: ['fine', 'confiscation-of-property'], fineFen: 10_000, tier: 'normal' },
      propertyFen: 100,
    });
    given(penaltyCase, x.aToldCase()).when(confiscating, wide).refused('R-23');
    const told = { ...d.fine, kinds: ['fine', 'confiscation-of-property'] };
    given(penaltyCase, x.aToldCase({ proposal: told, confiscationFen: 99 }))
      .when(confiscating, wide)
      .refused('R-23');
    given(penaltyCase, x.aToldCase({ proposal: told, confiscationFen: 100 }))
      .when(confiscating, wide)
      .accepted('DecisionMade');
  });

  it('follows what the chiefs resolved together', () => {
    const facts = { ...chiefs, item: x.anItemUpTo(900_000) };
    const heavy = x.aToldCase({ proposal: { ...d.fine, fineFen: 600_000 } });
    const read = play(heavy, [x.submit(), chiefs], [x.opine(), chiefs], [x.discuss(fine(600_000)), chiefs]);
    given(penaltyCase, read)
      .when(x.penalise(fine(550_000)), facts)
      .refused('R-17');
    given(penaltyCase, read)
      .when(x.penalise(fine(600_000)), facts)
      .accepted('DecisionMade');
  });

  it('imposes no fine once a court has', () => {
    const { state } = given(penaltyCase, x.aToldCase());
    const fined = { ...state, transfer: { ...state.transfer, courtFined: ['act-0520'] } };
    const decision = penaltyCase.decide(x.penalise(), fined, chiefs);
    expect(decision).toMatchObject({ outcome: 'refused', broken: [{ code: 'R-38' }] });
  });
});

describe('a decision of no penalty', () => {
  const young = () =>
    play(aShownCase({ party: { ...bodies.open.party, ageBand: 'under-14' } }), [record()], [convert()]);
  const mad = () =>
    play(aShownCase({ party: { ...bodies.open.party, capacity: 'none' } }), [record()], [convert()]);
  const old = () =>
    play(
      aShownCase(),
      [record({ violation: { ...bodies.facts.violation, from: '2022-05-19' } })],
      [convert()],
    );
  const said = (changes: object) => ({ circumstances: { ...bodies.decide.circumstances, ...changes } });

  it.each([
    ['slight-corrected', d.aConvertedCase, { ...said({ slightCorrectedNoHarm: true }) }],
    ['first-offence', d.aConvertedCase, {}],
    ['no-fault', d.aConvertedCase, said({ noFault: true })],
    ['under-14', young, { measure: 'guardian-discipline' }],
    ['no-capacity', mad, { measure: 'guardian-care' }],
    ['not-established', d.aConvertedCase, { measure: undefined }],
    ['limitation', old, { measure: undefined }],
    [
      'no-longer-unlawful',
      d.aConvertedCase,
      {
        measure: undefined,
        comparison: { found: 'not-unlawful', applied: 'new', reasons: '新条例不再禁止' },
      },
    ],
  ])('on the ground %s needs neither notice nor hearing nor discussion', (ground, history, changes) => {
    const concluded = { ...d.stateOf(history()), phase: 'concluded' as const };
    const decision = penaltyCase.decide(x.spare({ ground, ...changes }), concluded, chiefs);
    expect(decision).toMatchObject({
      outcome: 'accepted',
      events: [{ type: 'DecisionMade', data: { type: 'no-penalty', noPenalty: { ground } } }],
    });
  });

  it.each(['slight-corrected', 'no-fault', 'under-14', 'no-capacity', 'limitation', 'no-longer-unlawful'])(
    'on the ground %s is refused where the file does not show it',
    (ground) => {
      const { decision } = given(penaltyCase, x.aToldCase()).when(x.spare({ ground }), chiefs);
      const broken = decision.outcome === 'refused' ? decision.broken : [];
      expect(broken.map(({ guard }) => guard)).toContain('G-PARTY.ground');
    },
  );

  it('records nothing imposed', () => {
    const spared = d.stateOf(play(x.aToldCase(), [x.spare(), chiefs]));
    expect(spared).toMatchObject({
      phase: 'decided',
      decision: { type: 'no-penalty', proposal: { fineFen: 0 } },
    });
  });
});

describe('a permit', () => {
  const permits = [{ name: '食品经营许可证', number: 'JY13701' }];
  const revoking = { proposal: { kinds: ['revocation-of-permit'], fineFen: 0, tier: 'normal' } };
  const guards = (changes: object) => {
    const decision = penaltyCase.decide(x.penalise(changes), given(penaltyCase, x.aToldCase()).state, chiefs);
    return decision.outcome === 'refused'
      ? decision.broken
          .filter(({ field }) => field === 'permits')
          .map(({ code, guard }) => `${code} ${guard}`)
      : decision.events.map(({ personal }) => personal?.['party']?.['permits']);
  };

  it('that is revoked is named with its number, and none where none is (处罚法 59(1)(4))', () => {
    expect(guards(revoking)).toEqual(['R-11 G-DOC.decision']);
    expect(guards({ ...revoking, permits })).toEqual([]);
    expect(guards({ permits })).toEqual(['R-11 G-DOC.decision']);
  });
});

describe('the document', () => {
  const decided = () => play(x.aToldCase(), [x.penalise(), chiefs]);
  const facts = demoFacts({ date: d.days.issued, template: x.aDecisionTemplate() });

  it('has a number, says how to pay, and leaves the choice between reconsideration and suit', () => {
    const [made] = given(penaltyCase, decided()).when(x.issue(), facts).accepted('DecisionDocumentIssued');
    expect(made!.data).toMatchObject({
      ...{ type: 'penalty', document: { type: 'penalty-decision', number: facts.number?.number } },
      payment: { bank: '示范银行', amountFen: 10_000, days: 15, lateFee: true },
      remedies: {
        reviewFirst: false,
        text: expect.stringContaining('六个月内直接向示范区人民法院'),
      },
    });
  });

  it('tells the time for remedies as the rules of its organ count it, and rests on the late fee that it threatens', () => {
    const slower: RulePack = {
      ...{
        id: 'slower',
        version: '1',
        zh: '较慢',
        en: 'slower',
        scope: { level: 'organ', organ: organHandle },
      },
      parameters: [
        parametersFrom('2021-07-15')('appeal.apply', months(3), 'L', [cite('reconsideration', 20, 1)]),
        parametersFrom('2021-07-15')('lawsuit', wd(90), 'L', [cite('litigation', 46, 1)]),
      ],
    };
    const [made] = given(penaltyCase, decided())
      .when(x.issue(), { ...facts, rules: rulesOn(facts.date, [...currentPacks, slower]) })
      .accepted('DecisionDocumentIssued');
    expect(made!.data).toMatchObject({
      remedies: { text: expect.stringMatching(/三个月内向.*九十个工作日内直接向/u) },
      reliance: {
        parameters: expect.arrayContaining([
          { key: 'latefee.rate', value: '3/100', pack: 'cn-2021@2' },
          { key: 'latefee.cap', value: '1/1', pack: 'cn-2021@2' },
        ]),
      },
    });
  });

  it('says that reconsideration comes first where a law demands it', () => {
    const reviewFirst = { norm: '某法', article: '第八十八条', rank: 'law' };
    const [made] = given(penaltyCase, decided())
      .when(x.issue({ reviewFirst }), facts)
      .accepted('DecisionDocumentIssued');
    expect(made!.data).toMatchObject({
      remedies: { reviewFirst: true, text: expect.stringContaining('应当先申请行政复议') },
    });
  });

  it('of a fine names where to pay it', () => {
    const template = x.aDecisionTemplate('penalty-decision', { fields: x.fieldsWithoutPayment });
    const broken = given(penaltyCase, decided())
      .when(x.issue(), { ...facts, template })
      .refused('R-11');
    expect(broken[0]?.en).toContain('payment');
  });

  it('of no penalty states no late fee', () => {
    const spared = play(x.aToldCase(), [x.spare(), chiefs]);
    const plainly = { ...facts, template: x.aDecisionTemplate('no-penalty-decision') };
    given(penaltyCase, spared).when(x.issue(), plainly).refused('R-11');
    given(penaltyCase, spared)
      .when(x.issue({ lateFee: false }), plainly)
      .accepted('DecisionDocumentIssued');
  });
});

describe('a meeting', () => {
  it('keeps each vote and every dissent, and resolves by more than half', () => {
    const split = x.discuss({
      votes: [
        { member: 'officer-chief', vote: 'for' },
        { member: 'officer-deputy', vote: 'against', dissent: '处罚过重' },
      ],
    });
    given(penaltyCase, x.aToldCase()).when(split, chiefs).refused('R-17');
    const rejected = Object.assign(split, { resolution: 'rejected' });
    const [held] = given(penaltyCase, x.aToldCase()).when(rejected, chiefs).accepted('CollectivelyDiscussed');
    expect(held!.data).toMatchObject({
      votes: [
        { member: 'officer-chief', vote: 'for', dissent: false },
        { member: 'officer-deputy', vote: 'against', dissent: true },
      ],
    });
    expect(held!.personal).toMatchObject({
      party: { dissents: [{ member: 'officer-deputy', text: '处罚过重' }] },
    });
    expect(d.stateOf(play(x.aToldCase(), [rejected, chiefs])).discussed).toBeUndefined();
  });
});
