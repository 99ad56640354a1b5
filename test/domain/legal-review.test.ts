import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { reviewedFile } from '../../src/domain/penalty-case/review/file';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import type { History } from '../support/histories';
import { play } from '../support/histories';
import * as d from '../support/stages/decided';
import * as x from '../support/stages/deciding';

/** Legal review (处罚法 58): bound to the file that was read, sent back until every problem is answered. */

const later = '2024-05-24';
const heavy = { proposal: { kinds: ['fine'], fineFen: 500_000, tier: 'normal' } };
const readers = demoFacts({ date: later, ...x.everybody });
const toldHeavy = (): History => x.aToldCase({ proposal: { ...d.fine, fineFen: 500_000 } });
const file = (history: History) => JSON.stringify(reviewedFile(d.stateOf(history)));

describe('a review', () => {
  it('runs for seven working days from the submission, and ends with the opinion', () => {
    const [submitted] = given(penaltyCase, x.aToldCase())
      .when(x.submit(), readers)
      .accepted('ReviewSubmitted');
    const { opens } = submitted!.data as { opens: { key: string; due: string }[] };
    expect(opens).toMatchObject([{ key: 'review.time', due: '2024-06-04' }]);
    const read = play(x.aToldCase(), [x.submit(), readers], [x.opine(), readers]);
    expect(d.stateOf(read).clocks['review.time']).toBeUndefined();
    expect(d.stateOf(read).review).toMatchObject({ opinion: { outcome: 'passed', proposal: d.fine } });
  });

  it('is given by the named reviewer of the organ, and not by an adviser', () => {
    const submitted = play(x.aToldCase(), [x.submit(), readers]);
    const adviser = x.aReviewer({ capacity: 'adviser' });
    const facts = { ...readers, people: new Map([[adviser.s, adviser]]) };
    const broken = given(penaltyCase, submitted).when(x.opine(), facts).refused('R-14');
    expect(broken).toMatchObject([{ guard: 'G-REVIEWER', zh: expect.stringContaining('协助') }]);
  });

  it('goes round again until every problem is answered', () => {
    const doubted = play(x.aToldCase(), [x.submit(), readers], [x.findProblems(), readers]);
    given(penaltyCase, doubted).when(x.submit(), readers).refused('R-14');
    const answer = x.submit({ answers: [{ problem: 'p1', text: '已补充询问笔录' }] });
    const again = play(doubted, [answer, readers], [x.opine(), readers]);
    expect(d.stateOf(again).review).toMatchObject({ opinion: { round: 2, outcome: 'passed', problems: [] } });
  });

  it('keeps both opinions of a disagreement, and no meeting replaces the reviewer', () => {
    const chiefs = demoFacts({ date: d.days.decided, ...x.everybody, ...x.chiefActs });
    const disputed = play(
      toldHeavy(),
      [x.submit(), readers],
      [x.findProblems(), readers],
      [x.escalate(), readers],
      [x.discuss({ subject: 'review-disagreement', proposal: undefined }), chiefs],
      [x.discuss(heavy), chiefs],
    );
    given(penaltyCase, disputed)
      .when(x.penalise(heavy), { ...chiefs, item: x.anItemUpTo(900_000) })
      .refused('R-14');
  });

  it('answers each of the ten items once', () => {
    const submitted = play(x.aToldCase(), [x.submit(), readers]);
    const all = x.opine().checklist;
    expect(all).toHaveLength(10);
    const twice = x.opine({ checklist: [...all, { item: 'crime', result: 'pass' }] });
    given(penaltyCase, submitted).when(twice, readers).refused('R-14');
    const silent = x.findProblems({ problems: [] });
    given(penaltyCase, submitted).when(silent, readers).refused('R-14');
  });
});

describe('a review that was passed', () => {
  const chiefs = demoFacts({ date: d.days.decided, ...x.everybody, ...x.chiefActs });
  const ready = (): History =>
    play(toldHeavy(), [x.submit(), readers], [x.opine(), readers], [x.discuss(heavy), chiefs]);
  const wide = { item: x.anItemUpTo(900_000) };

  it('carries the decision while the file stands', () => {
    const [made] = given(penaltyCase, ready())
      .when(x.penalise(heavy), { ...chiefs, ...wide })
      .accepted('DecisionMade');
    expect(made!.data).toMatchObject({
      penalty: { review: { round: 1, reviewer: 'officer-reviewer' }, discussed: d.days.decided },
    });
  });

  it('is stale once the file has another hash', () => {
    const changed = { ...chiefs, ...wide, fileHash: 'f'.repeat(64) };
    given(penaltyCase, ready()).when(x.penalise(heavy), changed).refused('R-14');
  });

  it('stands when the notice repeats what was proposed, and not after what a reviewer has to read', () => {
    const told = x.aToldCase();
    expect(file(play(told, [x.state(), readers]))).toBe(file(told));
    expect(file(play(told, [x.state({ newFacts: true }), readers]))).not.toBe(file(told));
    expect(file(d.aHeardCase())).not.toBe(file(d.aNoticedCase()));
  });

  it('does not cover a heavier penalty than the one it read', () => {
    const lightlyRead = play(x.aToldCase(), [x.submit(), readers], [x.opine(), readers]);
    const retold = d.and(lightlyRead, [
      d.noticed({ proposal: { ...d.fine, fineFen: 500_000 } }, later),
      later,
    ]);
    const facts = { ...chiefs, ...wide, date: '2024-06-14' };
    const broken = given(penaltyCase, retold).when(x.penalise(heavy), facts).refused('R-14', 'R-17');
    expect(broken[0]?.zh).toContain('重于送审');
  });
});
