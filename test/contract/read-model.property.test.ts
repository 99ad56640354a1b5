import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ChangeSet } from '../../projections/change-set';
import type { Change } from '../../projections/projection';
import type { CommitBatch, ReadModel } from '../../src/ports/read-model';
import {
  asc,
  desc,
  type Filter,
  type Order,
  type Select,
  type Value,
} from '../../src/ports/read-model-query';
import type { Row } from '../../src/ports/read-model-table';
import {
  act,
  batch,
  changing,
  dumped,
  embeddedModelEngines,
  example,
  onPostgres,
  type ModelEngine,
} from './read-model-engines';

/** Rows of a small world, in which things meet; the revision tells rows apart, so that orders can be total. */
const text = fc.constantFrom('', 'a', 'ab', '沪', '沪公', '公沪', '\uff5e', '\u{20bb7}', 'a\u0000', '\u0001');
const rows = fc.array(
  fc.record({
    case: fc.constantFrom('case-a', 'case-b', 'case-c'),
    day: fc.constantFrom('2024-01-01', '2024-01-02', '2024-01-03'),
    organ: fc.constantFrom(null, 'organ-1', 'organ-2'),
    title: fc.option(text),
    amount: fc.option(fc.integer({ min: -2, max: 2 })),
    minor: fc.boolean(),
    words: fc.option(fc.array(text, { maxLength: 3 }).map((parts) => parts.join(' '))),
  }),
  { maxLength: 12 },
);
const toRows = (drawn: readonly Row[]): readonly Row[] =>
  drawn.map((row, i) => act(String(row['case']), i, row));

const compared = (column: string, value: fc.Arbitrary<Value>): fc.Arbitrary<Filter> =>
  fc.record({
    column: fc.constant(column),
    op: fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'),
    value,
  });
const filter: fc.Arbitrary<Filter> = fc.oneof(
  compared('title', text),
  compared('amount', fc.integer({ min: -2, max: 2 })),
  compared('day', fc.constantFrom('2024-01-02', '2024')),
  fc.record({
    column: fc.constant('organ'),
    op: fc.constantFrom('eq', 'ne'),
    value: fc.constantFrom(null, 'organ-1', 'x'),
  }),
  fc.record({
    column: fc.constant('case'),
    op: fc.constant('in'),
    values: fc.subarray(['case-a', 'case-b', 'x']),
  }),
  fc.record({
    column: fc.constant('title'),
    op: fc.constant('in'),
    values: fc.array(text, { maxLength: 3 }),
  }),
  fc.record({ column: fc.constant('title'), op: fc.constant('prefix'), value: text }),
  fc.record({ column: fc.constant('words'), op: fc.constant('match'), value: text }),
);

const ordered = (column: string): fc.Arbitrary<Order> => fc.constantFrom(asc(column), desc(column));
const total = fc.tuple(ordered('day'), ordered('minor'), ordered('revision')).map((order) => [...order]);
/** A place in that order. */
const mark = fc.option(fc.tuple(fc.constantFrom('2024-01-01', '2024-01-02'), fc.boolean(), fc.nat(12)), {
  nil: undefined,
});
const select: fc.Arbitrary<Select> = fc
  .record({
    where: fc.array(filter, { maxLength: 2 }),
    order: total,
    after: mark,
    limit: fc.integer({ min: 1, max: 5 }),
    skip: fc.option(fc.nat(3), { nil: undefined }),
    latest: fc.option(
      fc.record({
        per: fc.constantFrom(['case'], ['organ', 'case'].slice(1), ['day']),
        by: fc.constant(['day', 'revision']),
        upTo: fc.array(
          fc.oneof(
            fc.record({ column: fc.constant('day'), value: fc.constantFrom('2024-01-01', '2024-01-02') }),
            fc.record({ column: fc.constant('revision'), value: fc.nat(12) }),
          ),
          { maxLength: 2 },
        ),
      }),
      { nil: undefined },
    ),
  })
  .map(({ after, latest, skip, ...rest }) => ({
    from: 'acts',
    ...rest,
    ...(skip !== undefined && { skip }),
    ...(after && { after }),
    ...(latest && { latest }),
  }));
const grouped: fc.Arbitrary<Select> = fc
  .record({
    where: fc.array(filter, { maxLength: 1 }),
    by: fc.subarray(['day', 'minor', 'title']),
  })
  .map(({ where, by }) => ({
    ...{ from: 'acts', where, limit: 50, order: by.map((column) => asc(column)) },
    group: {
      by,
      measures: {
        n: { fn: 'count' },
        sum: { fn: 'sum', column: 'amount' },
        least: { fn: 'min', column: 'title' },
        most: { fn: 'max', column: 'amount' },
        organs: { fn: 'countDistinct', column: 'organ' },
      },
    },
  }));

/** Rows along those of another table: the newest of each case walked, or all, one row for each step, so that the order is total. */
const along: fc.Arbitrary<Select> = fc
  .record({
    walk: fc.array(filter, { maxLength: 1 }),
    order: total,
    after: mark,
    steps: fc.integer({ min: 1, max: 6 }),
    phase: fc.option(fc.constantFrom('opened', 'closed'), { nil: undefined }),
    upTo: fc.constantFrom('2024-01-01', '2024-01-02', '2024-01-03'),
    limit: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ walk, order, after, steps, phase, upTo, limit }) => ({
    ...{ from: 'versions', limit, columns: ['revision', 'phase'] },
    along: { by: 'case', rows: { from: 'acts', where: walk, order, limit: steps, ...(after && { after }) } },
    latest: {
      ...{ per: ['case'], by: ['legal_date', 'revision'] },
      upTo: [{ column: 'legal_date', value: upTo }],
    },
    ...(phase === undefined ? {} : { where: [{ column: 'phase', op: 'eq', value: phase } as const] }),
  }));
const versions = fc.array(
  fc.record({
    case: fc.constantFrom('case-a', 'case-b', 'case-c'),
    legal_date: fc.constantFrom('2024-01-01', '2024-01-02', '2024-01-03'),
    recorded_at: fc.constantFrom('r1', 'r2', 'r3'),
    phase: fc.constantFrom('opened', 'closed'),
  }),
  { maxLength: 10 },
);

/** Run the same on every engine and give back what each made of it. */
async function onEach<T>(
  engines: readonly ModelEngine[],
  task: (model: ReadModel) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  for (const engine of engines) {
    const opened = engine.open();
    try {
      results.push(await task(await opened.models.open(example)));
    } finally {
      await opened.dispose();
    }
  }
  return results;
}

/** @param engines beginning with the one that the others are compared with */
function sameAnswers(engines: readonly ModelEngine[]): void {
  it('gives the same answer to the same query', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        versions,
        fc.array(fc.oneof(select, grouped, along), { minLength: 20, maxLength: 20 }),
        async (drawn, told, selects) => {
          const put = told.map((row, revision) => ({ ...row, revision }));
          const [first, ...others] = await onEach(engines, async (model) => {
            const changes = [changing('acts', { put: toRows(drawn) }), changing('versions', { put })];
            await model.commit(batch(0, { changes }));
            return (await model.snapshot(selects)).results;
          });
          for (const other of others) expect(other).toEqual(first);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('comes to the same rows from the same changes, one by one or folded', async () => {
    const key = fc.record({ day: fc.constantFrom('d1', 'd2'), kind: fc.constantFrom('k1', 'k2') });
    const count = fc
      .tuple(key, fc.integer({ min: -3, max: 3 }), fc.nat(9))
      .map(([own, events, paid]) => ({ ...own, label: own.kind, events, paid }));
    const change: fc.Arbitrary<Change> = fc.oneof(
      fc.record({ op: fc.constantFrom('put', 'add'), table: fc.constant('counts'), row: count }),
      fc.record({ op: fc.constant('remove'), table: fc.constant('counts'), row: key }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), fc.nat(12), async (changes, cut) => {
        const folded = (some: readonly Change[]): CommitBatch['changes'] => {
          const set = new ChangeSet(example.tables);
          set.apply(some);
          return set.folded();
        };
        const ways = [changes.map((each) => [each]), [changes], [changes.slice(0, cut), changes.slice(cut)]];
        const dumps = [];
        for (const way of ways) {
          dumps.push(
            ...(await onEach(engines, async (model) => {
              for (const [i, some] of way.entries()) await model.commit(batch(i, { changes: folded(some) }));
              return dumped(model);
            })),
          );
        }
        for (const other of dumps) expect(other).toEqual(dumps[0]);
      }),
      { numRuns: 30 },
    );
  });
}

function newestOnTwoClocks(engines: readonly ModelEngine[]): void {
  it('is the one that a plain search finds', async () => {
    const clock = fc.constantFrom('2024-01-01', '2024-01-02', '2024-01-03');
    await fc.assert(
      fc.asyncProperty(versions, clock, fc.constantFrom('r1', 'r2', 'r3'), async (drawn, d, k) => {
        const put = drawn.map((row, revision) => ({ ...row, revision }));
        const expected = ['case-a', 'case-b', 'case-c'].flatMap((id) => {
          const candidates = put.filter(
            (row) => row.case === id && row.legal_date <= d && row.recorded_at <= k,
          );
          candidates.sort((a, b) =>
            a.legal_date === b.legal_date ? a.revision - b.revision : a.legal_date < b.legal_date ? -1 : 1,
          );
          const last = candidates.at(-1);
          return last?.phase === 'opened' ? [last.revision] : [];
        });
        const answers = await onEach(engines, async (model) => {
          await model.commit(batch(0, { changes: [changing('versions', { put })] }));
          const latest = {
            ...{ per: ['case'], by: ['legal_date', 'revision'] },
            upTo: [
              { column: 'legal_date', value: d },
              { column: 'recorded_at', value: k },
            ],
          };
          const where: Filter[] = [{ column: 'phase', op: 'eq', value: 'opened' }];
          return model.query<{ revision: number }>({
            from: 'versions',
            columns: ['revision'],
            latest,
            where,
            limit: 9,
          });
        });
        for (const answer of answers) {
          expect(answer.map(({ revision }) => revision).sort()).toEqual(expected.sort());
        }
      }),
      { numRuns: 60 },
    );
  });
}

const embedded = embeddedModelEngines;
describe('every engine', () => sameAnswers(embedded));
describe('the newest row on two clocks', () => newestOnTwoClocks(embedded));
onPostgres('postgresql beside memory', (postgres) => {
  const both = [...embedded.slice(0, 1), postgres];
  sameAnswers(both);
  newestOnTwoClocks(both);
});
