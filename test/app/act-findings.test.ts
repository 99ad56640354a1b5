import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/events/case-schemas';
import { ExecutionDecisionServed } from '../../src/events/execution.events';
import { LandingRecorded } from '../../src/events/payment.events';
import type { DomainEvent } from '../../src/kernel/event';
import { legalDay } from '../../src/kernel/time';
import { FailingBefore, LosingReplies } from '../support/faulty-event-store';
import { WatchedWorld } from '../support/watched-world';

/** Findings that follow from an act at once, over the ledger. */

const reliance = { rules: [], parameters: [], entries: [] };
const found = (...findings: readonly Finding[]): DomainEvent =>
  ExecutionDecisionServed(
    {
      service: { mode: 'direct', on: '2024-05-20', servedOn: '2024-05-20', servers: ['officer-li'] },
      ...{ findings: [...findings], reliance },
    },
    { party: {} },
  );
const unsigned: Finding = { code: 'W-07', about: 'e1', reasons: ['unsigned'] };
const silent: Finding = { code: 'W-30', about: 'e1', reasons: ['no-recording'] };

describe('a finding of an act', () => {
  it('is raised at once, with all that is known of it', async () => {
    const world = await WatchedWorld.open();
    await world.tell('case-a', LandingRecorded({ opens: [], closes: [], reliance }));
    const act = await world.tell('case-a', found(silent), legalDay('2024-05-19'));
    await world.follow();
    expect(await world.watch().sweep()).toMatchObject({ outcome: 'swept', raised: 1 });
    expect(await world.alerts()).toEqual(['alert-W-30-case-a-finding~1.0']);
    const [raised] = await world.eventsOf('alert-W-30-case-a-finding~1.0');
    expect(raised).toMatchObject({
      type: 'AlertRaised',
      data: {
        ...{ code: 'W-30', stream: 'case-a', clock: 'finding~1.0', severity: 1, row: 'V04' },
        ...{ due: '2024-05-19', detected: '2024-05-20' },
      },
      meta: {
        ...{ causationId: act.meta.id, organ: { u: 'organ-a' } },
        actors: [{ u: 'alert-watch', role: 'system' }],
      },
    });
    await world.follow();
    expect((await world.raisedRows()).rows).toMatchObject([
      { case: 'case-a', code: 'W-30', organ: 'organ-a' },
    ]);
  });

  it('is one alert each, of one act and of several, also under one code', async () => {
    const world = await WatchedWorld.open();
    await world.tell('case-a', found(unsigned, { ...unsigned, about: 'e2' }, silent));
    await world.tell('case-a', found());
    await world.tell('case-a', found(unsigned));
    await world.follow();
    await world.watch().sweep();
    expect([...(await world.alerts())].sort()).toEqual([
      'alert-W-07-case-a-finding~0.0',
      'alert-W-07-case-a-finding~0.1',
      'alert-W-07-case-a-finding~2.0',
      'alert-W-30-case-a-finding~0.2',
    ]);
  });

  it('is raised once, with two watches at once, after restarts and when the rows know of it', async () => {
    const world = await WatchedWorld.open();
    for (let i = 0; i < 70; i++) await world.tell(`case-${i}`, found(unsigned, silent));
    await world.follow();
    const [one, two] = [world.watch(), world.watch()];
    const [first, second] = await Promise.all([one.sweep(), two.sweep()]);
    expect(first.raised + second.raised).toBe(140);
    expect((await world.watch().sweep()).outcome).toBe('behind');
    await world.follow();
    for (const watch of [one, two]) expect((await watch.sweep()).raised).toBe(0);
    const record = () => Promise.reject(new Error('nothing is to be recorded'));
    expect(await world.watch({ recorder: { record, endOf: record } }).sweep()).toMatchObject({
      outcome: 'swept',
      raised: 0,
    });
    expect(new Set(await world.alerts()).size).toBe(140);
    expect(await world.alerts()).toHaveLength(140);
  });

  it('survives a ledger that fails, and one whose replies are lost', async () => {
    const failing = await WatchedWorld.open();
    await failing.tell('case-a', found(unsigned, silent));
    await failing.follow();
    const watch = failing.watch({ recorder: failing.recorder(new FailingBefore(failing.store)) });
    await expect(watch.sweep()).rejects.toMatchObject({ code: 'store-unavailable' });
    expect((await watch.sweep()).raised).toBe(1);
    expect(await failing.alerts()).toHaveLength(2);

    const losing = await WatchedWorld.open();
    await losing.tell('case-a', found(unsigned));
    await losing.follow();
    const other = losing.watch({ recorder: losing.recorder(new LosingReplies(losing.store)) });
    await expect(other.sweep()).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(await other.sweep()).toMatchObject({ outcome: 'swept', raised: 0 });
    expect(await losing.alerts()).toHaveLength(1);
  });
});
