import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chinaCalendars } from '../../src/law/calendar';
import { dayOf } from '../../src/kernel/time';
import { clockFrom, dateAt } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

/** An instance whose year has no calendar of working days yet: it lets nobody wait, and says which days it cannot name. */

let clock = clockFrom('2033-12-31T10:00:00+08:00');
const [oldYear, newYear] = ['2033-12-31', '2034-01-01'];

let door: Door;
let walk: CaseWalk;
beforeAll(async () => {
  door = await Door.open({ clock: { now: () => clock.now() } });
  // A walk begins two minutes back: what it does first still happened in the old year.
  clock = clockFrom('2034-01-01T00:01:57+08:00');
  walk = new CaseWalk(door);
}, 60_000);
afterAll(() => door.close());

const itemsOf = async <T>(person: string, path: string): Promise<readonly T[]> => {
  const answer = await door.get(person, `${path}${path.includes('?') ? '&' : '?'}waitFor=${walk.position}`);
  expect([path, answer.statusCode]).toEqual([path, 200]);
  return answer.json<{ items: readonly T[] }>().items;
};

describe('an instance in a year without a calendar, over midnight', () => {
  it('walks a case to its archive, and numbers its decision by the year', async () => {
    expect(chinaCalendars.for('990101').isLoaded(dayOf(newYear))).toBe(false);
    await walk.toDelivery(20_000);
    const { number } = await walk.read<{ number: string }>('officer-1');
    expect(number).toContain('〔2034〕');
    const { items } = await walk.read<{ items: readonly { legalDate: string }[] }>('archivist', '/timeline');
    expect(new Set(items.map(({ legalDate }) => legalDate))).toEqual(new Set([oldYear, newYear]));
    await walk.file();
    await walk.publish();
    await walk.pay(20_000);
    await walk.close();
    await walk.archive();
    expect(await walk.read('officer-2')).toMatchObject({ phase: 'archived', paid: 20_000 });
  });

  it('says of open periods which day cannot be computed and why, and calls none of them overdue', async () => {
    const left = new CaseWalk(door);
    await left.toDelivery(20_000);
    walk.position = left.position;
    const clocks = await itemsOf<{ key: string; dueOn: string | null; uncomputable: string | null }>(
      'supervisor',
      `/v1/supervision/clocks?case=${left.stream}&state=uncomputable`,
    );
    expect(clocks.map(({ key }) => key)).toEqual(expect.arrayContaining(['onspot.file', 'fine.pay']));
    for (const each of clocks) {
      expect(each).toMatchObject({ dueOn: null, uncomputable: 'calendar-year-not-loaded:2034' });
    }
    expect(await itemsOf('supervisor', '/v1/supervision/clocks?state=overdue')).toEqual([]);
    expect(await itemsOf('officer-1', '/v1/cases?overdue=true&asOf=2999-01-01')).toEqual([]);
    const tasks = await itemsOf<{ case: string; state: string }>('officer-1', '/v1/tasks');
    expect(tasks.filter((task) => task.case === left.stream)).not.toEqual([]);
  });

  it.each([
    ...[
      ['supervisor', '/v1/supervision/figures?milestones=opened'],
      ['supervisor', '/v1/supervision/alerts'],
    ],
    ...[
      ['supervisor', '/v1/supervision/punctuality?by=key'],
      ['supervisor', '/v1/supervision/clock-totals'],
    ],
    ...[
      ['publisher', '/v1/disclosure/publications'],
      ['publisher', '/v1/public/disclosures'],
    ],
    ['chief', '/v1/tasks'],
  ])('answers %s at %s', async (person, path) => {
    expect(await itemsOf(person, path)).toEqual(expect.any(Array));
  });

  it('says of a period that is asked for that the calendar is missing', async () => {
    const today = dateAt(clock.now());
    const answer = await door.get(undefined, `/v1/public/deadline?kind=wd&amount=7&from=${today}`);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
      422,
      'calendar-year-not-loaded',
    ]);
  });
});
