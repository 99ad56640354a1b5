import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { PostgresReadModels } from '../../src/engines/postgres/read-models';
import type { CommitBatch, ReadModel } from '../../src/ports/read-model';
import { ORIGIN } from '../../src/ports/read-model';
import type { ModelDeclaration } from '../../src/ports/read-model-table';
import { act, at, batch, changing, dumped, example } from '../contract/read-model-engines';
import { postgresServer } from '../servers/in-tests';

const server = postgresServer();

server.describe('read models that several processes share', () => {
  let url = '';
  let here: PostgresReadModels;
  let there: PostgresReadModels;
  beforeEach(async () => {
    url = await server.database();
    here = new PostgresReadModels({ url });
    there = new PostgresReadModels({ url });
  });
  afterEach(async () => {
    await here.close();
    await there.close();
  });

  const schemas = async (): Promise<readonly string[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      "SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'henji\\_%' ORDER BY nspname",
    );
    await client.end();
    return rows.map(({ name }) => name);
  };
  const asked = async (text: string): Promise<void> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };

  it('are made by one of those who open them at the same moment', async () => {
    const opened = await Promise.all([here, there, here, there].map((models) => models.open(example)));
    await (opened[0] as ReadModel).commit(batch(0));
    for (const model of opened) expect((await model.checkpoint()).passed).toBe(1);
    expect(await schemas()).toEqual(['henji_example_v3_g0']);
  });

  it('are switched under queries of another process: each answer is of one generation, and none fails', async () => {
    const model = await here.open(example);
    const row = (generation: number) => changing('acts', { put: [act('case-a', 0, { amount: generation })] });
    const note = (generation: number) =>
      changing('notes', { put: [{ id: 'n', day: String(generation), text: 'x' }] });
    await model.commit(batch(0, { changes: [row(0), note(0)] }));
    const reader = there.reader(example);
    const seen = new Set<number>();
    const stop = new AbortController();
    const asking = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!stop.signal.aborted) {
          const { checkpoint, results } = await reader.snapshot([
            { from: 'acts', columns: ['amount'], limit: 9 },
            { from: 'notes', columns: ['day'], limit: 9 },
          ]);
          const generation = checkpoint.passed - 1;
          expect(results).toEqual([[{ amount: generation }], [{ day: String(generation) }]]);
          seen.add(generation);
        }
      }),
    );
    for (let generation = 1; generation <= 5; generation++) {
      const build = await here.openBuild(example);
      for (let i = 0; i <= generation; i++)
        await build.commit(batch(i, i === 0 ? { changes: [row(generation), note(generation)] } : {}));
      await build.close();
      await here.promote(example);
      expect((await reader.checkpoint()).passed).toBe(generation + 1);
    }
    stop.abort();
    await asking;
    expect(seen.size).toBeGreaterThan(1);
    expect(await schemas()).toEqual(['henji_example_v3_g5']);
  });

  it('are added to by writers of several parts, whatever the order in which they come to a row', async () => {
    const writers = await Promise.all([here.open(example), there.open(example)]);
    await Promise.all(writers.map((writer) => writer.adopt(['0', '1'])));
    const days = Array.from({ length: 30 }, (_, i) => `2024-05-${String(i + 1).padStart(2, '0')}`);
    const writing = writers.map(async (writer, part) => {
      for (let i = 0; i < 40; i++) {
        const order = (i + part) % 2 === 0 ? days : [...days].reverse();
        const add = order.map((day) => ({ day, kind: 'k', label: 'k', events: 1, paid: part }));
        const moved: CommitBatch = {
          ...batch(i, { changes: [changing('counts', { add })], hold: i % 3 === 0 }),
          ...{ part: String(part), expected: i === 0 ? ORIGIN : at(i) },
        };
        await writer.commit(moved);
      }
      await writer.flush();
    });
    await Promise.all(writing);
    const [sums] = await here.reader(example).query({
      from: 'counts',
      group: {
        by: [],
        measures: {
          all: { fn: 'sum', column: 'events' },
          least: { fn: 'min', column: 'events' },
          amount: { fn: 'sum', column: 'paid' },
        },
      },
      limit: 1,
    });
    expect(sums).toEqual({ all: 2 * 40 * 30, least: 80, amount: 40 * 30 });
    expect((await here.reader(example).checkpoint()).passed).toBe(80);
  });

  it('say so when their tables are not those of the declaration, and are built anew with others', async () => {
    await here.open(example);
    const { notes: _, ...tables } = example.tables;
    const other: ModelDeclaration = { ...example, tables };
    const shape = { code: 'read-model-shape' };
    await expect(there.open(other)).rejects.toMatchObject(shape);
    await expect(there.reader(other).checkpoint()).rejects.toMatchObject(shape);
    const stale = await here.openBuild(example);
    await stale.commit(batch(0));
    const build = await there.openBuild(other);
    expect((await build.checkpoint()).passed).toBe(0);
    await expect(stale.commit(batch(1))).rejects.toMatchObject({ code: 'checkpoint-moved' });
    await there.promote(other);
    expect((await there.reader(other).checkpoint()).passed).toBe(0);
  });

  it('clear away what a switch has left that was ended in the middle', async () => {
    await here.open(example);
    await asked('CREATE SCHEMA henji_example_v3_g7_old; CREATE SCHEMA henji_example_v30_g7_old');
    await (await here.openBuild(example)).close();
    expect(await schemas()).toEqual([
      'henji_example_v30_g7_old',
      'henji_example_v3_g0',
      'henji_example_v3_g1',
    ]);
  });

  it('tell of a held commit that failed to whoever comes next, and keep nothing of it', async () => {
    const model = await here.open(example);
    const bad = changing('acts', { put: [act('case-a', 0, { day: null })] });
    const streams = [{ stream: 'case-a', revision: 0, eventId: 'e', doc: { n: 1 } }];
    await model.commit(batch(0, { changes: [bad], streams, hold: true }));
    await expect(model.commit(batch(1))).rejects.toHaveProperty('code', '23502');
    expect((await model.checkpointOf('')).passed).toBe(0);
    expect(await model.loadStreams(['case-a'])).toEqual([]);
    await model.commit(batch(0, { streams, hold: true }));
    expect(await model.loadStreams(['case-a', 'case-b'])).toEqual(streams);
    expect((await model.checkpoint()).passed).toBe(1);
    expect(await model.loadStreams(['case-a'])).toEqual(streams);
  });

  it('find phrases in texts longer than an index of places would reach', async () => {
    const model = await here.open(example);
    const long = `${'公'.repeat(300)}${'安局'.repeat(9_000)}末尾 ${'x'.repeat(3_000)}`;
    const put = [{ id: 'n1', day: 'd', text: long }];
    await model.commit(batch(0, { changes: [changing('notes', { put })] }));
    const found = async (value: string): Promise<number> =>
      (
        await model.query({
          from: 'notes',
          columns: ['id'],
          where: [{ column: 'text', op: 'match', value }],
          limit: 9,
        })
      ).length;
    for (const text of ['局末尾', '公安', '公公', `尾${'x'.repeat(100)}`, 'x'.repeat(3_000), 'xx'])
      expect([text.slice(0, 9), await found(text)]).toEqual([text.slice(0, 9), 1]);
    for (const text of ['局公', '末安', 'x'.repeat(3_001), `x${'y'.repeat(80)}`])
      expect([text.slice(0, 9), await found(text)]).toEqual([text.slice(0, 9), 0]);
  });

  it('give no number that is another one than is stored', async () => {
    const model = await here.open(example);
    const put = [0, 1].map((i) => act('case-a', i, { amount: Number.MAX_SAFE_INTEGER }));
    await model.commit(batch(0, { changes: [changing('acts', { put })] }));
    expect(await model.query({ from: 'acts', columns: ['amount'], limit: 1 })).toEqual([
      { amount: Number.MAX_SAFE_INTEGER },
    ]);
    const group = { by: [], measures: { sum: { fn: 'sum', column: 'amount' } } } as const;
    await expect(model.query({ from: 'acts', group, limit: 1 })).rejects.toThrow(RangeError);
    expect(await dumped(model)).toHaveLength(2);
  });

  it('give the connection back when a dump is left in the middle', async () => {
    const one = new PostgresReadModels({ url, poolSize: 1 });
    const model = await one.open(example);
    const put = Array.from({ length: 2_500 }, (_, i) => act('case-a', i));
    await model.commit(batch(0, { changes: [changing('acts', { put })] }));
    for await (const line of model.dump()) {
      expect(line).toContain('case-a');
      break;
    }
    expect((await model.checkpoint()).passed).toBe(1);
    expect(await dumped(model)).toHaveLength(2_500);
    await one.close();
  });

  it('cannot be used when closed, and may be closed again', async () => {
    const one = new PostgresReadModels({ url });
    const reader = one.reader(example);
    await Promise.all([one.close(), one.close()]);
    await expect(reader.checkpoint()).rejects.toMatchObject({ code: 'database-unavailable' });
    const nowhere = new PostgresReadModels({ url: 'postgres://henji:secret-word@127.0.0.1:1/none' });
    const failed = await nowhere.open(example).catch((error: unknown) => error as Error);
    expect(failed).toMatchObject({ code: 'database-unavailable' });
    expect(`${JSON.stringify(failed)} ${(failed as Error).message}`).not.toContain('secret-word');
    await nowhere.close();
  });
});
