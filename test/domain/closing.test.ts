import { describe, expect, it } from '@jest/globals';
import { ArchiveCase } from '../../src/domain/penalty-case/closing/commands';
import { outcomeOf } from '../../src/domain/penalty-case/closing/rules';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { noCase, type CaseState } from '../../src/domain/penalty-case/state';
import { demoFacts } from '../support/demo-facts';
import { command, given } from '../support/given';
import * as h from '../support/histories';
import { aCaseTakenOver, checkIdentity } from '../support/stages/closing';
import { report, settle } from '../support/stages/paper';
import * as r from '../support/stages/remedy';
import * as t from '../support/stages/transfer';

/** P27: the ways in which a case comes to its end, and what keeps it open. */

const stateOf = (history: h.History): CaseState => history.reduce(penaltyCase.evolve, noCase);
const outcome = (history: h.History) => outcomeOf(stateOf(history));

describe('a case', () => {
  it('ends when the decision was performed, and not when it was delivered alone', () => {
    expect(outcome(h.aDecidedCase())).toBeUndefined();
    expect(outcome(h.aDeliveredCase())).toBeUndefined();
    expect(outcome(h.aPaidCase())).toBe('executed');
    expect(outcome(h.aCollectedCase())).toBe('executed');
  });

  it('ends with the organ that took it over, and with its party looked at', () => {
    const takenOver = aCaseTakenOver();
    expect(outcome(takenOver)).toBe('transferred');
    given(penaltyCase, takenOver).when(h.close(), demoFacts()).refused('R-00');
    const checked = h.play(takenOver, [checkIdentity({ result: 'unable' })]);
    const [closed] = given(penaltyCase, checked).when(h.close(), demoFacts()).accepted('CaseClosed');
    expect(closed?.data).toMatchObject({ outcome: 'transferred' });
    expect(stateOf(h.play(checked, [h.close()])).clocks['archive']?.due).toBe('2024-07-02');
  });

  it('that is with the police alone does not end; a conviction with nothing left to decide ends it', () => {
    expect(outcome(t.aSentCase())).toBeUndefined();
    expect(outcome(t.aPoliceCase())).toBeUndefined();
    const convicted = h.play(t.aPoliceCase(), [t.outcome({ outcome: 'convicted', courtFineFen: 100 })]);
    expect(outcome(convicted)).toBe('criminal');
    expect(outcome(h.play(t.aPoliceCase(), [t.outcome()]))).toBeUndefined();
  });

  it('whose decision was set aside ends once the money is back', () => {
    const reversed = r.aReversedCase();
    expect(outcome(reversed)).toBe('reversed');
    given(penaltyCase, reversed).when(h.close(), demoFacts()).refused('R-00');
    const paidBack = h.play(reversed, [r.refund()]);
    given(penaltyCase, paidBack).when(h.close(), demoFacts()).accepted('CaseClosed');
  });

  it('that was corrected by the organ itself waits for the inquiry', () => {
    const corrected = h.play(h.aPaidCase(), [r.correctDecision({ kind: 'unlawful' }), { approver: h.chief }]);
    given(penaltyCase, corrected).when(h.close(), demoFacts()).refused('R-00');
    const concluded = h.play(corrected, [r.concludeInquiry()]);
    given(penaltyCase, concluded).when(h.close(), demoFacts()).accepted('CaseClosed');
  });
});

describe('the archive (P28)', () => {
  const blobs = (history: h.History, named: readonly object[], evidence: readonly object[]) => {
    const state = stateOf(history);
    const findings = { ...state.findings, evidence } as NonNullable<CaseState['findings']>;
    const decision = penaltyCase.decide(
      command(ArchiveCase, { catalogue: 'A-1', retentionYears: 10, documents: named }),
      { ...state, findings },
      demoFacts(),
    );
    const [event] = decision.outcome === 'accepted' ? decision.events : [];
    return (event?.data as { documents: { kind: string; blob: string }[] }).documents;
  };

  it('takes every file of evidence by its hash, once, whatever became of it', () => {
    const [first, second] = ['a'.repeat(64), 'b'.repeat(64)];
    const item = { kind: 'photo', collected: '2024-05-20', fromDefence: false };
    const evidence = [
      { ...item, id: 'e1', status: 'verified', blob: first },
      { ...item, id: 'e2', status: 'excluded', blob: second },
      { ...item, id: 'e3', status: 'verified', blob: second },
      { ...item, id: 'e4', status: 'verified' },
    ];
    expect(blobs(h.aClosedCase(), [{ kind: 'photo', blob: first }], evidence)).toEqual([
      { kind: 'photo', blob: first },
      { kind: 'evidence', blob: second },
    ]);
  });

  it('waits until a paper that differs from the record is settled', () => {
    const differing = h.play(h.aClosedCase(), [report(), { target: h.targetOf(h.aClosedCase(), 4) }]);
    given(penaltyCase, differing).when(h.archive(), demoFacts()).refused('R-11');
    const settled = h.play(differing, [settle(), { approver: h.chief }]);
    given(penaltyCase, settled).when(h.archive(), demoFacts()).accepted('CaseArchived');
  });
});
