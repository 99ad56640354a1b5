import { describe, expect, it } from '@jest/globals';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { aChief, anItem, demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';

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
  expect(given(penaltyCase, history).when(act, demoFacts(facts)).decision).toMatchObject({
    outcome: 'accepted',
  });
};

const penalty = (fineFen: number, tier = 'normal', kinds = ['fine']) => ({
  proposal: { kinds, fineFen, tier },
});
const party = (changes: object) => ({ party: { ...h.bodies.open.party, ...changes } });

/** Told of a penalty, for a party. */
const told = (told_: object, who: object = {}): h.History =>
  h.play([], [h.open(party(who))], [h.show()], [h.record()], [h.inform(told_)]);

describe('R-21: what may be decided on the spot (处罚法 51)', () => {
  const wide = { item: anItem({ ranges: ranges(1_000_000) }) };

  it('is a fine of 200 yuan for a citizen, not a fen more', () => {
    accepted(told(penalty(20_000)), h.decide(penalty(20_000)), wide);
    refused(told(penalty(20_001)), h.decide(penalty(20_001)), ['R-07', 'R-08', 'R-21', 'R-15'], wide);
  });

  it('is a fine of 3,000 yuan for an organisation; the self-employed count as citizens', () => {
    const firm = { kind: 'organisation', name: '某公司' };
    accepted(told(penalty(300_000), firm), h.decide(penalty(300_000)), wide);
    refused(told(penalty(300_001), firm), h.decide(penalty(300_001)), ['R-07', 'R-08', 'R-21', 'R-15'], wide);
    const stall = { kind: 'individual-business' };
    refused(told(penalty(20_001), stall), h.decide(penalty(20_001)), ['R-07', 'R-08', 'R-21', 'R-15'], wide);
  });

  it('lists with a fine that is too high all that the general procedure demands as well', () => {
    const broken = refused(
      told(penalty(600_000)),
      h.decide(penalty(600_000)),
      ['R-07', 'R-08', 'R-21', 'R-14', 'R-15', 'R-16', 'R-17'],
      wide,
    );
    expect(broken.map(({ guard }) => guard)).toEqual([
      ...['G-SEP', 'G-SEP', 'G-TIER', 'G-ONSPOT', 'G-REVIEW', 'G-NOTICE', 'G-HEAR', 'G-COLLECT'],
    ]);
    expect(broken.every(({ zh, en, basis }) => zh !== '' && en !== '' && basis.length > 0)).toBe(true);
  });

  it('knows an approver who is a chief and did not investigate', () => {
    const broken = given(penaltyCase, told(penalty(600_000)))
      .when(h.decide(penalty(600_000)), demoFacts({ ...wide, approver: aChief() }))
      .refused('R-21', 'R-14', 'R-15', 'R-16', 'R-17');
    expect(broken.length).toBeGreaterThan(0);
  });

  it('takes no other kind of penalty', () => {
    const kinds = penalty(10_000, 'normal', ['fine', 'confiscation-of-gains']);
    const all = anItem({
      penalties: ['fine', 'confiscation-of-gains'],
      ranges: ranges(1_000_000),
    });
    refused(told(kinds), h.decide(kinds), ['R-07', 'R-08', 'R-21', 'R-15'], { item: all });
    accepted(
      told(penalty(10_000, 'normal', ['warning', 'fine'])),
      h.decide(penalty(10_000, 'normal', ['warning', 'fine'])),
    );
  });
});

function ranges(maxFen: number) {
  return ['citizen', 'organisation', 'individual-business'].map((kind) => ({ kind, minFen: 5000, maxFen }));
}

describe('R-23: not heavier than what was told (处罚法 45)', () => {
  it('refuses one fen more and another kind, and takes less', () => {
    refused(h.anInformedCase(), h.decide(penalty(10_001)), ['R-23']);
    refused(told(penalty(0, 'normal', ['warning'])), h.decide(penalty(5000)), ['R-23']);
    accepted(h.anInformedCase(), h.decide(penalty(9999)));
    accepted(h.anInformedCase(), h.decide(penalty(0, 'normal', ['warning'])));
  });

  it('refuses to tell more after a statement, unless new evidence came in that is not drawn from it', () => {
    const heard = told({
      ...h.bodies.inform,
      answer: 'statement',
      statement: '不服',
      review: { outcome: 'rejected', reasons: '无据' },
    });
    refused(heard, h.inform(penalty(10_001)), ['R-23']);
    const evidence = (fromDefence: boolean) =>
      h.play(heard, [
        h.record({
          evidence: [
            { ...h.bodies.facts.evidence[0], id: 'e1', fromDefence },
            { ...h.bodies.facts.evidence[0], id: 'e2', fromDefence },
          ],
        }),
      ]);
    refused(evidence(true), h.inform(penalty(10_001)), ['R-23']);
    accepted(evidence(false), h.inform(penalty(10_001)));
  });
});

describe('R-24: within the range, and once', () => {
  it('refuses one fen above or below', () => {
    accepted(told(penalty(5000)), h.decide(penalty(5000)));
    refused(told(penalty(4999)), h.decide(penalty(4999)), ['R-24']);
    const narrow = { item: anItem({ ranges: [{ kind: 'citizen', minFen: 5000, maxFen: 9999 }] }) };
    refused(told(penalty(10_000)), h.decide(penalty(10_000)), ['R-24'], narrow);
  });

  it('goes below only with a ground of mitigation, and says so', () => {
    const circumstances = { ...h.bodies.decide.circumstances, grounds: ['harm-removed'] };
    accepted(told(penalty(4999)), h.decide({ ...penalty(4999, 'mitigated'), circumstances }));
    refused(told(penalty(4999)), h.decide({ ...penalty(4999, 'lighter'), circumstances }), ['R-24']);
    refused(told(penalty(4999)), h.decide(penalty(4999, 'mitigated')), ['R-24']);
  });

  it('refuses a fine without an amount, an amount without a fine, and a fine without a range', () => {
    refused(h.anInformedCase(), h.decide(penalty(0)), ['R-24']);
    refused(told(penalty(100, 'normal', ['warning'])), h.decide(penalty(100, 'normal', ['warning'])), [
      'R-24',
    ]);
    const none = { item: anItem({ ranges: [{ kind: 'organisation', minFen: 0, maxFen: 1 }] }) };
    refused(h.anInformedCase(), h.decide(), ['R-24'], none);
  });

  it('does not tell which case holds the fine: it may be of another organ', () => {
    const fineHolder = { case: 'case-of-others', s: 'act-of-others', n: 0 };
    const broken = refused(h.anInformedCase(), h.decide(), ['R-24'], { fineHolder });
    expect(broken).toMatchObject([
      {
        guard: 'G-ONCE',
        zh: '同一违法行为已在另一案件中处以罚款',
        en: 'this act of this party carries a fine in another case',
      },
    ]);
    expect(JSON.stringify(broken)).not.toContain('of-others');
  });

  it('does not mind another fine on the act when this decision only warns', () => {
    const fineHolder = { case: 'case-other', s: 'act-1', n: 0 };
    refused(h.anInformedCase(), h.decide(), ['R-24'], { fineHolder });
    accepted(told(penalty(0, 'normal', ['warning'])), h.decide(penalty(0, 'normal', ['warning'])), {
      fineHolder,
    });
  });
});

describe('R-38 G-PARTY (处罚法 28–35)', () => {
  const circumstances = (changes: object) => ({
    circumstances: { ...h.bodies.decide.circumstances, ...changes },
  });
  const lower = penalty(10_000, 'lighter');

  it('refuses any penalty for a child and without capacity', () => {
    refused(told(lower, { ageBand: 'under-14' }), h.decide(lower), ['R-38']);
    refused(told(lower, { capacity: 'none' }), h.decide(lower), ['R-38']);
  });

  it('wants a lighter or mitigated penalty from 14 to 18 and on grounds of 32; partial capacity only allows it', () => {
    refused(told(penalty(10_000), { ageBand: '14-to-18' }), h.decide(), ['R-38']);
    accepted(told(lower, { ageBand: '14-to-18' }), h.decide(lower));
    refused(h.anInformedCase(), h.decide(circumstances({ grounds: ['coerced'] })), ['R-38']);
    accepted(told(penalty(10_000), { capacity: 'partial' }), h.decide());
  });

  it('records the grounds it went by', () => {
    const history = told(penalty(4000, 'mitigated'), { ageBand: '14-to-18', capacity: 'partial' });
    const [event] = given(penaltyCase, history)
      .when(
        h.decide({ ...penalty(4000, 'mitigated'), ...circumstances({ grounds: ['coerced'] }) }),
        demoFacts(),
      )
      .accepted('OnSpotDecisionIssued');
    expect(event).toMatchObject({
      data: { minor: true, grounds: ['age-14-to-18', 'partial-capacity', 'coerced'] },
    });
  });

  it('refuses what was slight and corrected, and what was without fault unless a law punishes it all the same', () => {
    refused(h.anInformedCase(), h.decide(circumstances({ slightCorrectedNoHarm: true })), ['R-38']);
    refused(h.anInformedCase(), h.decide(circumstances({ noFault: true })), ['R-38']);
    const noFaultException = { norm: '中华人民共和国某法', article: '第二条', rank: 'law' };
    accepted(h.anInformedCase(), h.decide(circumstances({ noFault: true, noFaultException })));
  });

  it('refuses a fine, not a warning, after a court imposed one (处罚法 35)', () => {
    refused(h.anInformedCase(), h.decide(circumstances({ courtFine: true })), ['R-38']);
    const warning = penalty(0, 'normal', ['warning']);
    accepted(told(warning), h.decide({ ...warning, ...circumstances({ courtFine: true }) }));
  });

  it('applies the norm with the higher fine (处罚法 29)', () => {
    const others = circumstances({ others: ['item-road'] });
    const higher = anItem({ ranges: [{ kind: 'citizen', minFen: 0, maxFen: 20_001 }] }, 'item-road');
    const equal = anItem({ ranges: [{ kind: 'citizen', minFen: 0, maxFen: 20_000 }] }, 'item-road');
    refused(h.anInformedCase(), h.decide(others), ['R-38'], { otherItems: [higher] });
    accepted(h.anInformedCase(), h.decide(others), { otherItems: [equal] });
  });

  it('wants gains stated: none with the reason, or restitution and confiscation that add up', () => {
    const gains = (changes: object) => h.decide({ gains: { ...h.bodies.decide.gains, ...changes } });
    refused(h.anInformedCase(), gains({ reason: undefined }), ['R-38']);
    refused(h.anInformedCase(), gains({ amountFen: 1 }), ['R-38']);
    refused(h.anInformedCase(), gains({ kind: 'some', amountFen: 500, restitutionFen: 400 }), ['R-38']);
    accepted(h.anInformedCase(), gains({ kind: 'some', amountFen: 500, restitutionFen: 500 }));
  });
});
