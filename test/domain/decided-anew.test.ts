import { describe, expect, it } from '@jest/globals';
import { dutiesDone, outcomeOf } from '../../src/domain/penalty-case/closing/rules';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import { recordNoPenalty } from '../../src/domain/penalty-case/decision/record';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { executed, owedFine } from '../../src/domain/penalty-case/state';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import * as d from '../support/stages/decided';
import { spare } from '../support/stages/deciding';
import * as p from '../support/stages/performance';
import * as r from '../support/stages/remedy';
import { aServedGeneralCase, proofs, serve } from '../support/stages/service';

/** P25–P27b: a decision that was set aside, and the one that the same case comes to afterwards. */

const reliance = { rules: [], parameters: [], entries: [] };
const on = (date: string) => ({ date });
const byChief = (date: string) => ({ date, approver: h.chief });

/** Set aside, and reopened at once. */
const reopened = (from: h.History, changes: object = {}, day = '2024-06-20'): h.History =>
  h.play(from, [r.reverse({ effectiveAt: day, ...changes }), on(day)], [r.reopen(), byChief(day)]);

const paid = (): h.History => h.play(aServedGeneralCase(), [h.pay(), on('2024-05-21')]);
const appealed = (): h.History =>
  h.play(paid(), [r.apply(), on('2024-05-22')], [r.reviewed({ servedOn: '2024-06-20' }), on('2024-06-20')]);

/** Decided again, and served on 2024-08-05. */
const again = (from: h.History, fineFen = 8000): h.History =>
  h.play(
    d.and(
      from,
      [d.penalised({ proposal: { ...d.fine, fineFen } }), '2024-08-01'],
      [d.issued(), '2024-08-02'],
    ),
    [serve({ ...proofs.direct, on: '2024-08-05' }), on('2024-08-05')],
  );

describe('a fine that is imposed anew', () => {
  it('is not paid by what is to be returned of the former one', () => {
    const state = d.stateOf(again(reopened(paid())));
    expect(owedFine(state)).toBe(8000);
    expect(executed(state)).toBe(false);
    expect(Object.keys(state.clocks)).toContain('fine.pay');
    expect(Object.keys(state.clocks)).not.toContain('case.close');
    const performed = h.play(again(reopened(paid())), [h.pay({ fineFen: 8000 }), on('2024-08-06')]);
    expect(executed(d.stateOf(performed))).toBe(true);
  });

  it('is paid by what stays with the organ of the former one', () => {
    const kept = again(reopened(paid(), { kind: 'unlawful', orderedRefundFen: 4000 }));
    expect(owedFine(d.stateOf(kept))).toBe(2000);
    const more = again(reopened(paid(), { kind: 'unlawful' }), 10_000);
    expect(owedFine(d.stateOf(more))).toBe(0);
    expect(executed(d.stateOf(more))).toBe(true);
  });

  it('leaves the former refund owed, and payable while the case is open again', () => {
    const open = reopened(paid());
    const [event] = given(penaltyCase, open)
      .when(r.refund(), demoFacts(on('2024-06-24')))
      .accepted('RefundPaid');
    expect(event?.data).toMatchObject({ closes: ['remedy.refund'] });
    const later = again(open);
    given(penaltyCase, later)
      .when(r.refund({ amountFen: 10_001 }), demoFacts(on('2024-08-06')))
      .refused('R-00');
    given(penaltyCase, later)
      .when(r.refund(), demoFacts(on('2024-08-06')))
      .accepted('RefundPaid');
  });

  it('is enforced by steps of its own, and by none that were taken for the former one', () => {
    const urged = again(reopened(p.anUrgedCase()));
    expect(d.stateOf(urged).execution).toEqual({
      payments: [],
      goods: [],
      goodsDone: false,
      statements: [],
      acted: [],
    });
    const ended = again(reopened(h.play(p.anUrgedCase(), [p.terminate(), byChief('2024-06-14')])));
    expect(executed(d.stateOf(ended))).toBe(false);
  });
});

describe('a decision made anew', () => {
  it('stands: the case does not end as reversed, and the decision can be reversed in its turn', () => {
    const later = again(reopened(paid()));
    expect(outcomeOf(d.stateOf(later))).toBeUndefined();
    const reverse = r.reverse({ effectiveAt: '2024-09-02' });
    given(penaltyCase, later)
      .when(reverse, demoFacts(on('2024-09-02')))
      .accepted('DecisionReversed');
    expect(outcomeOf(d.stateOf(h.play(later, [reverse, on('2024-09-02')])))).toBe('reversed');
  });

  it('owes both refunds when it is set aside as well', () => {
    const twice = h.play(
      again(reopened(paid())),
      [h.pay({ fineFen: 8000 }), on('2024-08-06')],
      [r.reverse({ effectiveAt: '2024-09-02' }), on('2024-09-02')],
    );
    given(penaltyCase, twice)
      .when(r.refund({ amountFen: 18_001 }), demoFacts(on('2024-09-03')))
      .refused('R-00');
    given(penaltyCase, twice)
      .when(r.refund({ amountFen: 18_000 }), demoFacts(on('2024-09-03')))
      .accepted('RefundPaid');
  });

  it('is not reopened for the duty that led to it', () => {
    const later = again(reopened(paid(), { duties: [{ kind: 'redo' }] }));
    given(penaltyCase, later)
      .when(r.reopen({ ground: 'redo' }), demoFacts(byChief('2024-08-06')))
      .refused('R-00');
  });

  it('is not reversed on the day of a reconsideration of the former one, nor held by its stay', () => {
    const later = again(reopened(h.play(appealed(), [r.stay(), on('2024-06-20')])));
    given(penaltyCase, later)
      .when(r.reverse({ by: 'reconsideration', effectiveAt: '2024-06-20' }), demoFacts(on('2024-08-06')))
      .refused('R-13');
    expect(d.stateOf(later).remedy.stayed).toBeUndefined();
    expect(d.stateOf(later).remedy.appeals['a1']).toMatchObject({ ended: true, past: true });
  });
});

describe('a decision that is set aside', () => {
  const gone = (from: h.History, changes: object = {}) =>
    h.play(from, [r.reverse({ effectiveAt: '2024-07-09', ...changes }), on('2024-07-09')]);
  const guards = (history: h.History, act: PenaltyCaseCommand, facts: Partial<CaseFacts>) => {
    const { decision } = given(penaltyCase, history).when(act, demoFacts(facts));
    return decision.outcome === 'refused' ? decision.broken.map(({ guard }) => guard) : [];
  };

  it.each(['revoked', 'void', 'redo'])(
    'is not executed any more, what it orders to do included: %s',
    (kind) => {
      const noticed = p.aSubstituteNoticed();
      const performed = p.hour('2024-07-10');
      expect(guards(noticed, p.substitute(), performed)).toEqual([]);
      expect(guards(gone(noticed, { kind }), p.substitute(), performed)).toEqual(['G-HOLD.course']);
    },
  );

  it('is executed on as far as it stands: declared unlawful, it is due to the day, in court as well', () => {
    const noticed = p.aSubstituteNoticed();
    expect(guards(gone(noticed, { kind: 'unlawful' }), p.substitute(), p.hour('2024-07-10'))).toEqual([]);
    const unpaid = d.stateOf(aServedGeneralCase()).clocks;
    const { clocks } = d.stateOf(gone(aServedGeneralCase(), { kind: 'unlawful' }));
    expect(clocks).toMatchObject({ 'fine.pay': unpaid['fine.pay'], 'court.apply': unpaid['court.apply'] });
  });

  it('leaves no instalment to be reminded of (W-15)', () => {
    const parts = h.play(aServedGeneralCase(), [p.instalments(), byChief('2024-05-20')]);
    expect(Object.keys(d.stateOf(parts).clocks)).toContain('fine.pay/2');
    const left = Object.keys(d.stateOf(gone(parts)).clocks);
    expect(left.filter((key) => key.startsWith('fine.pay'))).toEqual([]);
  });

  it('with an order to decide anew keeps the case open for the time of a decision, or the one ordered (W-43)', () => {
    const redo = gone(paid(), { kind: 'redo' });
    expect(d.stateOf(redo).clocks['remedy.duty/redo']?.due).toBe('2024-10-07');
    expect(
      dutiesDone.check(undefined, d.stateOf(h.play(redo, [r.refund(), on('2024-07-10')])), demoFacts()),
    ).toHaveLength(1);
    const ordered = gone(paid(), { duties: [{ kind: 'redo', due: '2024-08-30' }] });
    expect(d.stateOf(ordered).clocks['remedy.duty/redo']?.due).toBe('2024-08-30');
  });

  it('is decided anew by the next decision, and nothing is left of that duty', () => {
    const open = reopened(paid(), { kind: 'redo' });
    const { closes } = recordNoPenalty(spare(), d.stateOf(open), demoFacts(on('2024-08-01')), reliance)[0]
      ?.data as {
      closes: string[];
    };
    expect(closes).toContain('remedy.duty/redo');
    expect(d.stateOf(again(open)).remedy.duties).toEqual([]);
  });
});

describe('what was executed by force on a decision that is gone', () => {
  const gone = () => h.play(p.anExecutedCase(), [r.reverse({ effectiveAt: '2024-07-15' }), on('2024-07-15')]);
  const turned = (from: h.History) =>
    h.play(from, [p.turnBack({ because: 'reversed' }), byChief('2024-07-16')]);
  const keepsOpen = (history: h.History) =>
    dutiesDone.check(undefined, d.stateOf(history), demoFacts()).map(({ en }) => en);

  it('is due at once (W-43), and keeps the case open until it is turned back', () => {
    expect(d.stateOf(gone()).clocks['remedy.duty/turn-back']?.due).toBe('2024-07-15');
    expect(keepsOpen(gone())).toEqual(['what was executed is not turned back']);
    expect(keepsOpen(turned(gone()))).toEqual([]);
    expect(d.stateOf(turned(gone())).clocks).not.toHaveProperty(['remedy.duty/turn-back']);
  });

  it('is owed as well while the case is open again, and no clock of the new decision goes with it', () => {
    const open = h.play(gone(), [r.reopen(), byChief('2024-07-15')]);
    expect(keepsOpen(open)).toEqual(['what was executed is not turned back']);
    const later = d.stateOf(turned(again(open))).clocks;
    expect(Object.keys(later)).toEqual(expect.arrayContaining(['fine.pay', 'court.apply']));
    expect(later).not.toHaveProperty(['remedy.duty/turn-back']);
  });

  it('is nothing where it was turned back before, or where the party paid by itself', () => {
    const before = h.play(p.anExecutedCase(), [p.turnBack(), byChief('2024-07-12')]);
    for (const history of [before, paid()]) {
      const reversed = h.play(history, [r.reverse({ effectiveAt: '2024-07-15' }), on('2024-07-15')]);
      expect(d.stateOf(reversed).clocks).not.toHaveProperty(['remedy.duty/turn-back']);
    }
  });
});

describe('what is open of a decision set aside', () => {
  it('is withdrawn from the public while the case is open again', () => {
    const published = h.play(h.aPublishedCase(), [h.pay()], [h.file()]);
    const open = reopened(published);
    given(penaltyCase, open)
      .when(h.withdraw({ reason: 'reversal', publicReason: '已撤销' }), demoFacts(on('2024-06-24')))
      .accepted('DisclosureWithdrawn');
  });

  it('is turned back although the new decision was executed neither way', () => {
    const open = reopened(p.anExecutedCase(), {}, '2024-07-15');
    const turned = h.play(open, [p.turnBack({ because: 'reversed' }), byChief('2024-07-17')]);
    expect(d.stateOf(turned).execution).not.toHaveProperty('ended');
    given(penaltyCase, turned)
      .when(p.turnBack({ because: 'reversed' }), demoFacts(byChief('2024-07-18')))
      .refused('R-00');
  });

  it('is told to those who had the decision, while the case is open again', () => {
    given(penaltyCase, reopened(paid()))
      .when(r.tellReceivers(), demoFacts(on('2024-06-24')))
      .accepted('ReceiversCorrected');
  });
});
