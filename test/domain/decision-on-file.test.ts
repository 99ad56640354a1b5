import { describe, expect, it } from '@jest/globals';
import * as d from '../support/stages/decided';

describe('what the file says of the way to a decision', () => {
  it('keeps the opinion with the file that it read, and who gave it', () => {
    const { review } = d.stateOf(d.aReviewedCase());
    expect(review).toMatchObject({
      submitted: { round: 1, on: d.days.submitted },
      opinion: { round: 1, outcome: 'passed', reviewer: 'officer-reviewer', problems: [] },
      reviewers: ['officer-reviewer'],
    });
  });

  it('keeps what was told, on which facts, and how long the party may speak', () => {
    const { phase, notice } = d.stateOf(d.aNoticedCase());
    expect(phase).toBe('noticed');
    expect(notice.served).toMatchObject({
      ...{ on: d.days.noticed, round: 1, hearingTold: true, statementBy: d.days.windows },
      ...{ hearingBy: d.days.windows, facts: ['f1'], evidence: ['e1'] },
    });
  });

  it('starts the hearing anew with a new notice, and forgets no record', () => {
    const again = d.and(d.aHeardCase(), [d.noticed({}, '2024-06-07'), '2024-06-07']);
    const { notice, hearing } = d.stateOf(again);
    expect(notice.served?.round).toBe(2);
    expect(hearing).toEqual({
      chairs: ['officer-chair'],
      earlier: [{ kind: 'held', on: '2024-06-06', record: 'T-2024-1' }],
    });
  });

  it('takes a resolution back when the chiefs reject the proposal later', () => {
    const adopted = d.and(d.aNoticedCase(), [d.discussed(), d.days.decided]);
    expect(d.stateOf(adopted).discussed).toMatchObject({ on: d.days.decided, minutes: 'M-2024-1' });
    const rejected = d.and(adopted, [d.discussed({ resolution: 'rejected' }), '2024-06-03']);
    expect(d.stateOf(rejected).discussed).toBeUndefined();
  });

  it('has a number only once the document is issued', () => {
    const decided = d.stateOf(d.aDecidedGeneralCase());
    expect(decided.phase).toBe('decided');
    expect(decided.decision).toMatchObject({
      ...{ type: 'penalty', date: d.days.decided, decidedBy: 'officer-chief', lateFee: false },
      ...{ proposal: d.fine, orders: { confiscatedFen: 0, propertyFen: 0, terms: [] } },
    });
    expect(decided.decision?.number).toBeUndefined();
    const issued = d.stateOf(d.anIssuedGeneralCase());
    expect(issued.decision).toMatchObject({
      ...{ number: '示城管罚〔2024〕1号', lateFee: true, issued: d.days.issued, proposal: d.fine },
    });
  });

  it('imposes nothing where nothing is imposed', () => {
    const spared = d.stateOf(d.and(d.aReviewedCase(), [d.spared(), d.days.decided]));
    expect(spared.decision).toMatchObject({ type: 'no-penalty', proposal: { kinds: [], fineFen: 0 } });
  });
});
