import { describe, expect, it } from '@jest/globals';
import { alertOfClock } from '../../src/app/alerts/alert-codes';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { LandingRecorded } from '../../src/events/payment.events';
import type { ParameterValue } from '../../src/law/parameter-value';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import { aCaseTakenOver, checkIdentity } from '../support/stages/closing';
import * as d from '../support/stages/decided';
import * as x from '../support/stages/deciding';
import { reverse } from '../support/stages/remedy';
import { lawful, type Example } from '../support/violating-examples';
import { WatchedWorld } from '../support/watched-world';

/** Every alert that a clock raises: an act opens the clock, and once its day has passed the alert of its code is there. */

const clocks: readonly (readonly [code: string, key: string])[] = [
  ['W-02', 'clue.verify'],
  ['W-03', 'filing.time'],
  ['W-04', 'review.time'],
  ['W-05', 'case.decide'],
  ['W-06', 'test.max'],
  ['W-09', 'service'],
  ['W-10', 'publish.penalty.own_site'],
  ['W-11', 'major.filing'],
  ['W-12', 'preserve.evidence'],
  ['W-15', 'fine.pay'],
  ['W-18', 'court.apply'],
  ['W-19', 'appeal.answer'],
  ['W-19', 'court.answer'],
  ['W-20', 'money.to.organ'],
  ['W-20', 'money.to.bank'],
  ['W-21', 'onspot.file'],
  ['W-23', 'onspot.close'],
  ['W-23', 'case.close'],
  ['W-24', 'onspot.archive'],
  ['W-24', 'archive'],
  ['W-33', 'crime.report'],
  ['W-33', 'crime.chief'],
  ['W-33', 'crime.transfer'],
  ['W-33', 'crime.handover'],
  ['W-35', 'withdraw.penalty'],
  ['W-40', 'appeal.forward'],
  ['W-42', 'court.review.ask.warn'],
  ['W-43', 'remedy.refund'],
  ['W-43', 'remedy.duty'],
  ['W-47', 'crime.police.review'],
];

const reliance = { rules: [], parameters: [], entries: [] };
const DUE = '2024-05-22';

const fines: ParameterValue = {
  type: 'acts',
  any: [{ act: 'penalty', kinds: ['fine'], zh: '罚款', en: 'fines' }],
};

/** A case whose decision is major, one that is closed after a transfer, and one reversed while it was public. */
const others: readonly Pick<Example, 'history' | 'given' | 'facts'>[] = [
  {
    history: d.and(x.aToldCase(), [d.discussed(), d.days.decided]),
    given: x.penalise(),
    facts: {
      ...{ ...x.everybody, ...x.chiefActs, date: d.days.decided },
      rules: x.rulesWith(d.days.decided, 'collective.list', fines),
    },
  },
  { history: h.play(aCaseTakenOver(), [checkIdentity()]), given: h.close() },
  { history: h.play(h.aPublishedCase(), [h.pay()], [h.file()]), given: reverse() },
];

/** The keys that lawful acts open, and the acts before them. */
const opened: ReadonlySet<string> = new Set(
  [...Object.values(lawful).map((example) => example()), ...others].flatMap(
    ({ history, given: act, facts }) => {
      const { decision } = given(penaltyCase, history).when(act, demoFacts(facts));
      const events = decision.outcome === 'accepted' ? decision.events : [];
      return [...history, ...events].flatMap(({ data }) =>
        ((data as { readonly opens?: readonly { key: string }[] }).opens ?? []).map(
          ({ key }) => key.split('/', 1)[0] ?? key,
        ),
      );
    },
  ),
);

describe.each(clocks)('%s, by the clock %s', (code, key) => {
  it('has an act that opens the clock', () => {
    expect([...opened]).toContain(key);
  });

  it('is raised on the day after the last day, and not before', async () => {
    const world = await WatchedWorld.open();
    const clock = { key, opened: '2024-05-20', due: DUE, kind: 'wd', amount: 2, pack: 'cn-2021@2' } as const;
    await world.tell(
      'case-a',
      LandingRecorded({ opens: [{ ...clock, calendar: 'cn@2024' }], closes: [], reliance }),
    );
    await world.follow();
    world.turnTo(DUE);
    await world.watch().sweep();
    expect(await world.alerts()).toEqual([]);
    world.turnTo('2024-05-23');
    await world.watch().sweep();
    expect(await world.alerts()).toEqual([`alert-${code}-case-a-${key}`]);
  });
});

it('names every clock that raises an alert', () => {
  const known = [...alertOfClock].map(([key, { code }]) => `${code} ${key}`);
  expect(known.sort()).toEqual(clocks.map(([code, key]) => `${code} ${key}`).sort());
});
