import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Door } from './door';

/** Periods and parameters of the law, asked by somebody who never signs in. */

let door: Door;
beforeAll(async () => {
  door = await Door.open();
}, 30_000);
afterAll(() => door.close());

const get = async (url: string): Promise<readonly [number, Record<string, unknown>]> => {
  const answer = await door.get(undefined, `/v1/public/${url}`);
  return [answer.statusCode, answer.json()];
};

describe('GET /v1/public/deadline', () => {
  it('answers a period with its reasons and the packs that spoke', async () => {
    const [status, answer] = await get(
      'deadline?from=2024-05-20&key=publish.penalty.own_site&territory=370600',
    );
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      ...{ due: '2024-05-29', period: { amount: 7, kind: 'wd', roll: 'none' }, territory: '370600' },
      reasons: [{ zh: '起算日 2024-05-20 不计入' }, { en: '7 working days: 2024-05-29' }],
      rule: { value: '7wd', trail: [{ pack: 'cn-2021@2', outcome: 'applied' }] },
    });
  });

  it('takes a length, and suspensions repeated or together', async () => {
    const five = 'deadline?from=2024-05-20&amount=5&kind=cd';
    const both = '&suspended=2024-05-22..2024-05-24&suspended=2024-05-23..2024-05-25';
    expect((await get(five))[1]).toMatchObject({ due: '2024-05-25', rule: null });
    expect((await get(five + both))[1]).toMatchObject({ due: '2024-05-28', excluded: 3 });
    expect((await get(`${five}&suspended=2024-05-22..2024-05-24,2024-05-26..`))[1]['code']).toBe(
      'suspension-still-running',
    );
    const hours = 'deadline?from=2024-05-20T10:20:00%2B08:00&amount=24&kind=h';
    expect((await get(hours))[1]).toMatchObject({ due: '2024-05-21T10:20:00+08:00' });
    expect((await get(hours.replace('%2B', '+')))[1]).toMatchObject({ due: '2024-05-21T10:20:00+08:00' });
  });

  it('goes by the packs that an organ adopted', async () => {
    const [, answer] = await get(`deadline?from=2026-05-20&key=statement.window&organ=${door.demo.organ}`);
    expect(answer).toMatchObject({
      territory: '990101',
      rule: { pack: 'demo-990101@2', demonstration: true },
    });
    // On that day it had adopted none yet, so that only the national pack spoke.
    expect(
      (await get(`deadline?from=2024-05-20&key=statement.window&organ=${door.demo.organ}`))[1],
    ).toMatchObject({
      ...{ status: 422, code: 'parameter-not-set' },
    });
    expect(await get('deadline?from=2026-05-20&key=service&organ=organ-none')).toMatchObject([
      404,
      { code: 'unknown-organ' },
    ]);
    expect((await get(`deadline?from=2026-05-20&key=service&organ=account-none`))[0]).toBe(404);
  });

  it.each([
    ['deadline', 400, 'bad-question'],
    ['deadline?from=2024-05-20', 400, 'bad-question'],
    ['deadline?from=2024-02-30&key=service', 400, 'input-invalid'],
    ['deadline?from=2024-05-20&key=servise', 400, 'unknown-parameter'],
    ['deadline?from=2024-05-20&key=onspot.citizen', 400, 'not-a-period'],
    ['deadline?from=2024-05-20&key=service&amount=7', 400, 'bad-question'],
    ['deadline?from=2024-05-20&amount=7&kind=weeks', 400, 'input-invalid'],
    ['deadline?from=2024-05-20&amount=-7&kind=wd', 400, 'input-invalid'],
    ['deadline?from=2024-05-20&amount=1e9&kind=wd', 400, 'input-invalid'],
    ['deadline?from=2024-05-20&amount=7&kind=wd&suspended=soon', 400, 'input-invalid'],
    ['deadline?from=2024-05-20&amount=7&kind=wd&suspended=2024-05-22', 400, 'input-invalid'],
    ['deadline?from=2024-05-20&amount=7&kind=wd&supended=2024-05-22..2024-05-24', 400, 'input-invalid'],
    ['deadline?from=2024-05-20&amount=7&kind=cd&suspended=2024-05-24..2024-05-22', 400, 'bad-interval'],
    ['deadline?from=2024-05-20&amount=7&kind=wd&territory=37', 400, 'bad-territory'],
    ['deadline?from=2024-05-20&amount=7&kind=wd&territory=652301', 422, 'calendar-territory-not-loaded'],
    ['deadline?from=2030-05-20&amount=7&kind=wd', 422, 'calendar-year-not-loaded'],
    ['rules/reviewlist', 400, 'unknown-parameter'],
    ['rules/..%2fx', 404, 'not-found'],
    ['rules?on=soon', 400, 'input-invalid'],
  ] as const)('%s is answered %s %s', async (url, status, code) => {
    expect(await get(url)).toMatchObject([status, { code }]);
  });
});

describe('GET /v1/public/rules', () => {
  it('says why a parameter has its value here', async () => {
    expect((await get('rules/hearing.chair.cert?territory=370600&on=2024-05-20'))[1]).toMatchObject({
      ...{ value: 'true', pack: 'cn-37@1', trail: [{ outcome: 'overridden' }, { outcome: 'applied' }] },
    });
  });

  it('says whether they are complete, for an organ by what it adopted', async () => {
    const [, here] = await get(`rules?organ=${door.demo.organ}`);
    expect(here).toMatchObject({ complete: true, defects: [], packs: ['cn-2021@2', 'demo-990101@2'] });
    const [, elsewhere] = await get('rules?territory=370600');
    expect(elsewhere).toMatchObject({ complete: false, organ: null, packs: ['cn-2021@2', 'cn-37@1'] });
  });
});
