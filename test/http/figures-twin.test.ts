import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runHenji } from '../support/command-line';
import { ago, today } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

/** `henji figures` says what the interface says, about the same rows. */

let door: Door;
beforeAll(async () => {
  door = await Door.open();
  const walk = new CaseWalk(door);
  await walk.toDelivery(5000);
  // Closing before it is filed is refused, so that there is a refusal to count.
  await door.post('archivist', `/v1/cases/${walk.stream}/close-case`, {
    occurredAt: ago(1),
  });
  await new CaseWalk(door).open();
  await walk.read('supervisor');
}, 60_000);
afterAll(() => door.close());

const asked = async (path: string): Promise<unknown> => {
  const answer = await door.get('supervisor', `/v1/supervision/${path}`);
  expect([path, answer.statusCode]).toEqual([path, 200]);
  const { items, ...rest } = answer.json<{ items?: unknown }>();
  return items ?? rest;
};
const figures = (...options: readonly string[]) => runHenji('figures', '--data', door.folder, ...options);

describe('henji figures', () => {
  it('answers each figure as the interface does, narrowed and told apart alike', async () => {
    const { organ } = door.demo;
    const [day, known] = [today(), ago(0)];
    const narrowed = `organ=${organ}&from=2020-01-01&asOf=${day}&knownAt=${known}`;
    const told = ['--organ', organ, '--from', '2020-01-01', '--as-of', day, '--known-at', known];
    const { code, json } = await figures('--by', 'level', ...told, '--json');
    expect(code).toBe(0);
    const found = json as Record<string, object>;
    const by = `${narrowed}&by=level`;
    expect(found).toEqual({
      cases: await asked(`figures?${by}`),
      durations: await asked(`durations?${by}`),
      punctuality: await asked(`punctuality?${by},key`),
      clocks: await asked(`clock-totals?organ=${organ}&asOf=${day}&knownAt=${known}`),
      alerts: await asked(`alert-figures?${by}`),
      refusals: await asked(`refusals?${by}`),
      discretion: await asked(`discretion?${by}`),
      backfill: await asked(`backfill?${by}`),
    });
    expect(found['cases']).toContainEqual(expect.objectContaining({ milestone: 'opened', cases: 2 }));
    expect(found['clocks']).not.toEqual([]);
    expect(found['refusals']).toMatchObject({ refused: 1 });
  }, 60_000);

  it('draws them for people, by the names of the registers', async () => {
    const { code, out } = await figures('--what', 'cases,punctuality', '--by', 'organ');
    expect(code).toBe(0);
    expect(out).toMatch(
      /立案（开案）\s+2\s+█+\s+100\.0 %\s+\[演示市演示区综合行政执法局（演示）\]\s+opened/u,
    );
    expect(out).toContain('演示市演示区综合行政执法局');
    expect(out).not.toContain(door.demo.organ);
    expect(out).not.toContain('预警');
    const none = await figures('--what', 'cases', '--as-of', '2020-01-01');
    expect(none.out).toContain('无 · none');
  }, 60_000);

  it('knows no kinds of alerts and refusals, and leaves them out where a kind is asked for', async () => {
    const { json } = await figures('--kind', 'penalty-simple', '--json');
    expect(Object.keys(json as object)).not.toEqual(expect.arrayContaining(['alerts']));
    expect(await figures('--what', 'alerts', '--by', 'kind', '--json')).toMatchObject({
      ...{ code: 2, json: { ok: false, error: { code: 'bad-arguments' } } },
    });
    expect((await figures('--what', 'everything')).code).toBe(2);
  }, 60_000);
});
