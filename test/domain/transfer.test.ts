import { describe, expect, it } from '@jest/globals';
import { notOnHold, outcomeAwaited } from '../../src/domain/penalty-case/guards/hold';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { noCase, type CaseState } from '../../src/domain/penalty-case/state';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import { rulesWith } from '../support/stages/deciding';
import * as s from '../support/stages/transfer';

/** C.9: what a transfer holds, and on which paths it lets go. */

const stateOf = (history: h.History): CaseState => history.reduce(penaltyCase.evolve, noCase);
const held = (history: h.History): boolean => stateOf(history).transfer.holds['act-0520'] !== undefined;
const away = (history: h.History): boolean => stateOf(history).phase === 'transferred';
const codes = (history: h.History): readonly string[] =>
  notOnHold.check(undefined, stateOf(history), demoFacts()).map(({ en }) => en);

describe('a suspected crime', () => {
  it('holds the act from the suspicion on, and the case is away once it is sent', () => {
    expect(held(s.aSuspectedCase())).toBe(true);
    expect(codes(s.aSuspectedCase())).toEqual(['a criminal transfer of the act is pending']);
    expect(away(s.anApprovedTransfer())).toBe(false);
    expect(away(s.aSentCase())).toBe(true);
  });

  it('of an official does not hold the case of the party', () => {
    expect(held(s.aSuspectedCase('official'))).toBe(false);
    const sent = h.play(s.anApprovedTransfer('official'), [
      s.send({ to: 'supervisory-commission', copies: [] }),
    ]);
    expect(away(sent)).toBe(false);
  });

  const endings: readonly [string, () => h.History][] = [
    ['not confirmed', () => h.play(s.aGroupedCase(), [s.clear()])],
    [
      'refused by the chief',
      () => h.play(s.aReportedCase(), [s.decideTransfer({ approved: false }), { approver: s.aHead() }]),
    ],
    ['the refusal of the police accepted', () => h.play(s.aRefusedTransfer(), [s.acceptRefusal()])],
    [
      'the reason of the police held by the procuratorate',
      () => h.play(s.aRefusedTransfer(), [s.askProcuratorate()], [s.procuratorate()]),
    ],
    ['not prosecuted', () => h.play(s.aPoliceCase(), [s.outcome()])],
    ['acquitted', () => h.play(s.aPoliceCase(), [s.outcome({ outcome: 'acquitted' })])],
    [
      'released by the head',
      () => h.play(s.aReceivedCase(), [s.release(), { ...s.unanswered, approver: s.aHead() }]),
    ],
  ];
  it.each(endings)('lets the case go on: %s', (_name, history) => {
    expect(held(history())).toBe(false);
    expect(away(history())).toBe(false);
    expect(codes(history())).toEqual([]);
  });

  it('keeps its hold while the procuratorate is asked, and after it had the police file', () => {
    const asked = h.play(s.aRefusedTransfer(), [s.askProcuratorate()]);
    expect(held(asked)).toBe(true);
    const filed = h.play(asked, [s.procuratorate({ filed: true })]);
    expect(held(filed)).toBe(true);
    expect(stateOf(filed).transfer.all['t1']?.stage).toBe('police-filed');
  });

  it('goes twice to the police at most', () => {
    const again = h.play(s.aRefusedTransfer(), [s.askReview()], [s.answer({ answer: 'refused-again' })]);
    given(penaltyCase, again).when(s.askReview(), demoFacts()).refused('R-00');
    expect(held(again)).toBe(true);
  });

  it('asks each time within three days, and calls nobody silent before his time is over', () => {
    const last = demoFacts({ date: '2024-05-23' });
    const late = demoFacts({ date: '2024-05-24' });
    given(penaltyCase, s.aRefusedTransfer()).when(s.askReview(), last).accepted('PoliceReviewAsked');
    given(penaltyCase, s.aRefusedTransfer()).when(s.askReview(), late).refused('R-00');
    given(penaltyCase, s.aReceivedCase()).when(s.askProcuratorate(), last).refused('R-00');
    given(penaltyCase, s.aReceivedCase()).when(s.askProcuratorate(), late).accepted('ProcuratorateAsked');
    const refused = h.play(s.aSentCase(), [s.answer({ answer: 'receipt-refused' })]);
    given(penaltyCase, refused).when(s.askProcuratorate(), demoFacts()).accepted('ProcuratorateAsked');
    const silence = s.receiver({ answer: 'silent-superior' });
    given(penaltyCase, s.aCaseSentAway())
      .when(silence, demoFacts({ date: '2024-06-11' }))
      .refused('R-00');
    given(penaltyCase, s.aCaseSentAway()).when(silence, demoFacts(s.unanswered)).accepted('ReceiverSilent');
  });

  describe('that the head releases', () => {
    const byHead = (date: string, more: Partial<CaseFacts> = {}) =>
      demoFacts({ date, approver: s.aHead(), ...more });
    const both = s.release({ copies: ['procuratorate', 'police'] });

    it('waited for an answer to what was asked last', () => {
      const asked = h.play(s.aReceivedCase(), [s.askProcuratorate(), { date: '2024-05-24' }]);
      given(penaltyCase, asked).when(s.release(), byHead('2024-06-17')).refused('R-12');
      given(penaltyCase, asked).when(s.release(), byHead('2024-06-18')).accepted('HoldReleased');
    });

    it('was not one to another organ, and no pack has it wait for its outcome', () => {
      given(penaltyCase, s.aCaseSentAway()).when(s.release(), byHead('2024-06-12')).refused('R-12');
      const rules = rulesWith('2024-06-12', 'transfer.wait', { type: 'flag', flag: true });
      given(penaltyCase, s.aPoliceCase()).when(both, byHead('2024-06-12', { rules })).refused('R-12');
    });

    it('goes on outside: what police and court say is recorded also after the close of the case', () => {
      const released = h.play(s.aReceivedCase(), [s.release(), { ...s.unanswered, approver: s.aHead() }]);
      const closed = { ...stateOf(released), phase: 'closed' } as CaseState;
      const filed = penaltyCase.decide(s.answer({ answer: 'filed' }), closed, demoFacts());
      expect(filed.outcome).toBe('accepted');
      const known = h.play(released, [s.answer({ answer: 'filed' })]);
      const convicted = penaltyCase.decide(
        s.outcome({ outcome: 'convicted', courtFineFen: 1 }),
        { ...stateOf(known), phase: 'closed' },
        demoFacts(),
      );
      expect(convicted.outcome).toBe('accepted');
    });

    it('after the police have filed goes on without fine and detention until the outcome (35)', () => {
      given(penaltyCase, s.aPoliceCase()).when(s.release(), byHead('2024-05-20')).refused('R-11');
      const released = h.play(s.aPoliceCase(), [both, { approver: s.aHead() }]);
      expect(away(released)).toBe(false);
      expect(codes(released)).toEqual([]);
      const forKinds = (...kinds: string[]) =>
        outcomeAwaited.check(
          { proposal: { kinds, fineFen: 0, tier: 'normal' } } as never,
          stateOf(released),
          demoFacts(),
        ).length;
      expect([forKinds('fine'), forKinds('warning', 'detention'), forKinds('warning')]).toEqual([1, 1, 0]);
      const state = stateOf(released);
      const owing = {
        ...state,
        execution: { ...state.execution, overdue: { duty: 'money', dueOn: '2024-06-04', on: '2024-06-05' } },
      } as CaseState;
      expect(notOnHold.check(undefined, owing, demoFacts())).toHaveLength(1);
      expect(held(h.play(released, [s.outcome()]))).toBe(false);
    });
  });

  it('that ends in a conviction with 罚金 leaves no room for a fine (35)', () => {
    const convicted = h.play(s.aPoliceCase(), [s.outcome({ outcome: 'convicted', courtFineFen: 1 })]);
    expect(stateOf(convicted).transfer.courtFined).toEqual(['act-0520']);
    expect(stateOf(convicted).transfer.all['t1']?.ended).toBe('final');
    const free = h.play(s.aPoliceCase(), [s.outcome({ outcome: 'convicted', courtFineFen: 0 })]);
    expect(stateOf(free).transfer.courtFined).toEqual([]);
  });
});

describe('two transfers of one act', () => {
  it('hold it until both have ended', () => {
    const both = h.play(s.aGroupedCase(), [s.outOfCompetence({ transfer: 't2' })]);
    const first = h.play(both, [s.clear()]);
    expect(held(first)).toBe(true);
    const sent = h.play(first, [s.sendToOrgan({ transfer: 't2' })]);
    expect(held(h.play(sent, [s.receiver({ transfer: 't2', answer: 'declined' })]))).toBe(false);
  });
});

describe('the clocks of a transfer', () => {
  const due = (history: h.History, key: string) => stateOf(history).clocks[key]?.due;

  it('give the chief 3 days, the sending 24 hours from the approval, the hand-over 3 days', () => {
    expect(due(s.aReportedCase(), 'crime.chief/t1')).toBe('2024-05-23');
    expect(due(s.anApprovedTransfer(), 'crime.transfer/t1')).toBe('2024-05-21T00:00:00+08:00');
    expect(due(s.aPoliceCase(), 'crime.handover/t1')).toBe('2024-05-23');
  });

  it('end with what they wait for', () => {
    const open = (history: h.History) =>
      Object.keys(stateOf(history).clocks).filter((key) => /t1$/u.test(key));
    expect(open(s.aSuspectedCase())).toEqual(['crime.report/t1']);
    expect(open(s.aReportedCase())).toEqual(['crime.chief/t1']);
    expect(open(s.aSentCase())).toEqual(['transfer.answer/t1']);
    expect(open(s.aReceivedCase())).toEqual(['transfer.answer/t1', 'crime.police.review/t1']);
    expect(open(h.play(s.aRefusedTransfer(), [s.acceptRefusal()]))).toEqual([]);
    expect(open(h.play(s.aPoliceCase(), [s.handOver()]))).toEqual([]);
  });
});
