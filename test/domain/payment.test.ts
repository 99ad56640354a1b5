import { describe, expect, it } from '@jest/globals';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import { lateFeeFen } from '../../src/domain/penalty-case/payment/late-fee';
import { executed } from '../../src/domain/penalty-case/state';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';

/** Delivered on 2024-05-20, to be paid until 2024-06-04; the fine is 100 yuan, so 3 yuan a day. */
const on = (date: string) => demoFacts({ date });
const refused = (history: h.History, act: PenaltyCaseCommand, date: string, ...codes: string[]) =>
  given(penaltyCase, history)
    .when(act, on(date))
    .refused(...codes);
const accepted = (history: h.History, act: PenaltyCaseCommand, date: string) => {
  const { decision } = given(penaltyCase, history).when(act, on(date));
  if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
  return decision.events[0]?.data as { complete?: boolean } & Record<string, unknown>;
};
const paid = (fineFen: number, lateFeeFen_: number, date: string, before = h.aDeliveredCase()) =>
  h.play(before, [h.pay({ fineFen, lateFeeFen: lateFeeFen_ }), { date }]);

describe('the late fee (处罚法 72)', () => {
  const due = (date: string, history = h.aDeliveredCase()): number =>
    lateFeeFen(given(penaltyCase, history).state, on(date), date);

  it.each([
    ['2024-06-04', 0],
    ['2024-06-05', 300],
    ['2024-06-14', 3000],
    ['2024-07-07', 9900],
    ['2024-07-08', 10_000],
    ['2025-06-04', 10_000],
  ])('is on %s %d fen: from the day after the due date, never above the fine', (date, fen) => {
    expect(due(date)).toBe(fen);
  });

  it('stands still once the fine is paid, and is nothing unless the decision says so', () => {
    expect(due('2024-08-01', paid(10_000, 0, '2024-06-07'))).toBe(900);
    const silent = h.play(h.aDecidedCase({ lateFee: false }), [h.deliver()]);
    expect(due('2024-08-01', silent)).toBe(0);
  });

  it('is recorded with its days, and only forward', () => {
    const fee = accepted(h.aDeliveredCase(), h.accrue(), '2024-06-10');
    expect(fee).toMatchObject({
      from: '2024-06-05',
      through: '2024-06-10',
      days: 6,
      totalFen: 1800,
      capped: false,
    });
    const history = h.play(h.aDeliveredCase(), [h.accrue(), { date: '2024-06-10' }]);
    refused(history, h.accrue(), '2024-06-10', 'R-00');
    accepted(history, h.accrue({ through: '2024-06-11', totalFen: 2100 }), '2024-06-11');
    refused(history, h.accrue({ through: '2024-06-11', totalFen: 2101 }), '2024-06-11', 'R-26');
  });

  it('says when the cap is reached', () => {
    const fee = h.accrue({ through: '2024-07-31', totalFen: 10_000 });
    expect(accepted(h.aDeliveredCase(), fee, '2024-07-31')).toMatchObject({ totalFen: 10_000, capped: true });
    refused(h.aDeliveredCase(), h.accrue({ through: '2024-07-31', totalFen: 10_001 }), '2024-07-31', 'R-26');
  });
});

describe('payment at the bank (处罚法 67)', () => {
  it('is complete in time with the fine alone', () => {
    expect(accepted(h.aDeliveredCase(), h.pay(), '2024-06-04').complete).toBe(true);
  });

  it('is complete late only with the late fee of that day', () => {
    expect(accepted(h.aDeliveredCase(), h.pay(), '2024-06-05').complete).toBe(false);
    const late = h.pay({ lateFeeFen: 300 });
    expect(accepted(h.aDeliveredCase(), late, '2024-06-05').complete).toBe(true);
    refused(h.aDeliveredCase(), h.pay({ lateFeeFen: 301 }), '2024-06-05', 'R-26');
  });

  it('may come in parts, the late fee after the fine', () => {
    const part = paid(4000, 0, '2024-06-01');
    expect(given(penaltyCase, part).state.money.settled).toBe(false);
    const whole = paid(6000, 0, '2024-06-06', part);
    expect(executed(given(penaltyCase, whole).state)).toBe(false);
    refused(whole, h.pay({ fineFen: 0, lateFeeFen: 601 }), '2024-09-01', 'R-26');
    expect(accepted(whole, h.pay({ fineFen: 0, lateFeeFen: 600 }), '2024-09-01').complete).toBe(true);
    const twice = paid(0, 200, '2024-07-01', whole);
    refused(twice, h.pay({ fineFen: 0, lateFeeFen: 401 }), '2024-09-01', 'R-26');
  });

  it('refuses what is not owed', () => {
    refused(h.aDeliveredCase(), h.pay({ fineFen: 0 }), '2024-05-21', 'R-00');
    refused(h.aPaidCase(), h.pay({ fineFen: 1 }), '2024-05-21', 'R-00');
    refused(h.aCollectedCase(), h.pay(), '2024-05-21', 'R-00');
    const warned = h.play(h.aWarnedCase(), [h.deliver()]);
    refused(warned, h.pay({ fineFen: 1 }), '2024-05-21', 'R-00');
  });

  it('waits for the delivery', () => {
    refused(h.aDecidedCase(), h.pay(), '2024-05-20', 'R-00');
  });
});

describe('R-22: collection on the spot (处罚法 68–70)', () => {
  const decided = (fineFen: number) => {
    const proposal = { kinds: ['fine'], fineFen, tier: 'normal' };
    return h.play(h.aRecordedCase(), [h.inform({ proposal })], [h.decide({ proposal })]);
  };
  const collect = (changes: object) => h.collect({ amountFen: 10_001, ...changes });

  it('is for fines of up to 100 yuan, not a fen more', () => {
    given(penaltyCase, decided(10_000)).when(h.collect(), on('2024-05-20')).accepted('FineCollectedOnSpot');
    refused(decided(10_001), collect({}), '2024-05-20', 'R-22');
  });

  it('is for what would be hard to collect later, with the circumstances', () => {
    const hard = { condition: 'hard-to-collect-later' };
    refused(decided(10_001), collect(hard), '2024-05-20', 'R-22');
    accepted(decided(10_001), collect({ ...hard, circumstances: '外地流动摊贩' }), '2024-05-20');
  });

  it('is for remote places at the party’s own request', () => {
    const remote = { condition: 'remote-at-request', circumstances: '海岛，无银行网点' };
    refused(decided(10_001), collect(remote), '2024-05-20', 'R-22');
    accepted(decided(10_001), collect({ ...remote, requested: true }), '2024-05-20');
  });

  it('names all that is wrong at once', () => {
    const act = collect({ amountFen: 1, receipt: undefined, condition: 'remote-at-request' });
    expect(refused(decided(10_001), act, '2024-05-20', 'R-22').map(({ guard }) => guard)).toEqual([
      ...['G-CASH.condition', 'G-CASH.condition', 'G-CASH.receipt', 'G-CASH.amount'],
    ]);
  });

  it('is done once, and its money goes on whole', () => {
    refused(h.aCollectedCase(), h.collect(), '2024-05-20', 'R-22');
    refused(h.aPaidCase(), h.collect(), '2024-05-20', 'R-22');
    refused(h.aCollectedCase(), h.handIn({ amountFen: 9999 }), '2024-05-20', 'R-22');
    refused(h.aDeliveredCase(), h.handIn(), '2024-05-20', 'R-22');
    refused(h.aCollectedCase(), h.bank(), '2024-05-20', 'R-22');
    const handed = h.play(h.aCollectedCase(), [h.handIn()]);
    refused(handed, h.handIn(), '2024-05-20', 'R-22');
    refused(h.play(handed, [h.bank()]), h.bank(), '2024-05-20', 'R-22');
  });

  it('may be handed in from water after landing only', () => {
    const water = h.play(h.aDeliveredCase(), [h.collect({ onWater: true })]);
    refused(water, h.handIn(), '2024-05-20', 'R-22');
    const landed = h.play(water, [h.landed()]);
    accepted(landed, h.handIn(), '2024-05-20');
    refused(landed, h.landed(), '2024-05-20', 'R-22');
  });
});

describe('the end of the case', () => {
  it('names all that is missing', () => {
    const broken = refused(h.aDecidedCase(), h.close(), '2024-05-20', 'R-00');
    expect(broken.map(({ en }) => en)).toEqual([
      'the decision has not been served',
      'the decision has not been filed with the organ',
      'the decision has not been performed',
    ]);
  });

  it('waits for a late fee that is still open', () => {
    const late = h.play(paid(10_000, 0, '2024-06-06'), [h.file()]);
    refused(late, h.close(), '2024-06-07', 'R-00');
    accepted(paid(0, 600, '2024-06-08', late), h.close(), '2024-06-08');
  });
});
