import { describe, expect, it } from '@jest/globals';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import { lateFeeFen } from '../../src/domain/penalty-case/payment/late-fee';
import { demoFacts, monday, noCalendar } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import { stateOf } from '../support/stages/decided';
import { chief, defer, instalments } from '../support/stages/performance';
import { aServedGeneralCase, anUnservedCase, serve } from '../support/stages/service';

interface Data {
  opens: { key: string; opened: string; due?: string }[];
  closes: string[];
  complete?: boolean;
}

/** Served on 2024-05-20: to be paid until 2024-06-04; remedies until 2024-11-20; court until 2025-02-20. */
const data = (history: h.History, act: PenaltyCaseCommand, facts = {}): Data => {
  const { decision } = given(penaltyCase, history).when(act, demoFacts(facts));
  if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
  return decision.events[0]?.data as Data;
};
const due = ({ opens }: Data) => Object.fromEntries(opens.map(({ key, ...clock }) => [key, clock.due]));
const fee = (history: h.History, on: string) => lateFeeFen(stateOf(history), demoFacts({ date: on }), on);
const refused = (act: PenaltyCaseCommand, date: string, ...codes: string[]) =>
  given(penaltyCase, aServedGeneralCase())
    .when(act, demoFacts({ ...chief, date }))
    .refused(...codes);

describe('deferral (处罚法 66(2))', () => {
  it('moves the last day, and the late fee with it', () => {
    const history = h.play(aServedGeneralCase(), [defer(), chief]);
    expect(stateOf(history).payBy).toBe('2024-08-01');
    expect(fee(history, '2024-08-01')).toBe(0);
    expect(fee(history, '2024-08-02')).toBe(300);
  });

  it('lets the time for the court run from its end, where that is later than the end of the remedies (72(2))', () => {
    expect(due(data(aServedGeneralCase(), defer(), chief))).toEqual({
      'fine.pay': '2024-08-01',
      'court.apply': '2025-02-20',
    });
    const long = defer({ until: '2025-03-31' });
    expect(due(data(aServedGeneralCase(), long, chief))).toEqual({
      'fine.pay': '2025-03-31',
      'court.apply': '2025-06-30',
    });
  });

  it('is approved until the last day to pay, not after', () => {
    data(aServedGeneralCase(), defer(), { ...chief, date: '2024-06-04' });
    refused(defer(), '2024-06-05', 'R-03');
    refused(defer({ applied: '2024-05-22' }), '2024-05-21', 'R-03');
  });

  it('is open to whom no last day can be computed yet, because the calendar of its year is not loaded', () => {
    const served = h.play(anUnservedCase(), [serve(), { calendar: noCalendar }]);
    expect(stateOf(served).payBy).toBeUndefined();
    for (const act of [defer(), instalments()]) {
      expect(stateOf(h.play(served, [act, chief])).payBy).toBe('2024-08-01');
    }
  });

  it('is nothing where nothing is owed', () => {
    const paid = h.play(aServedGeneralCase(), [h.pay()]);
    given(penaltyCase, paid).when(defer(), demoFacts(chief)).refused('R-03');
  });
});

describe('instalments (处罚法 66(2))', () => {
  const inParts = () => h.play(aServedGeneralCase(), [instalments(), chief]);

  it('have a clock each, in place of the one for the whole', () => {
    const event = data(aServedGeneralCase(), instalments(), chief);
    expect(due(event)).toEqual({
      'fine.pay/1': '2024-07-01',
      'fine.pay/2': '2024-08-01',
      'court.apply': '2025-02-20',
    });
    expect(event.closes).toEqual(['fine.pay']);
    expect(Object.keys(stateOf(inParts()).clocks)).not.toContain('fine.pay');
  });

  it('carry a late fee only on what is overdue', () => {
    expect(fee(inParts(), '2024-07-01')).toBe(0);
    expect(fee(inParts(), '2024-07-03')).toBe(240);
    expect(fee(inParts(), '2024-08-02')).toBe(32 * 120 + 180);
    expect(fee(inParts(), '2025-01-01')).toBe(10_000);
  });

  it('close one by one as they are covered, and all with the last', () => {
    const first = h.pay({ fineFen: 4000 });
    expect(data(inParts(), first, { date: '2024-06-20' })).toMatchObject({
      closes: ['fine.pay/1'],
      complete: false,
    });
    const after = h.play(inParts(), [first, { date: '2024-06-20' }]);
    expect(fee(after, '2024-08-01')).toBe(0);
    const last = data(after, h.pay({ fineFen: 6000 }), { date: '2024-08-01' });
    expect(last.complete).toBe(true);
    expect([...last.closes].sort()).toEqual(['court.apply', 'fine.pay', 'fine.pay/2']);
    expect(due(last)).toEqual({ 'case.close': '2024-08-22' });
  });

  it('make up what is owed, one after another', () => {
    const parts = (...list: [string, number][]) =>
      instalments({ instalments: list.map(([day, amountFen]) => ({ due: day, amountFen })) });
    refused(parts(['2024-07-01', 5000], ['2024-07-01', 5000]), monday, 'R-03');
    refused(parts(['2024-07-01', 5000], ['2024-06-01', 5000]), monday, 'R-03');
    refused(parts([monday, 5000], ['2024-06-01', 5000]), monday, 'R-03');
    refused(parts(['2024-07-01', 10_000], ['2024-08-01', 0]), monday, 'R-03');
  });
});

describe('collection on the spot after the general procedure (处罚法 69)', () => {
  const remote = { condition: 'remote-at-request', circumstances: '海岛，无银行网点', requested: true };

  it('is for remote places at request, whatever the amount', () => {
    given(penaltyCase, aServedGeneralCase()).when(h.collect(), demoFacts()).refused('R-22');
    const hard = h.collect({ condition: 'hard-to-collect-later', circumstances: '外地摊贩' });
    given(penaltyCase, aServedGeneralCase()).when(hard, demoFacts()).refused('R-22');
    const { opens, closes } = data(aServedGeneralCase(), h.collect(remote));
    expect(opens.map(({ key }) => key)).toEqual(['money.to.organ', 'case.close']);
    expect(closes).toEqual(['fine.pay', 'court.apply']);
  });

  it('needs the request on record', () => {
    const silent = h.collect({ ...remote, requested: false });
    given(penaltyCase, aServedGeneralCase()).when(silent, demoFacts()).refused('R-22');
  });
});
