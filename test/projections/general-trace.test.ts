import { describe, expect, it } from '@jest/globals';
import { traceCase } from '../../projections/accountability/trace';
import { DeadlinesRecomputed } from '../../src/events/recomputation.events';
import type { Clock } from '../../src/events/schemas';
import { recorded } from '../support/given';
import * as h from '../support/histories';
import * as d from '../support/stages/decided';
import * as i from '../support/stages/investigation';
import * as r from '../support/stages/remedy';

/** What followed from what in the general procedure, and on which evidence it rested. */

const traced = (history: h.History) => traceCase(history).acts;
const last = (history: h.History, type: string) => {
  const acts = traced(history);
  const found = acts.findLast((act) => act.type === type);
  if (found === undefined) throw new Error(`no ${type}`);
  const from = found.follows.map((revision) => acts[revision]?.type);
  return { ...found, from };
};

describe('the trace of a general case', () => {
  it('leads from the conclusion back to the filing, with all evidence on file', () => {
    const concluded = i.aConcludedCase();
    const { from, evidence } = last(concluded, 'InvestigationConcluded');
    expect(from).toEqual(expect.arrayContaining(['CaseFiled']));
    expect(evidence.length).toBeGreaterThan(0);
    expect(last(concluded, 'CaseFiled').from).toEqual(expect.arrayContaining(['ClueVerified']));
    expect(last(concluded, 'ClueVerified').from).toEqual(expect.arrayContaining(['ClueRegistered']));
  });

  it('leads from an item of evidence to the contact in which it was taken', () => {
    const history = i.anInvestigatedCase();
    const taken = traced(history).filter(
      ({ type }) => type === 'InterviewRecorded' || type === 'InspectionRecorded',
    );
    expect(taken).not.toEqual([]);
    for (const { type } of taken) {
      expect(last(history, type).from).toEqual(expect.arrayContaining(['CredentialShown', 'RightsNotified']));
    }
  });

  it('leads through a period that was computed again, back to the act that opened it', () => {
    const opened = i.aConcludedCase();
    const [clock] = (opened.findLast(({ type }) => type === 'CaseFiled')!.data as { opens: Clock[] }).opens;
    const event = DeadlinesRecomputed({
      calendars: { was: ['cn-1'], now: 'cn-2' },
      ...{ opens: [clock!], closes: [] },
    });
    const again = recorded(event, opened.length, '2024-05-24');
    expect(last([...opened, again], 'DeadlinesRecomputed').from).toEqual(['CaseFiled']);
  });

  it('leads from the decision to opinion and notice, and from its document to the decision', () => {
    const issued = d.anIssuedGeneralCase();
    const { from, evidence } = last(issued, 'DecisionMade');
    expect(from).toEqual(expect.arrayContaining(['ReviewPassed', 'PriorNoticeServed']));
    expect(evidence).toEqual(['e1']);
    expect(last(issued, 'DecisionDocumentIssued').from).toEqual(['DecisionMade']);
    expect(last(issued, 'ReviewPassed').from).toEqual(expect.arrayContaining(['ReviewSubmitted']));
  });

  it('leads from a refund to the reversal, and from there to the decision', () => {
    const refunded = h.play(r.aReversedCase(), [r.refund()]);
    expect(last(refunded, 'RefundPaid').from).toEqual(expect.arrayContaining(['DecisionReversed']));
    expect(last(refunded, 'DecisionReversed').from).toEqual(expect.arrayContaining(['OnSpotDecisionIssued']));
  });
});
