import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { noCase, owedFine, type CaseState } from '../../src/domain/penalty-case/state';
import { aChief, demoFacts, noCalendar } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import * as d from '../support/stages/decided';
import { everybody, penalise } from '../support/stages/deciding';
import { assign } from '../support/stages/investigation';
import * as r from '../support/stages/remedy';
import { proofs, serve } from '../support/stages/service';

/** P24–P27b: clocks of the answer, the day a reversal counts from, what goes back to the party. */

const stateOf = (history: h.History): CaseState => history.reduce(penaltyCase.evolve, noCase);
const due = (history: h.History, key: string) => stateOf(history).clocks[key]?.due;
const on = (date: string) => ({ date });
const separation = (decision: ReturnType<typeof penaltyCase.decide>): readonly string[] =>
  decision.outcome === 'refused'
    ? decision.broken.filter(({ code }) => code === 'R-07').map(({ guard }) => guard)
    : [];

describe('the time for answer and evidence', () => {
  it('is 10 working days, 5 in the simple procedure, and 10 from the same start when that is left', () => {
    expect(due(h.play(h.aDeliveredCase(), [r.copy({ procedure: 'ordinary' })]), 'appeal.answer/a1')).toBe(
      '2024-06-03',
    );
    const simple = r.anAnsweringCase();
    expect(due(simple, 'appeal.answer/a1')).toBe('2024-05-27');
    expect(due(h.play(simple, [r.changeProcedure(), on('2024-05-24')]), 'appeal.answer/a1')).toBe(
      '2024-06-03',
    );
  });

  it('is 15 days in court, and rolls over a holiday: received 2024-09-01, due 2024-09-18', () => {
    const sued = h.play(r.aSuedCase(), [r.complaint(), on('2024-09-01')]);
    expect(due(sued, 'court.answer/s1')).toBe('2024-09-18');
  });

  it('ends with the evidence, and not before', () => {
    const open = (history: h.History) =>
      Object.keys(stateOf(history).clocks).filter((k) => /answer/u.test(k));
    expect(open(r.anAnsweringCase())).toEqual(['appeal.answer/a1']);
    expect(open(h.play(r.anAnsweringCase(), [r.submit()]))).toEqual([]);
  });
});

describe('an opinion of the reconsideration organ (复议法 76)', () => {
  const opined = h.play(r.anAnsweringCase(), [r.opinion()]);

  it('is reported on within 60 days that do not roll over: received 2024-05-20, due 2024-07-19', () => {
    expect(due(opined, 'appeal.opinion/a1')).toBe('2024-07-19');
    const onSaturday = h.play(r.anAnsweringCase(), [r.opinion(), on('2024-06-04')]);
    expect(due(onSaturday, 'appeal.opinion/a1')).toBe('2024-08-03');
    expect(due(h.play(opined, [r.reportOnOpinion()]), 'appeal.opinion/a1')).toBeUndefined();
  });

  it('comes with a reconsideration, also after its end, and with no suit', () => {
    const ended = h.play(r.anAnsweringCase(), [r.reviewed()]);
    given(penaltyCase, ended).when(r.opinion(), demoFacts()).accepted('ReviewOpinionReceived');
    given(penaltyCase, r.aSuedCase())
      .when(r.opinion({ appeal: 's1' }), demoFacts())
      .refused('R-00');
  });
});

describe('the time to apply to the court after a judgment', () => {
  it('runs two years from the last day to perform that it sets, else from its service (解释 153)', () => {
    const unpaid = h.play(h.aDeliveredCase(), [r.sue(), on('2024-07-01')]);
    const judged = (changes: object) =>
      h.play(unpaid, [
        r.judge({ outcome: 'dismissed', servedOn: '2024-09-02', ...changes }),
        on('2024-09-02'),
      ]);
    expect(due(judged({}), 'court.apply')).toBe('2026-09-02');
    const set = judged({ performBy: '2024-10-31' });
    expect(due(set, 'court.apply')).toBe('2026-10-31');
    expect(stateOf(set).remedy.appeals['s1']).toMatchObject({ performBy: '2024-10-31' });
  });
});

describe('a suit that is withdrawn', () => {
  it('ends by the ruling of the court, not by the word of the party (行诉法 62)', () => {
    const sued = given(penaltyCase, r.aSuedCase());
    const facts = demoFacts(on('2024-07-01'));
    sued.when(r.withdrawAppeal({ appeal: 's1' }), facts).refused('R-00');
    const ruling = '（2024）示行初1号之一';
    const [event] = sued.when(r.withdrawAppeal({ appeal: 's1', ruling }), facts).accepted('AppealWithdrawn');
    expect(event?.data).toMatchObject({ ruling });
    given(penaltyCase, r.anAppliedCase()).when(r.withdrawAppeal(), facts).accepted('AppealWithdrawn');
  });
});

describe('the day a reversal counts from', () => {
  const judged = h.play(r.aSuedCase(h.aPaidCase()), [r.judge({ servedOn: '2024-08-27' }), on('2024-08-27')]);
  const byCourt = (effectiveAt: string) => r.reverse({ by: 'court', effectiveAt });

  it('is after the time for an appeal: served 2024-08-27, effective 2024-09-12', () => {
    const facts = demoFacts(on('2024-09-12'));
    given(penaltyCase, judged).when(byCourt('2024-09-11'), facts).refused('R-13');
    given(penaltyCase, judged).when(byCourt('2024-09-12'), facts).accepted('DecisionReversed');
  });

  it('is that of no end which left the decision as it was', () => {
    const facts = demoFacts(on('2024-09-12'));
    const failed = h.play(r.aSuedCase(h.aPaidCase()), [
      r.judge({ outcome: 'dismissed', servedOn: '2024-08-27' }),
      on('2024-08-27'),
    ]);
    given(penaltyCase, failed).when(byCourt('2024-09-12'), facts).refused('R-13');
    const upheld = h.play(r.anAnsweringCase(), [r.reviewed({ servedOn: '2024-06-20' }), on('2024-06-20')]);
    given(penaltyCase, upheld)
      .when(r.reverse({ by: 'reconsideration', effectiveAt: '2024-06-20' }), facts)
      .refused('R-13');
  });

  it('is not told before the calendar of the last day for an appeal is loaded', () => {
    const facts = demoFacts({ ...on('2024-09-12'), calendar: noCalendar });
    const { decision } = given(penaltyCase, judged).when(byCourt('2024-09-12'), facts);
    expect(decision).toMatchObject({
      broken: [{ code: 'R-13', en: 'no calendar is loaded to tell the last day for an appeal' }],
    });
  });

  it('is the service of the judgment of second instance', () => {
    const second = h.play(judged, [
      r.judge({ instance: 'second', servedOn: '2024-10-15' }),
      on('2024-10-15'),
    ]);
    const facts = demoFacts(on('2024-10-16'));
    given(penaltyCase, second).when(byCourt('2024-09-12'), facts).refused('R-13');
    given(penaltyCase, second).when(byCourt('2024-10-15'), facts).accepted('DecisionReversed');
  });

  it('is the service of a decision on the reconsideration', () => {
    const decided = h.play(r.anAppliedCase(h.aPaidCase()), [
      r.reviewed({ outcome: 'revoked', servedOn: '2024-06-20' }),
      on('2024-06-20'),
    ]);
    const facts = demoFacts(on('2024-06-21'));
    const by = (effectiveAt: string) => r.reverse({ by: 'reconsideration', effectiveAt });
    given(penaltyCase, decided).when(by('2024-06-21'), facts).refused('R-13');
    given(penaltyCase, decided).when(by('2024-06-20'), facts).accepted('DecisionReversed');
  });
});

describe('a reversal', () => {
  it('opens the withdrawal of what is published for 3 working days: 2024-09-12 to 2024-09-18', () => {
    const published = h.play(h.aPublishedCase(), [h.pay()], [h.file()]);
    const reversed = h.play(published, [r.reverse({ effectiveAt: '2024-09-12' }), on('2024-09-12')]);
    expect(due(reversed, 'withdraw.penalty')).toBe('2024-09-18');
    const withdrawn = h.play(reversed, [
      h.withdraw({ reason: 'reversal', publicReason: '法院已撤销' }),
      on('2024-09-13'),
    ]);
    expect(due(withdrawn, 'withdraw.penalty')).toBeUndefined();
    expect(due(r.aReversedCase(), 'withdraw.penalty')).toBeUndefined();
  });

  const lighter = { kinds: ['fine'], fineFen: 6000, tier: 'normal' };
  const refunds: readonly [string, object, number, number][] = [
    ['that sets aside: all', {}, 10_000, -10_000],
    ['that declares void: all', { kind: 'void' }, 10_000, -10_000],
    ['that changes: the difference', { kind: 'changed', proposal: lighter }, 4000, -4000],
    ['that sets aside in part: the difference', { partly: true, proposal: lighter }, 4000, -4000],
    ['that declares unlawful: nothing by itself', { kind: 'unlawful' }, 0, 0],
    ['that declares unlawful: what is ordered', { kind: 'unlawful', orderedRefundFen: 500 }, 500, 0],
  ];
  it.each(refunds)('%s is returned, due the day it counts from', (_name, changes, refundFen, owed) => {
    const state = stateOf(r.aReversedCase(changes));
    expect(state.remedy.reversal).toMatchObject({ refundFen, refundedFen: 0 });
    expect(state.clocks['remedy.refund']?.due).toBe(refundFen > 0 ? '2024-05-20' : undefined);
    expect(owedFine(state)).toBe(owed);
  });

  it('gives the refund the period that it orders itself, and the last day of it is in time', () => {
    const ordered = { refundDue: '2024-06-20' };
    expect(due(r.aReversedCase(ordered), 'remedy.refund')).toBe('2024-06-20');
    const [event] = given(penaltyCase, h.aPaidCase())
      .when(r.reverse(ordered), demoFacts())
      .accepted('DecisionReversed');
    expect(event?.data).toMatchObject({ duties: [{ kind: 'refund', due: '2024-06-20' }] });
    given(penaltyCase, h.aPaidCase())
      .when(r.reverse({ refundDue: '2024-05-19' }), demoFacts())
      .refused('R-11');
    given(penaltyCase, h.aPaidCase())
      .when(r.reverse({ refundDue: '2024-05-20' }), demoFacts())
      .accepted('DecisionReversed');
  });

  it('says what it was for, where the body said so', () => {
    const grounds = ['facts', 'notice'];
    const [event] = given(penaltyCase, h.aPaidCase())
      .when(r.reverse({ grounds }), demoFacts())
      .accepted('DecisionReversed');
    expect(event?.data).toMatchObject({ grounds });
    const [silent] = given(penaltyCase, h.aPaidCase())
      .when(r.reverse(), demoFacts())
      .accepted('DecisionReversed');
    expect(silent?.data).not.toHaveProperty('grounds');
  });

  it('is paid back in parts, and the clock runs until nothing is left', () => {
    const half = h.play(r.aReversedCase(), [r.refund({ amountFen: 4000 })]);
    expect(due(half, 'remedy.refund')).toBe('2024-05-20');
    given(penaltyCase, half)
      .when(r.refund({ amountFen: 6001 }), demoFacts())
      .refused('R-00');
    expect(due(h.play(half, [r.refund({ amountFen: 6000 })]), 'remedy.refund')).toBeUndefined();
  });

  it('after which the case is reopened leaves facts and evidence, and nothing that was decided on them', () => {
    const reopened = h.play(r.aReversedCase(), [r.reopen(), { approver: h.chief }]);
    const { phase, procedure, decision, served, findings, review } = stateOf(reopened);
    expect({ phase, procedure, decision, served, review }).toEqual({
      ...{ phase: 'investigating', procedure: 'general', decision: undefined, served: undefined },
      review: { reviewers: [] },
    });
    expect(findings?.facts).toHaveLength(1);
    expect(due(reopened, 'case.decide')).toBe('2024-08-18');
  });

  it('after which the case is reopened keeps who reviewed and chaired: they still may not decide', () => {
    const served = h.play(d.and(d.aHeardCase(), [d.penalised(), '2024-06-07'], [d.issued(), '2024-06-11']), [
      serve({ ...proofs.direct, on: '2024-06-12' }),
      on('2024-06-12'),
    ]);
    const reversed = h.play(served, [r.reverse({ effectiveAt: '2024-06-20' }), on('2024-06-20')]);
    const reopened = h.play(reversed, [r.reopen(), { ...on('2024-06-21'), approver: h.chief }]);
    const { review, hearing } = stateOf(reopened);
    expect(review).toEqual({ reviewers: ['officer-reviewer'] });
    expect(hearing).toEqual({ earlier: [], chairs: ['officer-chair'] });
    const again = d.and(
      reopened,
      [d.submitted(), '2024-06-24'],
      [d.passed(), '2024-06-25'],
      [d.noticed({}, '2024-06-26'), '2024-06-26'],
    );
    for (const former of ['officer-chair', 'officer-reviewer']) {
      const { decision } = given(penaltyCase, again).when(
        penalise(),
        demoFacts({ ...on('2024-07-08'), ...everybody, approver: aChief(former) }),
      );
      expect(separation(decision)).toEqual(['G-SEP']);
      const investigating = given(penaltyCase, reopened).when(
        assign({ investigators: ['officer-li', former] }),
        demoFacts({ ...on('2024-06-24'), ...everybody, approver: h.chief }),
      );
      expect(separation(investigating.decision)).toEqual(['G-SEP.assigned']);
    }
  });
});

describe('what is pending', () => {
  it('runs from the first application to the end of the last appeal, and never twice at once', () => {
    const applied = h.play(h.aDeliveredCase(), [r.apply(), on('2024-06-17')]);
    const upheld = h.play(applied, [r.reviewed({ servedOn: '2024-07-15' }), on('2024-07-15')]);
    const sued = h.play(upheld, [r.sue(), on('2024-07-22')], [r.complaint(), on('2024-07-25')]);
    const judged = h.play(sued, [r.judge({ servedOn: '2024-08-27' }), on('2024-08-27')]);
    expect(stateOf(applied).remedy.pending).toEqual([{ from: '2024-06-17' }]);
    expect(stateOf(judged).remedy.pending).toEqual([
      { from: '2024-06-17', to: '2024-07-15' },
      { from: '2024-07-22', to: '2024-09-12' },
    ]);
  });
});
