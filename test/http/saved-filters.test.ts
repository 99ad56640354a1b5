import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MOST_FILTERS } from '../../src/app/accounts/saved-filter-service';
import { CaseWalk } from './case-walk';
import { Door } from './door';

let door: Door;
let walk: CaseWalk;
beforeAll(async () => {
  door = await Door.open();
  walk = new CaseWalk(door);
  await walk.open();
}, 60_000);
afterAll(() => door.close());

const save = (person: string, name: string, filter: object) =>
  door.post(person, '/v1/saved-filters', { name, filter });
const names = async (person: string) =>
  (await door.get(person, '/v1/saved-filters'))
    .json<{ items: readonly { name: string }[] }>()
    .items.map(({ name }) => name);
const listed = async (query: string) =>
  (await door.get('officer-1', encodeURI(`/v1/cases?waitFor=${walk.position}&${query}`)))
    .json<{ items: readonly { case: string }[] }>()
    .items.map((item) => item.case);

describe('a saved filter', () => {
  it('is kept for whoever saved it, and for nobody else', async () => {
    const answer = await save('officer-1', '在办', { phase: 'opened', party: '王' });
    expect(answer.json()).toMatchObject({ name: '在办', filter: { phase: 'opened', party: '王' } });
    expect(await names('officer-1')).toEqual(['在办']);
    expect(await names('officer-2')).toEqual([]);
    const other = await door.get('officer-2', encodeURI('/v1/cases?saved=在办'));
    expect(other.json()).toMatchObject({ status: 404, code: 'not-found', field: 'saved' });
  });

  it('lists by what it holds, and what the query says besides wins', async () => {
    expect(await listed('saved=在办')).toEqual([walk.stream]);
    expect(await listed('saved=在办&phase=decided')).toEqual([]);
    await save('officer-1', '在办', { phase: 'decided' });
    expect(await listed('saved=在办')).toEqual([]);
    expect(await listed('saved=在办&phase=opened')).toEqual([walk.stream]);
    expect(await names('officer-1')).toEqual(['在办']);
  });

  it('shows no more than the one who asks may see', async () => {
    await save('officer-1', '别处', { organ: 'organ-elsewhere' });
    expect(await listed('saved=别处')).toEqual([]);
  });

  it.each([
    ['', {}],
    ['  ', {}],
    ['x'.repeat(61), {}],
    ['x', 'phase=opened'],
    ['x', { force: true }],
    ['x', { limit: 5 }],
    ['x', { asOf: '2026-02-30' }],
    ['x', { overdue: 'yes' }],
    ['x', { party: '' }],
  ])('is refused as %j %j', async (name, filter) => {
    const answer = await save('officer-1', name, filter as object);
    expect([answer.statusCode, await names('officer-1')]).toEqual([400, ['别处', '在办'].sort()]);
  });

  it('is removed by its owner alone, again and again', async () => {
    const remove = (person: string) => door.post(person, '/v1/saved-filters/remove', { name: '别处' });
    expect((await remove('officer-2')).statusCode).toBe(204);
    expect(await names('officer-1')).toContain('别处');
    expect((await remove('officer-1')).statusCode).toBe(204);
    expect((await remove('officer-1')).statusCode).toBe(204);
    expect(await names('officer-1')).toEqual(['在办']);
  });

  it('is one of so many, and stays over a restart', async () => {
    for (let i = 1; i < MOST_FILTERS; i++) await save('officer-1', `f${i}`, {});
    expect(await names('officer-1')).toHaveLength(MOST_FILTERS);
    expect((await save('officer-1', 'one more', {})).json()).toMatchObject({
      status: 409,
      code: 'too-many-filters',
    });
    expect((await save('officer-1', 'f1', { phase: 'opened' })).statusCode).toBe(200);
    door = await Door.open({ place: await door.leave() });
    expect(await names('officer-1')).toHaveLength(MOST_FILTERS);
  });
});
