import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { PostgresReadModels } from '../../src/engines/postgres/read-models';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, eq, match } from '../../src/ports/read-model-query';
import { act, batch, changing, example } from '../contract/read-model-engines';
import { postgresServer } from '../servers/in-tests';

const server = postgresServer();

server.describe('the scope of whoever asks', () => {
  let url = '';
  let models: PostgresReadModels;
  let reader: ReadModelReader;

  beforeEach(async () => {
    url = await server.database();
    models = new PostgresReadModels({ url });
    const model = await models.open(example);
    const put = [
      act('case-a', 0, { organ: 'organ-a', words: '张三', amount: 1 }),
      act('case-b', 0, { organ: 'organ-b', words: '张四', amount: 2 }),
      act('case-c', 0, { organ: null, words: '张五', amount: 4 }),
      // A case that has gone from one organ to the other.
      act('case-d', 0, { organ: 'organ-a', words: '李六', amount: 8 }),
      act('case-d', 1, { organ: 'organ-b', words: '李六', amount: 16 }),
    ];
    await model.commit(batch(0, { changes: [changing('acts', { put })] }));
    reader = models.reader(example);
  });
  afterEach(() => models.close());

  const within = (organs: readonly string[] | 'every-organ'): ReadModelReader =>
    reader.within?.(organs) ?? reader;
  const amounts = async (from: ReadModelReader, asked: object = {}): Promise<unknown> =>
    (
      await from.query<{ amount: number }>({
        ...{ from: 'acts', columns: ['amount'], order: [asc('case'), asc('revision')], limit: 99 },
        ...asked,
      })
    ).map(({ amount }) => amount);

  it('leaves out foreign rows of a query that forgot to', async () => {
    expect(await amounts(reader)).toEqual([1, 2, 4, 8, 16]);
    expect(await amounts(within('every-organ'))).toEqual([1, 2, 4, 8, 16]);
    expect(await amounts(within(['organ-a']))).toEqual([1, 8]);
    expect(await amounts(within(['organ-a', 'organ-b']))).toEqual([1, 2, 8, 16]);
    expect(await amounts(within([]))).toEqual([]);
    expect(await amounts(within(['organ-a']), { where: [eq('organ', 'organ-b')] })).toEqual([]);
    expect(await amounts(within(['organ-b']), { where: [match('words', '张')] })).toEqual([2]);
    expect(await amounts(within(['organ-b']), { where: [match('words', '张四')] })).toEqual([2]);
    expect(await amounts(within(['organ-b']), { where: [match('words', '张三')] })).toEqual([]);
  });

  it('counts nothing foreign, in any query of a snapshot', async () => {
    const sum = { by: [], measures: { sum: { fn: 'sum', column: 'amount' } } } as const;
    const { checkpoint, results } = await within(['organ-b']).snapshot([
      { from: 'acts', group: sum, limit: 1 },
      { from: 'notes', limit: 9 },
      { from: 'acts', columns: ['case'], limit: 9, where: [match('words', '李六')] },
    ]);
    expect(checkpoint.passed).toBe(1);
    expect(results).toEqual([[{ sum: 18 }], [], [{ case: 'case-d' }]]);
  });

  it('does not take an old row for the newest one because that is foreign', async () => {
    const latest = { per: ['case'], by: ['revision'], upTo: [] };
    expect(await amounts(within(['organ-a']), { latest })).toEqual([1]);
    expect(await amounts(within(['organ-b']), { latest })).toEqual([2, 16]);
    const [rows] = (await within(['organ-a']).snapshot([{ from: 'acts', latest, limit: 9 }])).results;
    expect(rows).toMatchObject([{ amount: 1 }]);
  });

  it('stands as policies of the database, whose role sees nothing of its own', async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    const schema = 'henji_example_v3_g0';
    const count = `SELECT count(*)::int AS n FROM ${schema}.acts`;
    const { rows } = await client.query(
      "SELECT rolsuper OR rolbypassrls OR rolcanlogin AS strong FROM pg_roles WHERE rolname = 'henji_reader'",
    );
    expect(rows).toEqual([{ strong: false }]);
    expect((await client.query(count)).rows).toEqual([{ n: 5 }]);
    await client.query('SET ROLE henji_reader');
    expect((await client.query(count)).rows).toEqual([{ n: 0 }]);
    await client.query("SET henji.organ = 'organ-a,organ-x'");
    expect((await client.query(count)).rows).toEqual([{ n: 2 }]);
    for (const text of [
      `SELECT FROM ${schema}.henji_streams`,
      `DELETE FROM ${schema}.acts`,
      'SELECT FROM henji.read_models',
    ]) {
      await expect(client.query(text)).rejects.toMatchObject({ code: '42501' });
    }
    await client.end();
  });

  it('is told who must make the role, where the user may not', async () => {
    const admin = new Client({ connectionString: url });
    await admin.connect();
    const user = `u${new URL(url).pathname.slice(1)}`;
    await admin.query(
      `CREATE ROLE ${user} LOGIN PASSWORD 'p'; GRANT CREATE ON DATABASE ${new URL(url).pathname.slice(1)} TO ${user}`,
    );
    const limited = new URL(url);
    limited.username = user;
    limited.password = 'p';
    const options = { url: limited.href, prefix: 'limited', readerRole: `${user}_reader` };
    const poor = new PostgresReadModels(options);
    await expect(poor.open(example)).rejects.toMatchObject({ code: 'reader-role-missing' });
    await admin.query(`CREATE ROLE ${user}_reader NOLOGIN; GRANT ${user}_reader TO ${user}`);
    const model = await poor.open(example);
    await model.commit(
      batch(0, { changes: [changing('acts', { put: [act('case-a', 0, { organ: 'organ-a' })] })] }),
    );
    const seen = poor.reader(example);
    expect(await seen.within?.(['organ-a']).query({ from: 'acts', limit: 9 })).toHaveLength(1);
    expect(await seen.within?.(['organ-b']).query({ from: 'acts', limit: 9 })).toHaveLength(0);
    await poor.close();
    await admin.end();
  });
});
