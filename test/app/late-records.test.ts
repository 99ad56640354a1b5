import { describe, expect, it } from '@jest/globals';
import { LandingRecorded } from '../../src/events/payment.events';
import type { DomainEvent } from '../../src/kernel/event';
import { legalDay, legalInstant } from '../../src/kernel/time';
import { FailingBefore, LosingReplies } from '../support/faulty-event-store';
import { WatchedWorld } from '../support/watched-world';

/** W-25 over the ledger: 48 hours in the packs of the demonstration. */

const reliance = { rules: [], parameters: [], entries: [] };
const landed = (): DomainEvent => LandingRecorded({ opens: [], closes: [], reliance });
/** The clock of the world stands at 10:00 on 2024-05-20. */
const within = legalInstant('2024-05-18T10:00:00+08:00');
const beyond = legalInstant('2024-05-18T09:59:59.000+08:00');

const worldWith = async (...tellings: readonly Parameters<WatchedWorld['tell']>[]): Promise<WatchedWorld> => {
  const world = await WatchedWorld.open();
  for (const telling of tellings) await world.tell(...telling);
  await world.follow();
  return world;
};

describe('W-25', () => {
  it('is raised for an event that was recorded later than is tolerated, with all that is known of it', async () => {
    const world = await worldWith(['case-a', landed()]);
    const late = await world.tell('case-a', landed(), beyond);
    await world.follow();
    expect(await world.watch().sweep()).toMatchObject({ outcome: 'swept', raised: 1 });

    expect(await world.alerts()).toEqual(['alert-W-25-case-a-late.record.hours~1']);
    const [raised] = await world.eventsOf('alert-W-25-case-a-late.record.hours~1');
    expect(raised).toMatchObject({
      type: 'AlertRaised',
      data: {
        ...{ code: 'W-25', stream: 'case-a', clock: 'late.record.hours~1', severity: 2, row: 'V32' },
        ...{ due: '2024-05-20', detected: '2024-05-20' },
      },
      meta: {
        ...{ causationId: late.meta.id, organ: { u: 'organ-a' }, rulePacks: ['demo-990101@2'] },
        actors: [{ u: 'alert-watch', role: 'system' }],
      },
    });
    await world.follow();
    expect((await world.raisedRows()).rows).toMatchObject([
      { case: 'case-a', code: 'W-25', organ: 'organ-a' },
    ]);
  });

  it('is not raised within the tolerance, to the second', async () => {
    const world = await worldWith(['case-a', landed(), within], ['case-b', landed(), beyond]);
    expect((await world.watch().sweep()).raised).toBe(1);
    expect(await world.alerts()).toEqual(['alert-W-25-case-b-late.record.hours~0']);
  });

  it('counts a fact known by its day from the end of that day', async () => {
    const world = await worldWith(
      ['case-a', landed(), legalDay('2024-05-18')],
      ['case-b', landed(), legalDay('2024-05-17')],
    );
    await world.watch().sweep();
    expect(await world.alerts()).toEqual(['alert-W-25-case-b-late.record.hours~0']);
  });

  it('goes by the rules of the organ: where they set no tolerance, nothing is late', async () => {
    const world = await worldWith(['case-a', landed(), legalDay('2024-01-02'), 'organ-without']);
    const watch = world.watch();
    expect(await watch.sweep()).toMatchObject({ outcome: 'swept', raised: 0 });
    expect(await world.alerts()).toEqual([]);
  });

  it('is raised for each late event of a case, and not for a correction, which takes the date of its target', async () => {
    const world = await worldWith(
      ['case-a', landed(), beyond],
      ['case-a', landed(), legalDay('2024-05-10')],
      ['case-a', landed()],
    );
    const target = { id: 'x', type: 'LandingRecorded', revision: 1 };
    const members = [{ path: 'opens', was: [], now: [] }];
    const corrected = { type: 'EventCorrected', data: { target, members, reason: 'r', orderedBy: 'o' } };
    await world.tell('case-a', corrected, legalDay('2024-05-10'));
    await world.follow();
    await world.watch().sweep();
    expect([...(await world.alerts())].sort()).toEqual([
      'alert-W-25-case-a-late.record.hours~0',
      'alert-W-25-case-a-late.record.hours~1',
    ]);
  });

  it('is raised once, with two watches at once, after restarts and when the rows are built anew', async () => {
    const world = await WatchedWorld.open();
    for (let i = 0; i < 150; i++) await world.tell(`case-${i}`, landed(), legalDay('2024-05-10'));
    await world.follow();
    const [one, two] = [world.watch(), world.watch()];
    const [first, second] = await Promise.all([one.sweep(), two.sweep()]);
    expect(first.raised + second.raised).toBe(150);
    expect((await world.watch().sweep()).outcome).toBe('behind');
    await world.follow();
    for (const watch of [one, two, world.watch()]) expect((await watch.sweep()).raised).toBe(0);
    const record = () => Promise.reject(new Error('nothing is to be recorded'));
    expect(await world.watch({ recorder: { record, endOf: record } }).sweep()).toMatchObject({
      outcome: 'swept',
      raised: 0,
    });
    expect(new Set(await world.alerts()).size).toBe(150);
    expect(await world.alerts()).toHaveLength(150);
  });

  it('is not looked for while the rows stand still', async () => {
    const world = await worldWith(['case-a', landed(), legalDay('2024-05-10')]);
    const watch = world.watch();
    await watch.sweep();
    await world.follow();
    await watch.sweep();
    world.asked = [];
    expect(await watch.sweep()).toMatchObject({ outcome: 'quiet', raised: 0 });
    expect(world.asked).toEqual(['checkpoint']);
  });

  it('survives a ledger that fails, and one whose replies are lost', async () => {
    const tellings = ['case-a', 'case-b', 'case-c'].map((name): Parameters<WatchedWorld['tell']> => [
      name,
      landed(),
      beyond,
    ]);
    const failing = await worldWith(...tellings);
    const watch = failing.watch({ recorder: failing.recorder(new FailingBefore(failing.store)) });
    await expect(watch.sweep()).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await failing.alerts()).toHaveLength(2);
    expect((await watch.sweep()).raised).toBe(1);
    expect(await failing.alerts()).toHaveLength(3);

    const losing = await worldWith(['case-a', landed(), beyond]);
    const other = losing.watch({ recorder: losing.recorder(new LosingReplies(losing.store)) });
    await expect(other.sweep()).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(await other.sweep()).toMatchObject({ outcome: 'swept', raised: 0 });
    expect(await losing.alerts()).toHaveLength(1);
  });
});
