import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegisterWatch, type RegisterWatchParts } from '../../src/app/alerts/register-watch';
import { periodicDuties, quartersOver } from '../../src/app/alerts/periodic-duties';
import { addDays, type CivilDate } from '../../src/kernel/time';
import { chinaCalendars } from '../../src/law/calendar';
import { Door } from '../http/door';
import { anOfficer, anOrgan, organHandle, rulesOn } from '../support/demo-facts';
import { ago, today } from '../support/test-clock';

/** Registers are looked at once a day: what ends is remembered once, and W-46 (`reviewer.ratio`) raised once for each quarter. */

let door: Door;
let officer: string;

const post = async (url: string, body: object): Promise<string> => {
  const answer = await door.post('admin', url, { occurredOn: today(), ...body });
  expect([url, answer.statusCode < 300, answer.body]).toEqual([url, true, expect.any(String)]);
  return answer.json<{ stream: string }>().stream;
};

beforeAll(async () => {
  door = await Door.open();
  officer = await post('/v1/officers', {
    ...{ name: '赵任期', organ: door.demo.organ, kind: 'officer', from: today() },
  });
  await post(`/v1/officers/${officer}/post-officer`, {
    ...{ post: 'handler', organ: door.demo.organ, tier: 'staff', from: today(), until: today(20) },
  });
  await caughtUp();
}, 60_000);
afterAll(() => door.close());

const caughtUp = async () => door.henji.projections.reached((await door.henji.store.head()).position);

function watch(date: CivilDate = today(), more: Partial<RegisterWatchParts> = {}): RegisterWatch {
  const { readers, recorder, commanding } = door.henji;
  const clock = { now: () => Date.parse(`${date}T10:00:00+08:00`) };
  return new RegisterWatch({
    readers,
    recorder,
    clock,
    path: commanding.path,
    laws: commanding.laws,
    ...more,
  });
}

const reminders = async (query = '') =>
  (await door.get('supervisor', `/v1/supervision/reminders?officer=${officer}${query}`)).json<{
    items: { kind: string; what: string; endsOn: string; before: number }[];
  }>().items;

describe('the watch over the registers', () => {
  it('reminds of what ends, once, however many look and however often they restart', async () => {
    const [one, two] = [watch(), watch()];
    const sweeps = await Promise.all([one.sweep(), two.sweep()]);
    expect(sweeps.reduce((sum, { reminded }) => sum + reminded, 0)).toBeGreaterThan(0);
    expect(await one.sweep()).toEqual({ outcome: 'quiet', reminded: 0, raised: 0 });
    await caughtUp();
    expect(await watch().sweep()).toMatchObject({ outcome: 'swept', reminded: 0 });
    expect(await reminders()).toEqual([
      expect.objectContaining({ kind: 'post', what: 'handler', endsOn: today(20), before: 30 }),
    ]);
    expect(await reminders('&kinds=certificate')).toEqual([]);
    expect(await reminders(`&to=${today(19)}`)).toEqual([]);
    expect(await reminders(`&knownAt=${encodeURIComponent('2024-01-01T00:00:00Z')}`)).toEqual([]);
  });

  it('reminds again at the next point', async () => {
    expect((await watch(today(14)).sweep()).reminded).toBeGreaterThan(0);
    await caughtUp();
    expect((await reminders()).map(({ before }) => before)).toEqual([30, 7]);
  });

  it('raises W-46 for a quarter at whose end too few review, once, and for none before the organ was known', async () => {
    const { organ } = door.demo;
    const last = quartersOver(today(95)).at(-1)!;
    const later = addDays(last, 1);
    expect((await watch(today(), { terms: {} }).sweep()).raised).toBe(0);
    // Of the people of this organ one reviews; that is enough, until many more hold certificates.
    const tooFew = {
      code: 'W-46',
      key: 'reviewer.ratio',
      row: 'V24',
      kept: () => false,
    } as const;
    expect((await watch(later, { terms: {}, duties: [] }).sweep()).raised).toBe(0);
    expect((await watch(later, { terms: {}, duties: [tooFew] }).sweep()).raised).toBe(1);
    await caughtUp();
    expect((await watch(later, { terms: {}, duties: [tooFew] }).sweep()).raised).toBe(0);
    const list = await door.get('supervisor', '/v1/supervision/alerts?codes=W-46');
    expect(list.json()).toMatchObject({
      items: [{ code: 'W-46', case: organ, organ, row: 'V24', dueOn: last, status: 'open' }],
    });
  });

  it('closes W-46 by somebody else than the head of the organ', async () => {
    const list = await door.get('supervisor', '/v1/supervision/alerts?codes=W-46');
    const [{ alert } = { alert: '' }] = list.json<{ items: { alert: string }[] }>().items;
    const body = { outcome: 'explained', reasons: '已报编制', occurredAt: ago(0) };
    const { account } = (await door.get('chief', '/v1/me')).json<{ account: string }>();
    await post(`/v1/accounts/${account}/grant-role`, { role: 'supervisor', organ: door.demo.organ });
    const chief = await door.post('chief', `/v1/alerts/${alert}/close-alert`, body);
    expect(chief.json()).toMatchObject({ broken: [{ code: 'R-07' }] });
    const supervisor = await door.post('supervisor', `/v1/alerts/${alert}/close-alert`, body);
    expect(supervisor.statusCode).toBe(200);
  });
});

describe('the share of reviewers', () => {
  const date = '2024-06-30';
  const law = { rules: rulesOn(date), calendar: chinaCalendars.for('990101') };
  const reviewing = { organ: organHandle, capacity: 'reviewer', from: '2023-01-01' } as const;
  const organWith = (officers: number, reviewers: number) => ({
    organ: anOrgan(),
    people: Array.from({ length: officers }, (_, i) => {
      const { state, ...entry } = anOfficer(`officer-${i}`);
      return { ...entry, state: i < reviewers ? { ...state, reviewing: [reviewing] } : state };
    }),
  });
  const [duty] = periodicDuties;

  it.each([
    [20, 1, true],
    [21, 1, false],
    [40, 2, true],
    [1, 0, false],
    [0, 0, true],
  ])('of %d certified officers, %d reviewers: enough is %s', (officers, reviewers, enough) => {
    expect(duty?.kept(organWith(officers, reviewers), law, date)).toBe(enough);
  });
});

describe('the quarters that are over', () => {
  it.each([
    ['2026-01-01', ['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31']],
    ['2026-03-31', ['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31']],
    ['2026-11-28', ['2025-12-31', '2026-03-31', '2026-06-30', '2026-09-30']],
  ])('on %s', (day, ends) => {
    expect(quartersOver(day)).toEqual(ends);
  });
});
