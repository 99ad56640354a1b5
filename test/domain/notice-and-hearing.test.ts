import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import { play } from '../support/histories';
import * as d from '../support/stages/decided';
import * as x from '../support/stages/deciding';
import { proofs } from '../support/stages/service';

/** Prior notice, statement and hearing (处罚法 44, 45, 62–65). */

const on = (date: string) => demoFacts({ date, ...x.everybody, ...x.chiefActs });

describe('a notice', () => {
  it('opens both windows from the day on which it counts as served', () => {
    const announced = x.tell({ service: { ...proofs.announcement, on: '2024-05-20' } });
    const [served] = given(penaltyCase, x.aToldCase())
      .when(announced, on('2024-05-20'))
      .accepted('PriorNoticeServed');
    const { opens } = served!.data as { opens: object[] };
    // An announcement takes effect on its thirtieth day, 2024-06-19; five working days later is 06-26.
    expect(opens).toMatchObject([
      { key: 'statement.window', opened: '2024-06-19', due: '2024-06-26' },
      { key: 'hearing.request', opened: '2024-06-19', due: '2024-06-26' },
    ]);
  });

  it('tells the right to a hearing from the threshold on', () => {
    const fine = (fineFen: number) =>
      x.tell({ proposal: { kinds: ['fine'], fineFen, tier: 'normal' }, hearingTold: false });
    const untold = d.aConvertedCase();
    const check = (fineFen: number) => {
      const decision = penaltyCase.decide(
        fine(fineFen),
        { ...d.stateOf(untold), phase: 'concluded' },
        on('2024-05-23'),
      );
      return decision.outcome;
    };
    expect([check(499_999), check(500_000)]).toEqual(['accepted', 'refused']);
  });

  it('may be heavier than the last one only on evidence that the defence did not bring', () => {
    const heavier = x.tell({ proposal: { kinds: ['fine'], fineFen: 15_000, tier: 'normal' } });
    const { state } = given(penaltyCase, x.aToldCase());
    const withNew = (fromDefence: boolean) => {
      const item = { ...state.findings!.evidence[0]!, id: 'e2', fromDefence };
      const findings = { ...state.findings!, evidence: [...state.findings!.evidence, item] };
      return penaltyCase.decide(heavier, { ...state, findings }, on('2024-05-24')).outcome;
    };
    expect([withNew(true), withNew(false)]).toEqual(['refused', 'accepted']);
  });
});

describe('a statement', () => {
  it('closes its window when it is used or given up, and has to be re-checked before the decision', () => {
    const stated = play(x.aToldCase(), [x.state(), on('2024-05-24')]);
    const broken = given(penaltyCase, stated).when(x.penalise(), on('2024-05-24')).refused('R-15');
    expect(broken).toMatchObject([{ en: 'statement s1 has not been re-checked' }]);
    const checked = play(stated, [x.recheck(), on('2024-05-24')]);
    given(penaltyCase, checked).when(x.penalise(), on('2024-05-24')).accepted('DecisionMade');
    const waived = play(x.aToldCase(), [x.waiveStatement(), on('2024-05-24')]);
    given(penaltyCase, waived).when(x.penalise(), on('2024-05-24')).accepted('DecisionMade');
  });

  it('leaves the last day to the party', () => {
    given(penaltyCase, x.aToldCase()).when(x.penalise(), on(d.days.windows)).refused('R-15');
    given(penaltyCase, x.aToldCase()).when(x.penalise(), on(d.days.decided)).accepted('DecisionMade');
  });

  it('to an earlier notice does not close the window of a later one', () => {
    const stated = play(x.aToldCase(), [x.state(), on('2024-05-24')], [x.recheck(), on('2024-05-24')]);
    const retold = play(stated, [
      x.tell({ service: { ...proofs.direct, on: '2024-05-27' } }),
      on('2024-05-27'),
    ]);
    given(penaltyCase, retold).when(x.penalise(), on('2024-05-28')).refused('R-15');
    given(penaltyCase, retold).when(x.penalise(), on('2024-06-04')).accepted('DecisionMade');
  });
});

describe('a hearing', () => {
  const asked = () => play(x.aToldCase(), [x.ask(), on('2024-05-27')]);

  it('is asked for in time by what was posted in time', () => {
    given(penaltyCase, x.aToldCase()).when(x.ask(), on('2024-05-31')).refused('R-16');
    given(penaltyCase, x.aToldCase())
      .when(x.ask({ posted: '2024-05-30' }), on('2024-05-31'))
      .accepted('HearingRequested');
  });

  it('stands in the way of the decision until it is closed, and is cited then', () => {
    given(penaltyCase, asked()).when(x.penalise(), on('2024-06-07')).refused('R-16');
    const held = play(asked(), [x.notify(), on('2024-05-28')], [x.hold(), on('2024-06-06')]);
    given(penaltyCase, held).when(x.penalise(), on('2024-06-07')).refused('R-14', 'R-16');
    const cited = x.penalise({ hearingRecord: 'T-2024-1' });
    // What a hearing brought has to be reviewed (58(2)).
    given(penaltyCase, held).when(cited, on('2024-06-07')).refused('R-14');
    const read = play(held, [x.submit(), on('2024-06-07')], [x.opine(), on('2024-06-07')]);
    given(penaltyCase, read).when(cited, on('2024-06-07')).accepted('DecisionMade');
  });

  it('on short notice needs the written consent of the party, and is found out', () => {
    const short = { at: '2024-06-05T09:00:00+08:00' };
    given(penaltyCase, asked()).when(x.notify(short), on('2024-05-28')).refused('R-16');
    const [agreed] = given(penaltyCase, asked())
      .when(x.notify({ ...short, consent: 'TY-1' }), on('2024-05-28'))
      .accepted('HearingNotified');
    expect(agreed!.data).toMatchObject({
      ...{ latest: '2024-05-27', shortNotice: true },
      findings: [{ code: 'W-08' }],
    });
    const [inTime] = given(penaltyCase, asked())
      .when(x.notify(), on('2024-05-28'))
      .accepted('HearingNotified');
    expect(inTime!.data).toMatchObject({ latest: '2024-05-28', shortNotice: false, findings: [] });
  });

  it('is chaired by somebody who did not investigate, whose recusal the party may ask for', () => {
    const notified = play(asked(), [x.notify(), on('2024-05-28')]);
    const questioned = play(notified, [
      x.requestRecusal({ officer: 'officer-chair', reasons: '与投诉人是亲属' }),
      on('2024-05-29'),
    ]);
    given(penaltyCase, questioned).when(x.hold(), on('2024-06-06')).refused('R-06');
  });

  it('has a chair with a certificate where the pack asks for one', () => {
    const rules = x.rulesWith('2024-05-28', 'hearing.chair.cert', { type: 'flag', flag: true });
    given(penaltyCase, asked())
      .when(x.notify(), { ...on('2024-05-28'), rules })
      .refused('R-04');
    const chair = x.aCertifiedChair();
    const people = new Map([[chair.s, chair]]);
    given(penaltyCase, asked())
      .when(x.notify(), { ...on('2024-05-28'), rules, people })
      .accepted('HearingNotified');
  });

  it('ends without the party, and that closes it as well', () => {
    const notified = play(asked(), [x.notify(), on('2024-05-28')]);
    given(penaltyCase, notified)
      .when(x.hold({ partyPresent: false, agents: 0 }), on('2024-06-06'))
      .refused('R-16');
    const absent = x.terminate({ ground: 'absent', presiding: 'officer-chair' });
    given(penaltyCase, notified).when(absent, on('2024-06-05')).refused('R-16');
    const ended = play(notified, [absent, on('2024-06-06')]);
    given(penaltyCase, ended)
      .when(x.penalise({ hearingRecord: 'T-2024-2' }), on('2024-06-07'))
      .accepted('DecisionMade');
  });
});
