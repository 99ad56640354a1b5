import { describe, expect, it } from '@jest/globals';
import { sealedClocks } from '../../src/events/sealed-clocks';
import { lastRecordingInTime } from '../../src/domain/penalty-case/clocks';
import { clockWatches } from '../../src/domain/penalty-case/table';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { alerts } from '../../src/law/violations';
import { RuleBook } from '../../src/law/rule-book';
import { cn2021 } from '../../src/law/packs/cn-2021';
import { demonstrationPack, demonstrationTerritory } from '../../src/law/packs/demonstration';
import type { LegalTime } from '../../src/kernel/time';
import type { RulePack } from '../../src/law/rule-pack';
import { demoFacts, rulesOn } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';

interface ClockMembers {
  opens?: { key: string; opened: string; due?: string; uncomputable?: string }[];
  closes?: string[];
}

/** Clocks that a command opens with their due dates, and those it closes. */
function clocksOf(history: h.History, act: PenaltyCaseCommand, changes: Partial<CaseFacts>) {
  const { decision } = given(penaltyCase, history).when(act, demoFacts(changes));
  if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
  const { opens = [], closes = [] } = decision.events[0]?.data as ClockMembers;
  return { due: Object.fromEntries(opens.map(({ key, due }) => [key, due])), opens, closes };
}

const on = (date: string) => ({ date });
const decidedOn = (date: string): h.History => h.play(h.anInformedCase(), [h.decide(), on(date)]);
const deliveredOn = (date: string): h.History => h.play(decidedOn(date), [h.deliver(), on(date)]);
const packs = (changed: RulePack): RuleBook =>
  new RuleBook([cn2021, demonstrationPack, changed], { territory: demonstrationTerritory, on: '2024-05-20' });
const publishingOff = packs({
  ...{
    id: 'local',
    version: '1',
    zh: '本地',
    en: 'local',
    scope: { level: 'territory', prefix: demonstrationTerritory },
  },
  parameters: [
    {
      key: 'publish.simple',
      value: { type: 'flag', flag: false },
      basis: [],
      confidence: 'D',
      from: '2021-07-15',
    },
  ],
});

describe('W-21 filing with the organ', () => {
  it.each([
    ['two working days on', '2024-05-20', '2024-05-22'],
    ['a make-up Saturday counts', '2024-09-12', '2024-09-14'],
    ['the Mid-Autumn holiday does not', '2024-09-14', '2024-09-19'],
    ['nor the National Day week', '2024-09-30', '2024-10-09'],
  ])('%s: decided %s, due %s', (_what, date, due) => {
    expect(clocksOf(h.anInformedCase(), h.decide(), on(date)).due).toEqual({ 'onspot.file': due });
  });

  it('closes on filing', () => {
    const { closes } = clocksOf(h.aDecidedCase(), h.file(), {});
    expect(closes).toEqual(['onspot.file']);
    expect(given(penaltyCase, h.aDecidedCase()).state.clocks).toHaveProperty(['onspot.file']);
    expect(given(penaltyCase, h.play(h.aDecidedCase(), [h.file()])).state.clocks).toEqual({});
  });
});

describe('W-15 payment', () => {
  it.each([
    ['fifteen days on', '2024-05-20', '2024-06-04'],
    ['a Saturday rolls to the make-up Sunday', '2024-09-13', '2024-09-29'],
    ['a holiday rolls to the first working day', '2024-09-18', '2024-10-08'],
  ])('%s: delivered %s, due %s', (_what, date, due) => {
    expect(clocksOf(decidedOn(date), h.deliver(), on(date)).due['fine.pay']).toBe(due);
  });

  it('is not opened for a warning or after collection on the spot', () => {
    expect(clocksOf(h.aWarnedCase(), h.deliver(), {}).due).not.toHaveProperty(['fine.pay']);
    const collected = h.play(h.aDecidedCase(), [h.collect()]);
    expect(clocksOf(collected, h.deliver(), {}).due).not.toHaveProperty(['fine.pay']);
  });

  it('closes when nothing is left, not before', () => {
    const { closes } = clocksOf(h.aDeliveredCase(), h.pay({ fineFen: 4000 }), {});
    expect(closes).toEqual([]);
    expect(clocksOf(h.aDeliveredCase(), h.pay(), {}).closes).toEqual(['fine.pay']);
    expect(clocksOf(h.aDeliveredCase(), h.collect(), {}).closes).toEqual(['fine.pay']);
  });
});

describe('W-10 publication', () => {
  const key = ['publish.penalty.own_site'];
  it('runs seven working days from the decision', () => {
    const { opens } = clocksOf(decidedOn('2024-05-20'), h.deliver(), on('2024-05-21'));
    expect(opens).toContainEqual(
      expect.objectContaining({ key: 'publish.penalty.own_site', opened: '2024-05-20', due: '2024-05-29' }),
    );
  });

  it('gives two working days from a service that came after that', () => {
    expect(
      clocksOf(decidedOn('2024-05-20'), h.deliver(), on('2024-05-29')).due['publish.penalty.own_site'],
    ).toBe('2024-05-29');
    const { opens } = clocksOf(decidedOn('2024-05-20'), h.deliver(), on('2024-05-30'));
    expect(opens).toContainEqual(
      expect.objectContaining({ key: 'publish.penalty.own_site', opened: '2024-05-30', due: '2024-06-03' }),
    );
  });

  it('is not opened where the packs do not publish decisions made on the spot', () => {
    expect(clocksOf(h.aDecidedCase(), h.deliver(), { rules: publishingOff }).due).not.toHaveProperty(key);
  });

  it('closes on publication on its own channel, or on the decision not to', () => {
    expect(clocksOf(h.aDeliveredCase(), h.publish(), {}).closes).toEqual(key);
    expect(clocksOf(h.aDeliveredCase(), h.publish({ channel: 'credit-china' }), {}).closes).toEqual([
      'publish.credit_china',
    ]);
    const not = clocksOf(h.aDeliveredCase(), h.notPublish(), {});
    expect(not).toMatchObject({ closes: key, due: { 'notpublished.review/own-site': '2025-05-20' } });
    expect(clocksOf(h.aDeliveredCase(), h.notPublish({ channel: 'credit-china' }), {}).closes).toEqual([
      'publish.credit_china',
    ]);
  });
});

describe('W-20 collected money', () => {
  it('goes to the organ in two working days from the collection', () => {
    expect(clocksOf(deliveredOn('2024-09-12'), h.collect(), on('2024-09-12')).due['money.to.organ']).toBe(
      '2024-09-14',
    );
  });

  it('on water only from the landing', () => {
    const collected = h.collect({ onWater: true });
    expect(clocksOf(h.aDeliveredCase(), collected, {}).due).not.toHaveProperty(['money.to.organ']);
    const history = h.play(h.aDeliveredCase(), [collected]);
    expect(clocksOf(history, h.landed(), on('2024-05-24')).due).toEqual({ 'money.to.organ': '2024-05-28' });
  });

  it('goes to the bank in two more', () => {
    const handed = clocksOf(h.aCollectedCase(), h.handIn(), on('2024-05-21'));
    expect(handed).toMatchObject({ due: { 'money.to.bank': '2024-05-23' }, closes: ['money.to.organ'] });
    const history = h.play(h.aCollectedCase(), [h.handIn()]);
    expect(clocksOf(history, h.bank(), {}).closes).toEqual(['money.to.bank']);
  });
});

describe('W-23 and W-24: closing and archiving', () => {
  const both = { 'onspot.close': '2024-06-03', 'onspot.archive': '2024-06-03' };
  it('run ten working days from the end of performance, however it comes', () => {
    expect(clocksOf(h.aDeliveredCase(), h.pay(), {}).due).toEqual(both);
    expect(clocksOf(h.aDeliveredCase(), h.collect(), {}).due).toMatchObject(both);
    expect(clocksOf(h.aWarnedCase(), h.deliver(), {}).due).toMatchObject(both);
    expect(clocksOf(h.play(h.aDecidedCase(), [h.collect()]), h.deliver(), {}).due).toMatchObject(both);
  });

  it('are not opened while something is open', () => {
    expect(clocksOf(h.aDecidedCase(), h.collect(), {}).due).not.toHaveProperty(['onspot.close']);
    expect(clocksOf(h.aDecidedCase(), h.deliver(), {}).due).not.toHaveProperty(['onspot.close']);
    expect(clocksOf(h.aDeliveredCase(), h.pay({ fineFen: 9999 }), {}).due).toEqual({});
  });

  it('close on closing and on archiving', () => {
    expect(clocksOf(h.aPaidCase(), h.close(), {}).closes).toEqual(['onspot.close']);
    expect(clocksOf(h.aClosedCase(), h.archive(), {}).closes).toEqual(['onspot.archive']);
    const { state } = given(penaltyCase, h.play(h.aClosedCase(), [h.publish()], [h.archive()]));
    expect(Object.keys(state.clocks).filter((each) => !sealedClocks.includes(each))).toEqual([]);
  });
});

describe('W-25 late recording', () => {
  const rules = rulesOn('2024-05-20');
  const moment = { at: '2024-05-20T10:00:00+08:00', p: 'instant', d: '2024-05-20' } as const;
  const last = (fact: LegalTime, book = rules): string | undefined => {
    const at = lastRecordingInTime(fact, book);
    return at === undefined ? undefined : new Date(at).toISOString();
  };

  it('begins 48 hours after the fact, in the demonstration pack', () => {
    expect(last(moment)).toBe('2024-05-22T02:00:00.000Z');
  });

  it('counts a fact known by its day from the end of that day', () => {
    expect(last({ at: '2024-05-20T00:00:00+08:00', p: 'day', d: '2024-05-20' })).toBe(
      '2024-05-22T16:00:00.000Z',
    );
  });

  it('does not exist where no pack sets the tolerance', () => {
    const bare = new RuleBook([cn2021], { territory: '110000', on: '2024-05-20' });
    expect(last(moment, bare)).toBeUndefined();
  });
});

describe('the table of clocks', () => {
  it('names alerts of the catalogue, and covers every clock that a row opens', () => {
    const codes = [...clockWatches.values()].flatMap(({ alert }) => alert ?? []);
    expect(codes.filter((code) => !Object.hasOwn(alerts, code))).toEqual([]);
    const opened = penaltyCase.steps.flatMap(({ opens = [] }) => opens);
    expect(opened.filter((key) => !clockWatches.has(key))).toEqual([]);
    expect([...clockWatches.keys()].filter((key) => !opened.includes(key))).toEqual([]);
  });

  it('opens a clock that runs into a year without a calendar as uncomputable, and records the act', () => {
    const { opens } = clocksOf(h.anInformedCase(), h.decide(), on('2026-12-31'));
    expect(opens).toEqual([
      expect.objectContaining({ key: 'onspot.file', uncomputable: 'calendar-year-not-loaded:2027' }),
    ]);
    expect(opens[0]).not.toHaveProperty('due');
  });
});
