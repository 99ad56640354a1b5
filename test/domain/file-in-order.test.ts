import { describe, expect, it } from '@jest/globals';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { aTemplate, anItem, demoFacts, tampered } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';

/** Refused with exactly these codes, in the order of the report. */
const refused = (
  history: h.History,
  act: PenaltyCaseCommand,
  codes: readonly string[],
  facts: Partial<CaseFacts> = {},
) =>
  given(penaltyCase, history)
    .when(act, demoFacts(facts))
    .refused(...codes);

const accepted = (history: h.History, act: PenaltyCaseCommand, facts: Partial<CaseFacts> = {}) => {
  const { decision } = given(penaltyCase, history).when(act, demoFacts(facts));
  expect(decision).toMatchObject({ outcome: 'accepted' });
};

describe('R-11 G-DOC', () => {
  const decide = (changes: object, facts: Partial<CaseFacts> = {}) =>
    refused(h.anInformedCase(), h.decide(changes), ['R-11'], facts);
  it.each([
    ['a signature is missing', { signedBy: ['officer-wang'] }],
    ['an order by a date has no date', { correction: { kind: 'by-date' } }],
    ['an order by a date that is over', { correction: { kind: 'by-date', by: '2024-05-19' } }],
    ['there is no order and no reason', { correction: { kind: 'not-applicable' } }],
  ])('refuses when %s', (_what, changes) => {
    expect(decide(changes)).toHaveLength(1);
  });

  it('refuses a template of another type, another organ, out of force, or without a field of 52', () => {
    decide({}, { template: aTemplate({ docType: 'decision' }) });
    decide({}, { template: aTemplate({ organ: 'organ-other' }) });
    decide({}, { template: aTemplate({ until: '2024-05-19' }) });
    const bare = tampered(aTemplate(), (state) => ({
      ...state,
      versions: state.versions.map((each) => ({
        ...each,
        fields: each.fields.filter((field) => field !== 'remedies.review-first'),
      })),
    }));
    expect(decide({}, { template: bare })[0]?.zh).toContain('remedies.review-first');
  });

  it('takes an order with its date, or the reason why there is none', () => {
    accepted(h.anInformedCase(), h.decide({ correction: { kind: 'by-date', by: '2024-05-20' } }));
    accepted(h.anInformedCase(), h.decide({ correction: { kind: 'not-applicable', reason: '已自行改正' } }));
  });

  it('wants a refusal noted', () => {
    accepted(h.aDecidedCase(), h.deliver({ mode: 'refused', refusalNoted: true }));
  });
});

describe('R-13 G-LIMIT', () => {
  const since = (violation: object): h.History =>
    h.play(
      h.aShownCase(),
      [h.record({ violation: { ...h.bodies.facts.violation, ...violation } })],
      [h.inform()],
    );
  it('is two years from the violation to its discovery, to the day', () => {
    accepted(since({ from: '2022-05-20' }), h.decide());
    refused(since({ from: '2022-05-19' }), h.decide(), ['R-13']);
  });

  it('is five years where life, health or money came to harm', () => {
    const facts = { item: anItem({ basis: [oldNorm] }) };
    accepted(since({ from: '2019-05-20', harm: 'life-health-safety' }), h.decide(), facts);
    refused(since({ from: '2019-05-19', harm: 'financial-safety' }), h.decide(), ['R-13'], facts);
  });

  it('runs from the end of what went on, and not at all while it goes on', () => {
    accepted(since({ from: '2020-03-01', until: '2023-01-01', continuing: true }), h.decide());
    accepted(since({ from: '2020-03-01', continuing: true }), h.decide());
    refused(since({ from: '2020-03-01', until: '2022-05-01', continuing: true }), h.decide(), ['R-13']);
  });

  it('refuses dates that do not agree', () => {
    refused(since({ discovered: '2024-05-21' }), h.decide(), ['R-13']);
    refused(since({ from: '2024-05-21', discovered: '2024-05-20' }), h.decide(), ['R-13']);
    refused(since({ until: '2024-05-19' }), h.decide(), ['R-13']);
  });
});

const oldNorm = {
  ...{ norm: '示范省市容条例', article: '第二十条', rank: 'local-regulation' },
  ...{ published: '2009-11-01', from: '2010-01-01' },
};

describe('R-15', () => {
  it.each(['content', 'facts', 'reasons', 'basis', 'rights'])('wants the party told of the %s', (part) => {
    const told = { ...h.bodies.inform.told, [part]: false };
    expect(refused(h.aRecordedCase(), h.inform({ told }), ['R-15'])).toHaveLength(1);
  });

  it('wants a statement re-checked, and told again when facts were added', () => {
    refused(h.aRecordedCase(), h.inform({ answer: 'statement', statement: '不是我' }), ['R-15']);
    const stale = h.play(h.anInformedCase(), [h.record()]);
    refused(stale, h.decide(), ['R-15']);
    accepted(h.play(stale, [h.inform()]), h.decide());
  });
});

describe('R-18 G-EVID', () => {
  const item = h.bodies.facts.evidence[0];
  const record = (changes: object) => h.record({ evidence: [{ ...item, ...changes }] });
  it('takes unverified evidence when facts are recorded, and none that is excluded', () => {
    accepted(h.aShownCase(), record({ status: 'unverified' }));
    refused(h.aShownCase(), record({ status: 'excluded' }), ['R-18']);
    refused(h.aShownCase(), record({ id: 'e2' }), ['R-18']);
  });

  it.each([
    [{ deviceReviewed: false, contentReviewed: true }],
    [{ deviceReviewed: true, contentReviewed: false }],
  ])(
    'excludes a monitoring record that was not reviewed, alone or with others (处罚法 41): %j',
    (monitoring) => {
      refused(h.aShownCase(), record({ monitoring }), ['R-18']);
      const both = h.record({
        facts: [{ id: 'f1', text: '占道经营', evidence: ['e1', 'e2'] }],
        evidence: [item, { ...item, id: 'e2', monitoring }],
      });
      refused(h.aShownCase(), both, ['R-18']);
    },
  );

  it('takes a reviewed monitoring record, and evidence verified later', () => {
    accepted(h.aShownCase(), record({ monitoring: { deviceReviewed: true, contentReviewed: true } }));
    const later = h.play(h.aShownCase(), [record({ status: 'unverified' })], [record({})], [h.inform()]);
    accepted(later, h.decide());
  });
});
