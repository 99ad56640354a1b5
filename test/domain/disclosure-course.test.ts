import { describe, expect, it } from '@jest/globals';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { publicationClass, shownUntil } from '../../src/domain/penalty-case/disclosure/lasting';
import type { CaseState } from '../../src/domain/penalty-case/state';
import { demonstrationTerritory } from '../../src/law/packs/demonstration';
import { currentPacks } from '../../src/law/packs/released-packs';
import type { Parameter, RulePack } from '../../src/law/rule-pack';
import { RuleBook } from '../../src/law/rule-book';
import { cite } from '../../src/law/article';
import { flag, wd } from '../../src/law/packs/values';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import * as d from '../support/stages/disclosure';
import { anIssuedGeneralCase, stateOf } from '../support/stages/decided';
import { reverse } from '../support/stages/remedy';

const accepted = (history: h.History, act: PenaltyCaseCommand, facts: Partial<CaseFacts> = {}) => {
  const { decision } = given(penaltyCase, history).when(act, demoFacts(facts));
  expect(decision.outcome === 'refused' ? decision.broken : []).toEqual([]);
  return decision.outcome === 'accepted' ? decision.events.map(({ type, data }) => ({ type, data })) : [];
};
const refused = (
  history: h.History,
  act: PenaltyCaseCommand,
  codes: string[],
  facts: Partial<CaseFacts> = {},
) =>
  given(penaltyCase, history)
    .when(act, demoFacts(facts))
    .refused(...codes);

/** A pack of a department that publishes on every channel. */
const department: RulePack = {
  ...{ id: 'market', version: '1', zh: '市场监管', en: 'market supervision' },
  scope: { level: 'organ', organ: 'organ-demo' },
  parameters: [
    ['publish.samr', flag(true)],
    ['publish.credit_china', wd(7)],
  ].map(
    ([key, value]) =>
      ({ key, value, basis: [cite('samr-publication')], confidence: 'L?', from: '2021-07-15' }) as Parameter,
  ),
};
const rulesOn = (on: string, ...more: readonly RulePack[]): RuleBook =>
  new RuleBook([...currentPacks, ...more], { territory: demonstrationTerritory, organ: 'organ-demo', on });
const withDepartment: Partial<CaseFacts> = { rules: rulesOn('2024-05-20', department) };

const imposing = (kinds: string[], fineFen = 0, changes: Partial<CaseState> = {}): CaseState => {
  const state = { ...stateOf(anIssuedGeneralCase()), ...changes };
  const decision = state.decision;
  if (decision === undefined) throw new Error('no decision');
  return { ...state, decision: { ...decision, proposal: { kinds, fineFen, tier: 'normal' } } };
};
const citizen = (state: CaseState) => state.opening?.party.kind;

describe('the time of being public (B.8)', () => {
  it.each([
    ['credit-china', ['warning'], 0, 'slight'],
    ['credit-china', ['fine'], 10_000, 'ordinary'],
    ['credit-china', ['fine', 'closure'], 10_000, 'serious'],
    ['enterprise-system', ['criticism'], 0, 'slight'],
    ['enterprise-system', ['fine'], 50_000, 'slight'],
    ['enterprise-system', ['fine'], 50_001, 'ordinary'],
    ['enterprise-system', ['closure'], 0, 'ordinary'],
    ['own-site', ['fine'], 10_000, 'person'],
    ['notice-board', ['fine'], 10_000, undefined],
  ])('on %s of %p and %d fen is that of the class %s', (channel, kinds, fineFen, className) => {
    const state = imposing(kinds, fineFen);
    expect(citizen(state)).toBe('citizen');
    expect(publicationClass(channel, state, demoFacts())).toBe(className);
  });

  it('makes everything of the simple procedure slight on Credit China', () => {
    expect(publicationClass('credit-china', stateOf(h.aDeliveredCase()), demoFacts())).toBe('slight');
  });

  it('counts from the decision on Credit China, from the publication elsewhere, and goes by the law of the day', () => {
    const state = imposing(['fine'], 10_000);
    const decided = state.decision?.date ?? '';
    const on = (day: string) => demoFacts({ date: day, rules: rulesOn(day) });
    const year = Number(decided.slice(0, 4));
    expect(shownUntil('credit-china', '2024-09-01', state, on('2024-09-01'))).toBe(
      decided.replace(String(year), String(year + 3)),
    );
    expect(shownUntil('credit-china', '2026-05-01', state, on('2026-05-01'))).toBe(
      decided.replace(String(year), String(year + 1)),
    );
    expect(shownUntil('own-site', '2024-09-01', state, on('2024-09-01'))).toBe('2026-09-01');
    expect(shownUntil('notice-board', '2024-09-01', state, on('2024-09-01'))).toBeUndefined();
  });

  it('is as long as a restriction lasts', () => {
    const state = imposing(['fine'], 10_000);
    const decision = state.decision!;
    const restricted: CaseState = {
      ...state,
      decision: {
        ...decision,
        date: '2024-06-01',
        orders: {
          terms: [{ kind: 'restriction-of-occupation', days: 3650 }],
          confiscatedFen: 0,
          propertyFen: 0,
        },
      },
    };
    expect(shownUntil('own-site', '2024-09-01', restricted, demoFacts())).toBe('2034-05-30');
  });

  it('is recorded with the publication, and can be made shorter only', () => {
    expect(accepted(h.aDeliveredCase(), h.publish())).toMatchObject([{ data: { until: '2026-05-20' } }]);
    expect(accepted(h.aDeliveredCase(), h.publish({ until: '2025-01-01' }))).toMatchObject([
      { data: { until: '2025-01-01' } },
    ]);
    refused(h.aDeliveredCase(), h.publish({ until: '2026-05-21' }), ['R-03']);
    refused(h.aDeliveredCase(), h.publish({ until: '2024-05-19' }), ['R-03']);
  });

  it('ends by its date: afterwards there is nothing to correct or to withdraw', () => {
    const late = { date: '2026-05-21' };
    accepted(h.aPublishedCase(), h.withdraw(), { date: '2026-05-20' });
    refused(h.aPublishedCase(), h.withdraw(), ['R-00'], late);
    refused(h.aPublishedCase(), h.correctPublished(), ['R-00'], late);
  });
});

describe('the channels', () => {
  it('each have their own period where a pack makes them a duty', () => {
    const handed = accepted(h.aDecidedCase(), h.deliver(), withDepartment);
    const opens = (handed[0]?.data as { opens: { key: string; due: string }[] }).opens;
    expect(opens.filter(({ key }) => key.startsWith('publish.'))).toMatchObject([
      { key: 'publish.penalty.own_site', due: '2024-05-29' },
      { key: 'publish.credit_china', due: '2024-05-29' },
    ]);
    const without = accepted(h.aDecidedCase(), h.deliver())[0]?.data as { opens: { key: string }[] };
    expect(without.opens.filter(({ key }) => key.startsWith('publish.'))).toHaveLength(1);
  });

  it('take no slight information on Credit China from April 2026', () => {
    const on = (day: string) => ({ date: day, rules: rulesOn(day) });
    accepted(h.aDeliveredCase(), h.publish({ channel: 'credit-china' }), on('2024-06-03'));
    // What is slight would have been over after three months as well.
    refused(h.aDeliveredCase(), h.publish({ channel: 'credit-china' }), ['R-31', 'R-03'], on('2026-04-01'));
  });

  it('keep the duty to withdraw open until nothing is shown anywhere', () => {
    const both = h.play(h.aPublishedCase(), [h.publish({ channel: 'credit-china' })], [reverse()]);
    const gone = (channel: string) => h.withdraw({ channel, reason: 'reversal', publicReason: '决定被撤销' });
    expect(accepted(both, gone('own-site'))).toMatchObject([
      { data: { closes: ['privacy.withdraw/own-site'] } },
    ]);
    expect(accepted(h.play(both, [gone('own-site')]), gone('credit-china'))).toMatchObject([
      { data: { closes: ['withdraw.penalty', 'privacy.withdraw/credit-china'] } },
    ]);
  });
});

describe('a question that was referred (信息公开条例 17)', () => {
  it('stops the period, and gives back what was left of it', () => {
    expect(accepted(h.aDeliveredCase(), d.refer(), { date: '2024-05-22' })).toMatchObject([
      { type: 'DisclosureReferred', data: { closes: ['publish.penalty.own_site'] } },
    ]);
    const referred = h.play(h.aDeliveredCase(), [d.refer(), { date: '2024-05-22' }]);
    expect(accepted(referred, d.answer(), { date: '2024-05-29' })).toMatchObject([
      { data: { opens: [{ key: 'publish.penalty.own_site', due: '2024-06-05' }] } },
    ]);
    refused(referred, h.publish(), ['R-00']);
    accepted(h.play(referred, [d.answer(), { date: '2024-05-29' }]), h.publish());
  });

  it('opens nothing on a channel without a duty', () => {
    const referred = h.play(h.aDeliveredCase(), [d.refer({ channel: 'credit-china' })]);
    expect(accepted(referred, d.answer({ channel: 'credit-china' }))).toMatchObject([
      { data: { opens: [] } },
    ]);
  });
});

describe('credit repair', () => {
  const grant = (date: string) => accepted(d.anApplication(), d.decideRepair(), { ...d.byChief, date });

  it('ends the publication with the day of the grant, and not before the shortest time', () => {
    expect(grant('2024-06-03')).toMatchObject([
      { data: { granted: true, until: '2024-08-20', closes: ['repair.decide/own-site'] } },
    ]);
    expect(grant('2024-10-09')).toMatchObject([{ data: { until: '2024-10-09' } }]);
  });

  it('never makes it longer', () => {
    const soon = h.play(h.aPaidCase(), [h.publish({ until: '2024-06-30' })], [d.applyForRepair()]);
    expect(accepted(soon, d.decideRepair(), d.byChief)).toMatchObject([{ data: { until: '2024-06-30' } }]);
  });

  it('says nothing of an end when it is refused, and can be asked for again', () => {
    const no = h.play(d.anApplication(), [d.decideRepair({ granted: false }), d.byChief]);
    expect(no.at(-1)?.data).not.toHaveProperty('until');
    accepted(no, d.applyForRepair());
    expect(stateOf(no).disclosure.until['own-site']).toBe('2026-05-20');
  });

  it('lets the publication be withdrawn as repaired', () => {
    refused(d.anApplication(), h.withdraw({ reason: 'repair' }), ['R-00']);
    accepted(h.play(d.anApplication(), [d.decideRepair(), d.byChief]), h.withdraw({ reason: 'repair' }));
  });

  it('has its period from the application', () => {
    expect(accepted(d.aPerformedCase(), d.applyForRepair())).toMatchObject([
      { data: { opens: [{ key: 'repair.decide/own-site', due: '2024-06-11' }] } },
    ]);
  });
});

describe('a decision that was reversed before publication', () => {
  it('is cancelled, and is not published', () => {
    const cancelled = h.play(d.aRevokedCase(), [d.cancel()]);
    expect(stateOf(cancelled).disclosures).toEqual({ 'own-site': 'cancelled' });
    refused(cancelled, h.publish(), ['R-00']);
  });
});
