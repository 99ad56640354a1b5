import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ago } from '../support/test-clock';
import { Door } from './door';

/** Who held a duty, asked through the door: on a day, for an item, and as it was known at an instant. */

let door: Door;
beforeAll(async () => {
  door = await Door.open({ limits: { signInsPerMinute: 1000 } });
}, 60_000);
afterAll(() => door.close());

const command = async (path: string, body: object): Promise<{ position: string }> => {
  const answer = await door.post('admin', path, { occurredOn: '2025-01-01', ...body });
  expect(answer.statusCode).toBe(200);
  return answer.json();
};

it('tells holder and leaders as corrected, and as known before', async () => {
  const { organ, item } = door.demo;
  const [first, other] = [door.officer('officer-1'), door.officer('officer-2')];
  const row = { duty: 'handling', post: 'enforcement-officer', from: '2025-01-01' };
  await command(`/v1/organs/${organ}/assign-duty`, { ...row, assignment: 'd1', officer: first });
  const known = ago(0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await command(`/v1/organs/${organ}/end-duty`, { assignment: 'd1', from: '2025-02-01' });
  const handed = { ...row, assignment: 'd2', officer: other, from: '2025-02-01', items: [item] };
  const { position } = await command(`/v1/organs/${organ}/assign-duty`, handed);
  const holders = async (query: string) => {
    const answer = await door.get(
      'supervisor',
      `/v1/organs/${organ}/duties?duty=handling&waitFor=${position}&${query}`,
    );
    return answer.json<{ duties: { holders: object[] }[]; leaders: object; staffing: object }>();
  };
  const now = await holders(`on=2025-03-01&item=${item}`);
  expect(now).toMatchObject({
    duties: [
      {
        duty: 'handling',
        holders: [{ officer: other, how: 'holds', postName: '执法人员', assignment: 'd2' }],
      },
    ],
    leaders: {
      ...{ inCharge: [], unitHeads: [] },
      head: [{ officer: door.officer('chief'), how: 'holds', postName: '局长' }],
    },
    staffing: { officers: 5, reviewers: 1 },
  });
  expect((await holders('on=2025-03-01')).duties[0]?.holders).toEqual([]);
  expect((await holders(`on=2025-01-31&item=${item}`)).duties[0]?.holders).toMatchObject([
    { officer: first },
  ]);
  const then = await holders(`on=2025-03-01&item=${item}&knownAt=${known}`);
  expect(then.duties[0]?.holders).toMatchObject([{ officer: first, assignment: 'd1' }]);
});

it('is for those who oversee, and knows its duties', async () => {
  const url = `/v1/organs/${door.demo.organ}/duties`;
  expect((await door.get('officer-1', url)).statusCode).toBe(403);
  expect((await door.get('supervisor', `${url}?duty=nothing`)).statusCode).toBe(400);
  expect((await door.get('supervisor', '/v1/organs/organ-none/duties')).statusCode).toBe(404);
});

it('are not passed on by an organisation that is itself entrusted (处罚法 20)', async () => {
  const confirm = async (kind: string): Promise<string> => {
    const answer = await door.post('admin', '/v1/organs', {
      ...{ occurredOn: '2025-01-01', name: `${kind} 机构`, territory: '990101', level: 'county', kind },
      ...{ announced: '2025-01-01', basis: [{ norm: '行政处罚法', article: '第二十条', rank: 'law' }] },
      ...{ reviewBody: '区政府', court: '区法院', bank: { name: '行', address: '街' }, from: '2025-01-01' },
    });
    expect(answer.statusCode).toBe(201);
    return answer.json<{ stream: string }>().stream;
  };
  const [first, second] = [await confirm('entrusted'), await confirm('entrusted')];
  const entrust = (entrusting: string) =>
    door.post('admin', `/v1/organs/${second}/record-entrustment`, {
      ...{ occurredOn: '2025-01-02', entrusting, published: '2025-01-02', from: '2025-01-02' },
      items: [door.demo.item],
    });
  const refused = await entrust(first);
  expect(refused.json()).toMatchObject({ status: 422, broken: [{ code: 'R-01', field: 'entrusting' }] });
  expect((await entrust(door.demo.organ)).statusCode).toBe(200);
}, 60_000);
