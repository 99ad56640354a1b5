import { describe, expect, it } from '@jest/globals';
import { alertsRaised } from '../../projections/supervision/alert.queries';
import { alertFigures } from '../../projections/supervision/figures/alert.figures';
import { alertTable } from '../../src/app/alerts/alert-table';
import { AlertAcknowledged, AlertClosed, AlertExplained, AlertReopened } from '../../src/events/alert.events';
import { LandingRecorded } from '../../src/events/payment.events';
import type { Clock } from '../../src/events/schemas';
import { legalDay } from '../../src/kernel/time';
import { WatchedWorld } from '../support/watched-world';

/** What becomes of an alert after it was raised: by people, and by the watch, over a ledger. */

const reliance = { rules: [], parameters: [], entries: [] };
const opening = (key: string, due: string) => {
  const period: Clock = { key, opened: '2024-05-20', due, kind: 'wd', amount: 2, pack: 'cn-2021@2' };
  return LandingRecorded({ opens: [period], closes: [], reliance });
};
const done = (key: string) => LandingRecorded({ opens: [], closes: [key], reliance });

/** W-20, severity 1, of the organ of the case; detected on Thursday, 2024-05-23. */
const bank = 'money.to.bank';
const alert = `alert-W-20-case-a-${bank}`;

async function raised(key = bank, organ?: string): Promise<WatchedWorld> {
  const world = await WatchedWorld.open();
  await world.tell('case-a', opening(key, '2024-05-22'), undefined, organ);
  await sweptOn(world, '2024-05-23');
  return world;
}

async function sweptOn(world: WatchedWorld, date: string) {
  world.turnTo(date);
  await world.follow();
  const sweep = await world.watch().sweep();
  await world.follow();
  return sweep;
}

const levels = async (world: WatchedWorld, stream = alert) =>
  (await world.eventsOf(stream)).flatMap(({ data }) => ('level' in data ? [data.level] : []));

describe('an alert of severity 1 that nobody closes', () => {
  it('goes to the head of the organ on the day after the last day, with all that is known of it', async () => {
    const world = await raised();
    // Three working days from Thursday: Friday, Monday, Tuesday.
    expect((await sweptOn(world, '2024-05-28')).escalated).toBe(0);
    expect((await sweptOn(world, '2024-05-29')).escalated).toBe(1);
    const [first, second] = await world.eventsOf(alert);
    expect(second).toMatchObject({
      type: 'AlertEscalated',
      data: { level: 'head', since: '2024-05-23', due: '2024-05-28', to: ['officer-head-of-organ-a'] },
      meta: {
        ...{ revision: 1, causationId: first?.meta.id, organ: { u: 'organ-a' } },
        ...{ actors: [{ u: 'alert-watch', role: 'system' }], legal: { d: '2024-05-29' } },
      },
    });
    expect(second?.meta.rulePacks).toHaveLength(1);
    expect((await world.raisedRows()).rows).toMatchObject([{ level: 'head', levelSince: '2024-05-29' }]);
  });

  it('goes level by level up to the body above, each once, also with two watches and after restarts', async () => {
    const world = await raised();
    for (const date of ['2024-06-03', '2024-06-12', '2024-06-20', '2024-07-20']) {
      world.turnTo(date);
      await world.follow();
      await Promise.all([world.watch().sweep(), world.watch().sweep()]);
      expect((await world.watch().sweep()).escalated).toBe(0);
    }
    expect(await levels(world)).toEqual(['head', 'supervision', 'superior']);
    await world.follow();
    expect((await sweptOn(world, '2024-11-01')).escalated).toBe(0);
  });

  it('stays where it was closed in time, and begins anew where it is taken up again', async () => {
    const world = await raised();
    world.turnTo('2024-05-27');
    await world.tell(alert, AlertClosed({ outcome: 'explained' }));
    expect((await sweptOn(world, '2024-06-20')).escalated).toBe(0);
    await world.tell(alert, AlertReopened({}));
    expect((await sweptOn(world, '2024-06-21')).escalated).toBe(0);
    expect((await sweptOn(world, '2024-06-26')).escalated).toBe(1);
    expect(await levels(world)).toEqual(['head']);
  });

  it('stays where rows say that it waits, and its stream that it was closed', async () => {
    const world = await raised();
    world.turnTo('2024-05-29');
    await world.tell(alert, AlertClosed({ outcome: 'false' }));
    const { rows } = world;
    const reader = {
      checkpoint: () => rows.checkpoint(),
      query: rows.query.bind(rows),
      snapshot: rows.snapshot.bind(rows),
    };
    const store = {
      readStream: world.store.readStream.bind(world.store),
      head: async () => ({ ...(await world.store.head()), position: (await rows.checkpoint()).position }),
    };
    expect(await world.watch({ reader, store }).sweep()).toMatchObject({ outcome: 'swept', escalated: 0 });
    expect(await levels(world)).toEqual([]);
  });

  it('stays for ever in an organ whose packs do not say when, and of severity 3 in every one', async () => {
    const without = await raised(bank, 'organ-without');
    expect((await sweptOn(without, '2024-09-01')).escalated).toBe(0);
    const filing = await raised('onspot.file');
    expect((await sweptOn(filing, '2024-09-01')).escalated).toBe(0);
  });

  it('lets the watch sleep until the next level is due', async () => {
    const world = await raised();
    world.turnTo('2024-05-26');
    await world.follow();
    const watch = world.watch();
    expect((await watch.sweep()).outcome).toBe('swept');
    world.now = Date.parse('2024-05-28T23:59:00+08:00');
    world.asked = [];
    expect((await watch.sweep()).outcome).toBe('quiet');
    expect(world.asked).toEqual(['checkpoint']);
    world.now = Date.parse('2024-05-29T00:00:00+08:00');
    expect(await watch.sweep()).toMatchObject({ outcome: 'swept', escalated: 1 });
  });

  it('is looked at again on the first day on which it can be late, and not before', async () => {
    const world = await raised();
    const watch = world.watch();
    await watch.sweep();
    world.turnTo('2024-05-25');
    expect((await watch.sweep()).outcome).toBe('quiet');
    world.turnTo('2024-05-29');
    expect((await watch.sweep()).escalated).toBe(1);
  });
});

describe('an alert that closes of itself', () => {
  const payment = 'alert-W-15-case-a-fine.pay';

  it('is closed by the watch once what it waits for is done, once', async () => {
    const world = await raised('fine.pay');
    expect((await sweptOn(world, '2024-05-30')).closed).toBe(0);
    await world.tell('case-a', done('fine.pay'));
    expect((await sweptOn(world, '2024-05-31')).closed).toBe(1);
    expect((await world.eventsOf(payment)).at(-1)).toMatchObject({
      type: 'AlertClosed',
      data: { outcome: 'rectified' },
      meta: { actors: [{ u: 'alert-watch', role: 'system' }] },
    });
    expect((await sweptOn(world, '2024-06-01')).closed).toBe(0);
    expect((await world.raisedRows()).rows).toMatchObject([
      { status: 'rectified', closedOn: '2024-05-31', ageDays: 8 },
    ]);
  });

  it('is left to people where somebody closed it before, or took it up again', async () => {
    const world = await raised('fine.pay');
    await world.tell(payment, AlertClosed({ outcome: 'explained' }));
    await world.tell(payment, AlertReopened({}));
    await world.tell('case-a', done('fine.pay'));
    expect((await sweptOn(world, '2024-06-01')).closed).toBe(0);
  });

  it.each(alertTable.filter((row) => row.by === 'clock' && row.closesItself === true))(
    '$code $clock stays open once its row does not say so',
    async (row) => {
      if (row.by !== 'clock') throw new Error('a clock');
      const world = await raised(row.clock);
      await world.tell('case-a', done(row.clock));
      await world.follow();
      world.turnTo('2024-06-01');
      const { closesItself: _, ...staying } = row;
      const others = alertTable.filter((each) => each !== row);
      expect(await world.watch({ table: [...others, staying] }).sweep()).toMatchObject({ closed: 0 });
      await world.follow();
      expect(await world.watch({ table: [row] }).sweep()).toMatchObject({ closed: 1 });
    },
  );

  it('does not close what is a finding: it was too late, whatever was done since', async () => {
    const world = await raised();
    await world.tell('case-a', done(bank));
    expect((await sweptOn(world, '2024-05-24')).closed).toBe(0);
  });
});

describe('an alert in the rows', () => {
  it('has its status and age, as it was known at every instant', async () => {
    const world = await raised();
    const at: string[] = [];
    const turn = async (date: string, event: Parameters<WatchedWorld['tell']>[1]) => {
      at.push(new Date(world.now + 1).toISOString());
      world.turnTo(date);
      await world.tell(alert, event, legalDay(date));
    };
    await turn('2024-05-24', AlertAcknowledged({}));
    await turn('2024-05-25', AlertExplained({}));
    await turn('2024-05-26', AlertAcknowledged({}));
    await turn('2024-05-27', AlertClosed({ outcome: 'referred', body: '监察机关' }));
    await turn('2024-06-02', AlertReopened({}));
    await world.follow();
    const known = async (knownAt?: string) => {
      const when = knownAt === undefined ? {} : { knownAt };
      const { rows } = await alertsRaised(world.rows, { limit: 9, today: '2024-06-10', ...when });
      return rows.map(({ status, closedOn, ageDays }) => [status, closedOn, ageDays]);
    };
    expect(await Promise.all(at.map(known))).toEqual([
      [['open', null, 18]],
      [['acknowledged', null, 18]],
      [['answered', null, 18]],
      [['answered', null, 18]],
      [['referred', '2024-05-27', 4]],
    ]);
    expect(await known()).toEqual([['open', null, 18]]);
    expect(await known('2024-05-01T00:00:00Z')).toEqual([]);
  });

  it('is found by status and level', async () => {
    const world = await raised();
    await sweptOn(world, '2024-05-29');
    const found = async (query: object) =>
      (await alertsRaised(world.rows, { limit: 9, today: '2024-06-10', ...query })).rows.length;
    expect(await found({ statuses: ['open', 'acknowledged'] })).toBe(1);
    expect(await found({ statuses: ['false'] })).toBe(0);
    expect(await found({ levels: ['head'] })).toBe(1);
    expect(await found({ levels: ['post'] })).toBe(0);
  });
});

describe('figures of alerts', () => {
  it('tell open and closed, and the days from detection to close, on both clocks', async () => {
    const world = await WatchedWorld.open();
    for (const each of ['case-a', 'case-b', 'case-c'])
      await world.tell(each, opening('onspot.file', '2024-05-22'));
    await sweptOn(world, '2024-05-23');
    const close = async (about: string, date: string) => {
      world.turnTo(date);
      await world.tell(
        `alert-W-21-${about}-onspot.file`,
        AlertClosed({ outcome: 'rectified' }),
        legalDay(date),
      );
    };
    await close('case-a', '2024-05-25');
    await close('case-b', '2024-06-02');
    await world.follow();
    const [figure] = await alertFigures(world.rows);
    expect(figure).toMatchObject({ code: 'W-21', alerts: 3, open: 1, closed: 2, share: 10_000 });
    expect(figure?.daysToClose).toMatchObject({ cases: 2, least: 2, most: 10 });
    const [then] = await alertFigures(world.rows, { asOf: '2024-05-31' });
    expect(then).toMatchObject({ alerts: 3, open: 2, closed: 1, daysToClose: { most: 2 } });
    const [known] = await alertFigures(world.rows, { knownAt: '2024-05-24T00:00:00Z' });
    expect(known).toMatchObject({ alerts: 3, open: 3, closed: 0 });
    expect(known).not.toHaveProperty('daysToClose');
  });
});
