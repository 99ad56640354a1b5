import { describe, expect, it } from '@jest/globals';
import type { AlertWatchParts } from '../../src/app/alerts/alert-watch';
import { CollectedFineBanked, LandingRecorded } from '../../src/events/payment.events';
import type { Clock } from '../../src/events/schemas';
import type { DomainEvent } from '../../src/kernel/event';
import { legalInstant } from '../../src/kernel/time';
import { FailingBefore, LosingReplies } from '../support/faulty-event-store';
import { WatchedWorld } from '../support/watched-world';

const reliance = { rules: [], parameters: [], entries: [] };
const period = (key: string, due: string): Clock => ({
  ...{ key, opened: '2024-05-20', due, kind: 'wd', amount: 2 },
  ...{ pack: 'cn-2021@2026.1', calendar: 'cn@2026' },
});
const opening = (...opens: readonly Clock[]): DomainEvent =>
  LandingRecorded({ opens: [...opens], closes: [], reliance });
const closing = (...closes: readonly string[]): DomainEvent =>
  CollectedFineBanked({ amountFen: 1, reference: 'B-1', opens: [], closes: [...closes], reliance });

const file = 'onspot.file';

describe('the watch over due dates', () => {
  it('raises an alert on the day after the last day in time, with all that is known of it', async () => {
    const world = await WatchedWorld.open();
    const opened = await world.tell('case-a', opening(period(file, '2024-05-22')));
    await world.follow();
    world.turnTo('2024-05-22');
    expect(await world.watch().sweep()).toMatchObject({ outcome: 'swept', raised: 0 });
    world.turnTo('2024-05-23');
    expect(await world.watch().sweep()).toMatchObject({ outcome: 'swept', raised: 1 });

    const [raised] = await world.eventsOf('alert-W-21-case-a-onspot.file');
    expect(raised).toMatchObject({
      type: 'AlertRaised',
      data: {
        code: 'W-21',
        stream: 'case-a',
        clock: file,
        due: '2024-05-22',
        detected: '2024-05-23',
        severity: 3,
        row: 'V32',
      },
      meta: {
        revision: 0,
        legal: { at: '2024-05-23T10:00:00+08:00', p: 'instant', d: '2024-05-23' },
        causationId: opened.meta.id,
        actors: [{ u: 'alert-watch', role: 'system' }],
        organ: { u: 'organ-a' },
        rulePacks: ['cn-2021@2026.1'],
        calendars: ['cn@2026'],
      },
    });
    await world.follow();
    expect((await world.raisedRows()).rows).toMatchObject([
      { case: 'case-a', code: 'W-21', organ: 'organ-a' },
    ]);
  });

  it('raises what was due at a moment right after it, and nothing for what was done by then', async () => {
    const at = (time: string): string => `2024-05-21T${time}:00+08:00`;
    const hours = (thing: string): Clock => ({
      ...{ key: `crime.transfer/${thing}`, opened: '2024-05-20T10:20:00+08:00', due: at('10:20') },
      ...{ kind: 'h', amount: 24, pack: 'cn-2021@2026.1' },
    });
    const world = await WatchedWorld.open();
    for (const name of ['case-a', 'case-b', 'case-c']) await world.tell(name, opening(hours('t1')));
    world.now = Date.parse(at('10:20'));
    await world.tell('case-b', closing('crime.transfer/t1'), legalInstant(at('10:20')));
    await world.follow();
    const watch = world.watch();
    expect(await watch.sweep()).toMatchObject({ outcome: 'swept', raised: 0 });
    world.now += 1;
    expect(await watch.sweep()).toMatchObject({ outcome: 'swept', raised: 2 });
    expect([...(await world.alerts())].sort()).toEqual([
      'alert-W-33-case-a-crime.transfer:t1',
      'alert-W-33-case-c-crime.transfer:t1',
    ]);
    const [raised] = await world.eventsOf('alert-W-33-case-a-crime.transfer:t1');
    expect(raised?.data).toMatchObject({
      clock: 'crime.transfer/t1',
      due: at('10:20'),
      detected: '2024-05-21',
    });
    await world.tell('case-c', closing('crime.transfer/t1'), legalInstant(at('10:21')));
    await world.follow();
    expect((await world.watch().sweep()).raised).toBe(0);
    expect((await world.raisedRows()).rows).toMatchObject([{ dueOn: '2024-05-21' }, { dueOn: '2024-05-21' }]);
  });

  it('raises nothing for what was done in time, and for what was done too late all the same', async () => {
    const world = await WatchedWorld.open();
    await world.tell('case-a', opening(period(file, '2024-05-22')));
    await world.tell('case-b', opening(period(file, '2024-05-22')));
    world.turnTo('2024-05-22');
    await world.tell('case-a', closing(file));
    world.turnTo('2024-05-24');
    await world.tell('case-b', closing(file));
    await world.follow();
    await world.watch().sweep();
    expect(await world.alerts()).toEqual(['alert-W-21-case-b-onspot.file']);
  });

  it('knows the code of each clock, and those that only remind', async () => {
    const world = await WatchedWorld.open();
    const dues = [
      ...['fine.pay', 'money.to.organ', 'money.to.bank', file, 'publish.penalty.own_site'],
      ...['onspot.close', 'onspot.archive', 'notpublished.review', 'something.else'],
    ];
    await world.tell('case-a', opening(...dues.map((key) => period(key, '2024-05-22'))));
    await world.follow();
    world.turnTo('2024-06-30');
    expect((await world.watch().sweep()).raised).toBe(7);
    expect([...(await world.alerts())].sort()).toEqual([
      'alert-W-10-case-a-publish.penalty.own_site',
      'alert-W-15-case-a-fine.pay',
      'alert-W-20-case-a-money.to.bank',
      'alert-W-20-case-a-money.to.organ',
      'alert-W-21-case-a-onspot.file',
      'alert-W-23-case-a-onspot.close',
      'alert-W-24-case-a-onspot.archive',
    ]);
    const [payment] = await world.eventsOf('alert-W-15-case-a-fine.pay');
    expect(payment?.data).toMatchObject({ severity: 3, row: 'V40' });
    const [money] = await world.eventsOf('alert-W-20-case-a-money.to.bank');
    expect(money?.data).toMatchObject({ severity: 1, row: 'V21' });
  });

  it('raises each once, with two watches at once and after restarts', async () => {
    const world = await WatchedWorld.open();
    for (let i = 0; i < 150; i++) await world.tell(`case-${i}`, opening(period(file, '2024-05-22')));
    await world.follow();
    world.turnTo('2024-05-23');
    const [one, two] = [world.watch(), world.watch()];
    const [first, second] = await Promise.all([one.sweep(), two.sweep()]);
    expect(first.raised + second.raised).toBe(150);
    // A restart before the rows know of the alerts: tried again, and refused by the store.
    expect((await world.watch().sweep()).outcome).toBe('behind');
    await world.follow();
    for (const watch of [one, two, world.watch()]) expect((await watch.sweep()).raised).toBe(0);
    expect(new Set(await world.alerts()).size).toBe(150);
    expect(await world.alerts()).toHaveLength(150);
  });

  it('raises a clock that the case opened again, and missed again, once more', async () => {
    const world = await WatchedWorld.open();
    await world.tell('case-a', opening(period('money.to.organ', '2024-05-22')));
    world.turnTo('2024-05-24');
    await world.tell('case-a', opening(period('money.to.organ', '2024-05-26')));
    await world.follow();
    world.turnTo('2024-05-30');
    expect((await world.watch().sweep()).raised).toBe(2);
    expect(await world.alerts()).toEqual([
      'alert-W-20-case-a-money.to.organ',
      'alert-W-20-case-a-money.to.organ~2',
    ]);
  });

  it('does not raise again what a correction of the due date would make due again', async () => {
    const world = await WatchedWorld.open();
    await world.tell('case-a', opening(period(file, '2024-05-22')));
    await world.follow();
    world.turnTo('2024-05-23');
    await world.watch().sweep();
    const target = { id: 'x', type: 'LandingRecorded', revision: 0 };
    const members = [{ path: 'opens.0.due', was: '2024-05-22', now: '2024-05-21' }];
    const corrected = { type: 'EventCorrected', data: { target, members, reason: 'r', orderedBy: 'o' } };
    await world.tell('case-a', corrected);
    await world.follow();
    const record = () => Promise.reject(new Error('nothing is to be recorded'));
    expect(await world.watch({ recorder: { record, endOf: record } }).sweep()).toMatchObject({
      outcome: 'swept',
      raised: 0,
    });
    expect(await world.alerts()).toHaveLength(1);
  });

  it('looks at the clock itself before it raises: the rows may have moved since', async () => {
    const world = await WatchedWorld.open();
    await world.tell('case-a', opening(period(file, '2024-05-22')));
    await world.follow();
    world.turnTo('2024-05-23');
    const { rows } = world;
    const closedMeanwhile: AlertWatchParts['reader'] = {
      checkpoint: () => rows.checkpoint(),
      query: (select) => rows.query(select),
      snapshot: async (selects) => {
        const snapshot = await rows.snapshot(selects);
        world.turnTo('2024-05-22');
        await world.tell('case-a', closing(file));
        await world.follow();
        return snapshot;
      },
    };
    expect(await world.watch({ reader: closedMeanwhile }).sweep()).toMatchObject({
      outcome: 'swept',
      raised: 0,
    });
  });

  it('waits for the rows to hold what the ledger holds: what is done in time may not look undone', async () => {
    const world = await WatchedWorld.open();
    await world.tell('case-a', opening(period(file, '2024-05-22')));
    await world.follow();
    await world.tell('case-a', closing(file));
    world.turnTo('2024-05-23');
    const watch = world.watch();
    expect(await watch.sweep()).toMatchObject({ outcome: 'behind', raised: 0 });
    await world.follow();
    // A busy ledger is ahead of the rows again; what it held at the last sweep is enough.
    await world.tell('case-b', opening(period(file, '2024-06-22')));
    expect(await watch.sweep()).toMatchObject({ outcome: 'swept', raised: 0 });
    await world.follow();
    await watch.sweep();
    world.turnTo('2024-06-22');
    await world.tell('case-b', closing(file));
    world.turnTo('2024-06-23');
    expect(await watch.sweep()).toMatchObject({ outcome: 'behind', raised: 0 });
    expect(await world.alerts()).toEqual([]);
  });
});

describe('while nothing is due', () => {
  it('the watch only looks whether the rows have moved', async () => {
    const world = await WatchedWorld.open();
    await world.tell('case-a', opening(period(file, '2024-05-22')));
    await world.follow();
    const watch = world.watch();
    await watch.sweep();
    world.asked = [];
    world.turnTo('2024-05-22');
    expect(await watch.sweep()).toMatchObject({ outcome: 'quiet', raised: 0 });
    expect(world.asked).toEqual(['checkpoint']);
    world.turnTo('2024-05-23');
    expect(await watch.sweep()).toMatchObject({ outcome: 'swept', raised: 1 });
    await world.follow();
    await watch.sweep();
    world.asked = [];
    world.turnTo('2030-01-01');
    expect(await watch.sweep()).toMatchObject({ outcome: 'quiet', raised: 0 });
    expect(world.asked).toEqual(['checkpoint']);
  });

  it('a clock that opens overdue is still seen', async () => {
    const world = await WatchedWorld.open();
    const watch = world.watch();
    await watch.sweep();
    world.turnTo('2024-06-01');
    await world.tell('case-a', opening(period(file, '2024-05-22')));
    await world.follow();
    expect((await watch.sweep()).raised).toBe(1);
  });
});

describe('a failing ledger', () => {
  it('ends a sweep, and the next one raises what is left', async () => {
    const world = await WatchedWorld.open();
    for (const name of ['case-a', 'case-b', 'case-c']) {
      await world.tell(name, opening(period(file, '2024-05-22')));
    }
    await world.follow();
    world.turnTo('2024-05-23');
    const failing = world.watch({ recorder: world.recorder(new FailingBefore(world.store)) });
    await expect(failing.sweep()).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await world.alerts()).toHaveLength(2);
    expect((await failing.sweep()).raised).toBe(1);
    expect(await world.alerts()).toHaveLength(3);
  });

  it('whose reply is lost has raised the alert once', async () => {
    const world = await WatchedWorld.open();
    await world.tell('case-a', opening(period(file, '2024-05-22')));
    await world.follow();
    world.turnTo('2024-05-23');
    const watch = world.watch({ recorder: world.recorder(new LosingReplies(world.store)) });
    await expect(watch.sweep()).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(await watch.sweep()).toMatchObject({ outcome: 'swept', raised: 0 });
    expect(await world.alerts()).toHaveLength(1);
  });

  it('is reported, and the running watch goes on until it is told to stop', async () => {
    const world = await WatchedWorld.open();
    await world.tell('case-a', opening(period(file, '2024-05-22')));
    await world.follow();
    world.turnTo('2024-05-23');
    const failures: unknown[] = [];
    const recorder = world.recorder(new FailingBefore(world.store));
    const watch = world.watch({ recorder, onFailure: (error) => failures.push(error) });
    const stop = new AbortController();
    let pauses = 0;
    await watch.run(async () => {
      if (++pauses === 3) stop.abort();
      await world.follow();
    }, stop.signal);
    expect(failures).toMatchObject([{ code: 'store-unavailable' }]);
    expect(pauses).toBe(3);
    expect(await world.alerts()).toEqual(['alert-W-21-case-a-onspot.file']);
  });
});
