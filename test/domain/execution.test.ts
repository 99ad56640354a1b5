import { describe, expect, it } from '@jest/globals';
import { opening } from '../../src/domain/penalty-case/clocks';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { lateFeeFen } from '../../src/domain/penalty-case/payment/late-fee';
import { executed, type CaseState } from '../../src/domain/penalty-case/state';
import { chinaCalendars } from '../../src/law/calendar';
import { legalDay } from '../../src/kernel/time';
import { demoFacts, noCalendar } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import * as t from '../support/stages/court';
import { stateOf } from '../support/stages/decided';
import * as p from '../support/stages/performance';
import * as r from '../support/stages/remedy';
import { aServedGeneralCase, attempt, proofs } from '../support/stages/service';
import { lawful } from '../support/violating-examples';

interface Data extends Record<string, unknown> {
  opens: { key: string; due?: string }[];
  closes: string[];
  findings: { code: string }[];
}

const decideOn = (history: h.History, act: PenaltyCaseCommand, facts: Partial<CaseFacts>, change = same) =>
  penaltyCase.decide(act, change(stateOf(history)), demoFacts(facts));
const same = (state: CaseState): CaseState => state;
const data = (...of: Parameters<typeof decideOn>): Data => {
  const decision = decideOn(...of);
  if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
  return decision.events[0]?.data as Data;
};
const guards = (...of: Parameters<typeof decideOn>): string[] => {
  const decision = decideOn(...of);
  return decision.outcome === 'refused' ? decision.broken.map(({ code, guard }) => `${code} ${guard}`) : [];
};
const due = ({ opens }: Data) => Object.fromEntries(opens.map(({ key, ...clock }) => [key, clock.due]));
const factsOf = (name: string): Partial<CaseFacts> => lawful[name]?.().facts ?? {};

describe('overdue (X1)', () => {
  it('is so on the day after the last day, for the date on file', () => {
    expect(guards(aServedGeneralCase(), p.overdue(), { date: '2024-06-04' })).toEqual(['R-00 G-OVERDUE']);
    data(aServedGeneralCase(), p.overdue(), { date: '2024-06-05' });
    const other = p.overdue({ dueOn: '2024-06-03' });
    expect(guards(aServedGeneralCase(), other, { date: '2024-06-05' })).toEqual(['R-00 G-OVERDUE']);
  });

  it('opens the way to the court where service did not', () => {
    expect(data(aServedGeneralCase(), p.overdue(), { date: '2024-06-05' }).opens).toEqual([]);
    // On the spot reconsideration comes first: 60 days, and three months from there.
    const simple = data(h.aDeliveredCase(), p.overdue(), { date: '2024-06-05' });
    expect(due(simple)).toEqual({ 'court.apply': '2024-10-19' });
  });
});

describe('the urge (X2, X3)', () => {
  it('waits ten working days for the court: served 2024-05-20, earliest 2024-06-04', () => {
    expect(opening(demoFacts(), 'urge.before.court', '2024-05-20').due).toBe('2024-06-03');
    expect(stateOf(p.anUrgedCase()).execution.urged).toEqual({
      on: '2024-06-10',
      by: '2024-06-24',
      courtWait: '2024-06-24',
    });
  });

  it('may name the late fee of the day, and not more', () => {
    const facts = factsOf('ServeUrge');
    data(p.anOverdueCase(), p.urge({}, { amountFen: 11_800 }), facts);
    expect(guards(p.anOverdueCase(), p.urge({}, { amountFen: 11_801 }), facts)).toEqual(['R-11 G-DOC.urge']);
  });

  it('is served by announcement only after attempts at this very document', () => {
    const failed = p.urge({ ...proofs.announcement, on: '2024-06-10', ground: 'other-ways-failed' }, later);
    const facts = factsOf('ServeUrge');
    expect(guards(p.anOverdueCase(), failed, facts)).toContain('R-25 G-SERVE.announcement');
    const tried = h.play(
      p.anOverdueCase(),
      [attempt({ document: 'urge' })],
      [attempt({ document: 'urge', mode: 'mail' })],
    );
    data(tried, failed, facts);
  });

  const later = { performBy: '2024-07-20' };

  it('lets every statement be re-checked before the decision', () => {
    const said = h.play(p.anUrgedCase(), [p.statement()], [p.statement({ id: 's2' })], [p.recheck()]);
    expect(guards(said, p.decideExecution(), factsOf('DecideExecution'))).toEqual([
      'R-15 G-STATEMENT.reviewed',
    ]);
    data(h.play(said, [p.recheck({ id: 's2' })]), p.decideExecution(), factsOf('DecideExecution'));
  });
});

describe('the execution decision (X5)', () => {
  const on = (date: string) => ({ ...factsOf('DecideExecution'), date });

  it('comes after more than thirty days of the late fee: due 2024-06-04, earliest 2024-07-05', () => {
    expect(guards(p.anUrgedCase(), p.decideExecution(), on('2024-07-04'))).toEqual(['R-27 G-LATEFEE.ran']);
    data(p.anUrgedCase(), p.decideExecution(), on('2024-07-05'));
  });

  it('counts no day of review and litigation among the thirty', () => {
    const paused = t.appealed('reconsideration', 'upheld', '2024-06-22');
    expect(guards(p.anUrgedCase(), p.decideExecution(), on('2024-07-06'), paused)).toEqual([
      'R-27 G-LATEFEE.ran',
    ]);
    data(p.anUrgedCase(), p.decideExecution(), on('2024-07-07'), paused);
  });

  it('waits for the period of the urge, unless property is seen to be hidden', () => {
    const late = h.play(p.anOverdueCase(), [p.urge({}, { performBy: '2024-07-31' }), factsOf('ServeUrge')]);
    expect(guards(late, p.decideExecution(), on('2024-07-31'))).toEqual(['R-27 G-URGE.over']);
    data(late, p.decideExecution(), on('2024-08-01'));
    expect(guards(late, p.decideExecution({ immediate: true }), on('2024-07-31'))).toEqual([
      'R-27 G-URGE.over',
    ]);
    data(late, p.decideExecution({ immediate: true, evidence: 'e1' }), on('2024-07-31'));
  });

  it('rests on a 法律', () => {
    const power = { norm: '某条例', article: '第一条', rank: 'administrative-regulation' };
    expect(guards(p.anUrgedCase(), p.decideExecution({ power }), on('2024-07-08'))).toEqual(['R-03 G-POWER']);
  });

  it('closes the time for the court: the organ has its own way', () => {
    expect(data(p.anUrgedCase(), p.decideExecution(), on('2024-07-08')).closes).toEqual(['court.apply']);
  });

  it('is no business of the organ after a change by the reconsideration organ', () => {
    expect(guards(p.anUrgedCase(), p.decideExecution(), on('2024-07-08'), t.changedByReview)).toEqual([
      'R-02 G-OWN.decision',
    ]);
  });

  it('pulls no building down before announcement, its time, and the end of the remedies', () => {
    const announced = h.play(p.anUrgedCase(), [p.demolition(), { date: '2024-06-10' }]);
    const act = p.decideExecution({ manners: ['demolish'] });
    expect(guards(p.anUrgedCase(), act, on('2024-11-21'))).toEqual(['R-27 G-DEMOLISH.ripe']);
    expect(guards(announced, act, on('2024-11-20'))).toEqual(['R-27 G-DEMOLISH.ripe']);
    expect(guards(announced, act, on('2024-11-21'), t.appealed('suit'))).toContain('R-27 G-DEMOLISH.ripe');
    data(announced, act, on('2024-11-21'));
  });
});

describe('G-CAL: when execution may be carried out (强制法 43)', () => {
  const at = (date: string, time: string, changes: object = {}) =>
    guards(p.anExecutionServed(), p.transfer(changes), p.hour(date, time));

  it.each([
    ['2024-07-10', '21:59', []],
    ['2024-07-10', '22:00', ['R-19 G-CAL']],
    ['2024-07-11', '05:59', ['R-19 G-CAL']],
    ['2024-07-11', '06:00', []],
    ['2024-07-13', '10:00', []],
    ['2024-10-01', '10:00', ['R-19 G-CAL']],
    ['2024-10-12', '10:00', []],
  ])('%s at %s', (date, time, expected) => {
    expect(at(date, time)).toEqual(expected);
  });

  it('is not known where the holidays are not', () => {
    const calendar = chinaCalendars.for('650100');
    const facts = { ...p.hour('2024-07-10'), calendar };
    expect(guards(p.anExecutionServed(), p.transfer(), facts)).toEqual(['R-19 G-CAL']);
  });

  it('wants the hour on record', () => {
    const day = { date: '2024-07-10', at: legalDay('2024-07-10') };
    expect(guards(p.anExecutionServed(), p.transfer(), day)).toEqual(['R-19 G-CAL']);
  });

  it('gives way to urgency, and the supply of residents never does', () => {
    const urgentReason = '账户正被转空';
    expect(at('2024-10-01', '23:00', { urgentReason })).toEqual([]);
    expect(at('2024-10-01', '23:00', { urgentReason, cutsSupply: true })).toEqual(['R-19 G-CAL']);
  });
});

describe('acts of execution (X7, X8)', () => {
  it('miss their record in sound and picture (W-30)', () => {
    const facts = factsOf('ExecuteDirectly');
    expect(data(p.anExecutionServed(), p.direct(), facts).findings).toEqual([]);
    const bare = p.direct({ recording: undefined });
    expect(data(p.anExecutionServed(), bare, facts).findings).toEqual([
      { code: 'W-30', about: 'direct-execution', reasons: ['recording-missing'] },
    ]);
  });

  it('of a substitute wait three working days from the reminder', () => {
    const on = { date: '2024-06-27' };
    data(p.aSubstituteDecided(), p.substituteNotice({}, { for: '2024-07-02' }), on);
    expect(guards(p.aSubstituteDecided(), p.substituteNotice({}, { for: '2024-07-01' }), on)).toEqual([
      'R-27 G-SUBSTITUTE.notice',
    ]);
    const unknown = demoFacts({ ...on, ...p.chief, calendar: noCalendar });
    const { decision } = given(penaltyCase, p.aSubstituteDecided()).when(p.substituteNotice(), unknown);
    expect(decision).toMatchObject({
      broken: [{ code: 'R-27', en: 'no calendar is loaded to tell the last day for the reminder' }],
    });
    expect(guards(p.aSubstituteNoticed(), p.substitute(), p.hour('2024-07-09'))).toEqual([
      'R-27 G-SUBSTITUTE.noticed',
    ]);
  });

  it('at once tell an absent party (W-17)', () => {
    const absent = { partyPresent: false };
    expect(data(aServedGeneralCase(), p.atOnce(absent), {}).findings).toEqual([
      { code: 'W-17', about: 'absent-party', reasons: ['not-told'] },
    ]);
    expect(data(aServedGeneralCase(), p.atOnce({ ...absent, toldOn: '2024-05-20' }), {}).findings).toEqual(
      [],
    );
  });
});

describe('the execution agreement (X4)', () => {
  it('reduces only the late fee, and that only after measures to remedy', () => {
    const on = { date: '2024-07-01' };
    // 27 days of 3 yuan: 81 yuan by law.
    const whole = { stages: [{ due: '2024-07-15', amountFen: 18_100 }], lateFeeFen: 8100, remedied: false };
    data(p.anUrgedCase(), p.agree(whole), on);
    expect(guards(p.anUrgedCase(), p.agree({ remedied: false }), on)).toEqual(['R-03 G-AGREE']);
    const less = { stages: [{ due: '2024-07-15', amountFen: 9000 }], lateFeeFen: 0 };
    expect(guards(p.anUrgedCase(), p.agree(less), on)).toEqual(['R-03 G-AGREE']);
  });

  it('stands in the way of execution while it is kept, and sets the late fee', () => {
    expect(guards(p.anAgreement(), p.decideExecution(), factsOf('DecideExecution'))).toEqual([
      'R-12 G-HOLD.course',
    ]);
    const paid = data(p.anAgreement(), h.pay({ lateFeeFen: 2000 }), { date: '2024-07-15' });
    expect(paid['complete']).toBe(true);
  });

  it('once broken lets execution go on, with the whole late fee', () => {
    const part = h.play(p.anAgreement(), [h.pay({ fineFen: 5000 }), { date: '2024-07-10' }]);
    const gone = h.play(part, [p.broken(), { date: '2024-07-16' }]);
    data(gone, p.decideExecution(), { ...factsOf('DecideExecution'), date: '2024-07-16' });
    const rest = h.pay({ fineFen: 5000, lateFeeFen: 2000 });
    expect(data(gone, rest, { date: '2024-07-16' })['complete']).toBe(false);
    expect(Object.keys(stateOf(gone).clocks)).toContain('court.apply');
    expect(Object.keys(stateOf(part).clocks)).not.toContain('court.apply');
  });

  it('is not broken by what was paid', () => {
    const kept = h.play(p.anAgreement(), [h.pay({ lateFeeFen: 2000 }), { date: '2024-07-15' }]);
    expect(guards(kept, p.broken(), { date: '2024-07-16' })).toEqual(['R-00 G-AGREE.missed']);
  });
});

describe('the course of an execution (X9, X11, X12)', () => {
  it('is given up three years after a halt for a harmless inability, not a day before', () => {
    const on = (date: string) => ({ ...p.chief, date });
    expect(guards(p.aHaltedCase(), p.giveUp(), on('2027-07-01'))).toEqual(['R-27 G-GIVEUP']);
    data(p.aHaltedCase(), p.giveUp(), on('2027-07-02'));
    for (const other of [{ ground: 'other' }, { harmless: false }]) {
      expect(guards(p.aHaltedCase(other), p.giveUp(), on('2027-07-02'))).toEqual(['R-27 G-GIVEUP']);
    }
  });

  it('goes on after it was resumed', () => {
    const resumed = h.play(p.aHaltedCase(), [p.resume()]);
    expect(stateOf(resumed).execution.halted).toBeUndefined();
    data(resumed, p.decideExecution(), factsOf('DecideExecution'));
  });

  it('ends with the case to be closed, and nothing left to wait for', () => {
    const ended = data(p.anUrgedCase(), p.terminate(), { ...p.chief, date: '2024-07-01' });
    expect(ended.opens.map(({ key }) => key)).toEqual(['case.close']);
    expect([...ended.closes].sort()).toEqual(['court.apply', 'fine.pay']);
    expect(executed(stateOf(h.play(p.anUrgedCase(), [p.terminate(), p.chief])))).toBe(true);
    expect(executed(stateOf(p.anUrgedCase()))).toBe(false);
  });

  it('is turned back by returning, and by money only where that cannot be', () => {
    const paid = p.turnBack({ how: 'compensated', impossible: '已经拍卖' });
    data(p.anExecutedCase(), paid, {});
    const state = stateOf(h.play(p.anExecutedCase(), [paid, { date: '2024-08-01' }]));
    expect(state.execution).toMatchObject({ reversed: '2024-08-01', ended: { how: 'terminated' } });
  });
});

describe('confiscated goods (处罚法 74)', () => {
  it('keep the case open until nothing of them is left', () => {
    const paid = h.play(p.aConfiscation(), [h.pay()]);
    expect(stateOf(paid).clocks).not.toHaveProperty(['case.close']);
    const first = h.play(paid, [p.goods()]);
    expect(executed(stateOf(first))).toBe(false);
    const last = data(first, p.goods({ goods: 'g2', complete: true }), {});
    expect(due(last)).toEqual({ 'case.close': '2024-06-11' });
    const all = h.play(first, [p.goods({ goods: 'g2', complete: true })]);
    expect(executed(stateOf(all))).toBe(true);
    expect(guards(all, p.goods({ goods: 'g3' }), {})).toEqual(['R-00 G-GOODS.once']);
  });

  it('are destroyed before two, on record; what is sold goes to the treasury', () => {
    const destroy = { how: 'destroyed', proceedsFen: 0, treasury: undefined, recording: 'd'.repeat(64) };
    data(p.aConfiscation(), p.goods(destroy), {});
    const alone = p.goods({ ...destroy, officers: ['officer-li'] });
    expect(guards(p.aConfiscation(), alone, {})).toEqual(['R-11 G-GOODS.receipt']);
    const unseen = p.goods({ ...destroy, recording: undefined });
    expect(guards(p.aConfiscation(), unseen, {})).toEqual(['R-11 G-GOODS.receipt']);
  });
});

describe('the way to the court (X10)', () => {
  const on = t.applying;

  it('opens on the day after the remedies', () => {
    expect(guards(p.anUrgedCase(), t.apply(), on('2024-11-20'))).toEqual(['R-27 G-COURT.remedies']);
    expect(data(p.anUrgedCase(), t.apply(), on('2024-11-21'))).toMatchObject({
      limit: '2025-02-20',
      late: false,
    });
  });

  it('does not close: a late application says why, and is marked', () => {
    data(p.anUrgedCase(), t.apply(), on('2025-02-20'));
    expect(guards(p.anUrgedCase(), t.apply(), on('2025-02-21'))).toEqual(['R-11 G-COURT.late']);
    const late = data(p.anUrgedCase(), t.apply({ lateReason: '当事人下落不明' }), on('2025-02-21'));
    expect(late).toMatchObject({ late: true, closes: ['fine.pay', 'court.apply'] });
  });

  it('waits for a pending remedy, and then goes by what became of it', () => {
    expect(guards(p.anUrgedCase(), t.apply(), on('2024-11-21'), t.appealed('suit'))).toEqual([
      'R-27 G-COURT.remedies',
    ]);
    // Maintained, served on 2024-08-01: to be sued until 2024-08-16, to be applied for until 2024-11-16.
    const upheld = t.appealed('reconsideration', 'upheld');
    const act = t.apply({ ground: 'review-maintained' });
    expect(guards(p.anUrgedCase(), act, on('2024-08-16'), upheld)).toEqual(['R-27 G-COURT.remedies']);
    expect(data(p.anUrgedCase(), act, on('2024-08-17'), upheld)).toMatchObject({ limit: '2024-11-16' });
    expect(guards(p.anUrgedCase(), t.apply(), on('2024-11-21'), upheld)).toEqual(['R-27 G-COURT.remedies']);
    const sued = (state: CaseState) => t.appealed('suit', 'dismissed')(upheld(state));
    expect(guards(p.anUrgedCase(), act, on('2024-08-17'), sued)).toContain('R-27 G-COURT.remedies');
  });

  it('after a judgment needs neither urge nor package, and lasts two years', () => {
    const judged = t.appealed('suit', 'dismissed');
    const act = t.apply({ ground: 'judgment', documents: [] });
    const unurged = (state: CaseState) => {
      const { urged: _none, ...execution } = judged(state).execution;
      return { ...judged(state), execution };
    };
    expect(data(p.anUrgedCase(), act, on('2024-08-02'), unurged)).toMatchObject({ limit: '2026-08-01' });
    const named = t.apply({ ground: 'judgment', judgmentBy: '2024-09-30' });
    expect(guards(p.anUrgedCase(), named, on('2024-09-30'), judged)).toEqual(['R-27 G-COURT.remedies']);
    expect(data(p.anUrgedCase(), named, on('2024-10-01'), judged)).toMatchObject({ limit: '2026-09-30' });
    const onRecord = (state: CaseState) => {
      const { appeals, ...remedy } = judged(state).remedy;
      const with_ = Object.entries(appeals).map(([id, each]) => [id, { ...each, performBy: '2024-10-31' }]);
      return { ...state, remedy: { ...remedy, appeals: Object.fromEntries(with_) as typeof appeals } };
    };
    expect(guards(p.anUrgedCase(), named, on('2024-10-31'), onRecord)).toEqual(['R-27 G-COURT.remedies']);
    expect(data(p.anUrgedCase(), named, on('2024-11-01'), onRecord)).toMatchObject({ limit: '2026-10-31' });
  });

  it.each(['changed', 'mediated', 'unlawful'])(
    'follows a judgment that leaves something to perform: %s',
    (outcome) => {
      const act = t.apply({ ground: 'judgment', documents: [] });
      const judged = t.appealed('suit', outcome);
      expect(data(p.anUrgedCase(), act, on('2024-08-02'), judged)).toMatchObject({ limit: '2026-08-01' });
      const gone = t.appealed('suit', 'revoked');
      expect(guards(p.anUrgedCase(), act, on('2024-08-02'), gone)).toEqual(['R-27 G-COURT.remedies']);
    },
  );

  it('goes to the court of the seat, for an immovable to that of its place', () => {
    const house = { immovable: true, objectPlace: '110101', courtPlace: '110101' };
    data(p.anUrgedCase(), t.apply(house), on('2024-11-21'));
    const wrong = t.apply({ ...house, courtPlace: '990101' });
    expect(guards(p.anUrgedCase(), wrong, on('2024-11-21'))).toEqual(['R-02 G-COURT']);
  });

  it('is signed by a chief', () => {
    const clerk = t.apply({ signer: 'officer-li' });
    expect(guards(p.anUrgedCase(), clerk, on('2024-11-21'))).toEqual(['R-11 G-DOC.court']);
  });

  it('warns five days before the own remedy runs out (W-42)', () => {
    const refused = data(t.anAppliedCase(), t.refusedByCourt(), { date: '2024-12-31' });
    // Received on 2024-11-28: until 2024-12-13; the alert is raised on 2024-12-08, after the day before.
    expect(due(refused)).toEqual({ 'court.review.ask': '2024-12-13', 'court.review.ask.warn': '2024-12-07' });
    const asked = data(t.aRefusedApplication(), t.askHigher(), { date: '2024-12-31' });
    expect(asked).toMatchObject({ late: false, closes: ['court.review.ask', 'court.review.ask.warn'] });
    expect(due(asked)).toEqual({ 'court.review.decide': '2024-12-25' });
    const late = t.askHigher({ on: '2024-12-14' });
    expect(data(t.aRefusedApplication(), late, { date: '2024-12-31' })['late']).toBe(true);
  });

  it('follows a ruling that refuses with its own clocks, and a ruling that grants to the end', () => {
    const no = data(t.anAcceptedCase(), t.ruling({ granted: false }), { date: '2024-12-31' });
    expect(no).toMatchObject({ serveBy: '2024-12-11', closes: ['court.rule'] });
    expect(due(no)).toEqual({ 'court.review.ask': '2024-12-20', 'court.review.ask.warn': '2024-12-14' });
    const done = h.play(t.aGrantedCase(), [t.courtExecuted(), { date: '2024-12-31' }]);
    data(done, p.complete({ performedBy: 'court' }), { date: '2024-12-31' });
    expect(guards(t.aGrantedCase(), p.complete({ performedBy: 'court' }), { date: '2024-12-31' })).toEqual([
      'R-00 G-DONE',
    ]);
    const ended = h.play(t.aGrantedCase(), [t.courtEnded(), { date: '2024-12-31' }]);
    expect(executed(stateOf(ended))).toBe(true);
  });

  it('can be taken again after a refusal that stands', () => {
    const upheld = h.play(t.anAskedCase(), [t.higher({ outcome: 'upheld' }), { date: '2024-12-31' }]);
    data(upheld, t.apply(), on('2025-01-02'));
    expect(guards(t.anAskedCase(), t.apply(), on('2025-01-02'))).toEqual(['R-00 G-COURT.open']);
  });

  it('begins for a case on the spot when reconsideration alone is over', () => {
    const simple = given(penaltyCase, h.aDeliveredCase());
    expect(simple.state.procedure).toBe('simple');
    const history = h.play(
      h.aDeliveredCase(),
      [p.overdue(), { date: '2024-06-05' }],
      [p.urge(), factsOf('ServeUrge')],
    );
    expect(guards(history, t.apply(), on('2024-07-19'))).toEqual(['R-27 G-COURT.remedies']);
    expect(data(history, t.apply(), on('2024-07-20'))).toMatchObject({ limit: '2024-10-19' });
  });
});

describe('W-18: the time for the court while remedies are used', () => {
  const clock = (history: h.History) => stateOf(history).clocks['court.apply']?.due;
  const applied = () => h.play(aServedGeneralCase(), [r.apply(), { date: '2024-06-20' }]);

  it('does not run while one is pending', () => {
    expect(clock(aServedGeneralCase())).toBe('2025-02-20');
    expect(clock(applied())).toBeUndefined();
    const sued = h.play(aServedGeneralCase(), [r.sue(), { date: '2024-06-20' }]);
    expect(clock(sued)).toBeUndefined();
  });

  it('runs for three months from the end of the suit period after the decision was maintained', () => {
    const upheld = r.reviewed({ servedOn: '2024-08-01' });
    expect(clock(h.play(applied(), [upheld, { date: '2024-08-01' }]))).toBe('2024-11-16');
    const revoked = r.reviewed({ servedOn: '2024-08-01', outcome: 'revoked' });
    expect(clock(h.play(applied(), [revoked, { date: '2024-08-01' }]))).toBeUndefined();
  });

  it('runs for two years from a judgment', () => {
    const sued = h.play(aServedGeneralCase(), [r.sue(), { date: '2024-06-20' }]);
    const judged = r.judge({ appeal: 's1', instance: 'first', outcome: 'dismissed', servedOn: '2024-09-02' });
    expect(clock(h.play(sued, [judged, { date: '2024-09-02' }]))).toBe('2026-09-02');
  });

  it('runs on for what a changed decision leaves to pay, and with it the reminder', () => {
    const sued = h.play(aServedGeneralCase(), [r.sue(), { date: '2024-06-20' }]);
    const judged = h.play(sued, [
      r.judge({ outcome: 'changed', servedOn: '2024-08-27' }),
      { date: '2024-08-27' },
    ]);
    const less = { kind: 'changed', proposal: { kinds: ['fine'], fineFen: 6000, tier: 'normal' } };
    const changed = (by: string, from: h.History) =>
      h.play(from, [r.reverse({ ...less, by, effectiveAt: '2024-09-12' }), { date: '2024-09-12' }]);
    expect(clock(changed('court', judged))).toBe('2026-08-27');
    expect(stateOf(changed('court', judged)).clocks['fine.pay']?.due).toBe('2024-06-04');
    const review = h.play(applied(), [
      r.reviewed({ outcome: 'changed', servedOn: '2024-09-12' }),
      { date: '2024-09-12' },
    ]);
    const byReview = stateOf(changed('reconsideration', review)).clocks;
    expect(byReview).not.toHaveProperty(['court.apply']);
    expect(byReview['fine.pay']?.due).toBe('2024-06-04');
    const paid = h.play(aServedGeneralCase(), [h.pay(), { date: '2024-05-21' }]);
    expect(stateOf(changed('superior', paid)).clocks).not.toHaveProperty(['fine.pay']);
  });

  it('runs as before after a withdrawal, and not for what is paid', () => {
    expect(clock(h.play(applied(), [r.withdrawAppeal(), { date: '2024-07-01' }]))).toBe('2025-02-20');
    const paid = h.play(applied(), [h.pay(), { date: '2024-06-21' }]);
    expect(clock(h.play(paid, [r.withdrawAppeal(), { date: '2024-07-01' }]))).toBeUndefined();
  });

  it('stops the late fee, too', () => {
    const overdue = h.play(aServedGeneralCase(), [r.apply(), { date: '2024-06-08' }]);
    const ended = h.play(overdue, [r.reviewed({ servedOn: '2024-07-01' }), { date: '2024-07-01' }]);
    const fee = (history: h.History, on: string) => lateFeeFen(stateOf(history), demoFacts({ date: on }), on);
    expect(fee(overdue, '2024-06-30')).toBe(900);
    expect(fee(ended, '2024-07-02')).toBe(1500);
  });
});
