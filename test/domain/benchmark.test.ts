import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  deviationApproved,
  withinBenchmark,
  type DecidesByBenchmark,
} from '../../src/domain/penalty-case/guards/benchmark';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { benchmarkAt, tierOf } from '../../src/domain/registers/benchmark';
import { PublishBenchmark, RetireBenchmark } from '../../src/domain/registers/benchmark-commands';
import { item, PublishItem, RetireItem, type ItemState } from '../../src/domain/registers/item';
import type { Entry } from '../../src/domain/registers/register';
import type { Decision } from '../../src/kernel/decision';
import { aChief, anOfficer, demoFacts, itemBody, monday, register } from '../support/demo-facts';
import { command, given } from '../support/given';
import * as h from '../support/histories';

const facts = { date: monday, by: 'account-admin' };
const codes = (decision: Decision<unknown>): readonly string[] =>
  decision.outcome === 'refused' ? decision.broken.map(({ code, guard }) => `${code} ${guard}`) : [];

const tier = (code: string, grade: string, minFen: number, maxFen: number, changes: object = {}) => ({
  ...{
    code,
    name: code,
    grade,
    kinds: ['fine'],
    standard: '按次',
    factors: [{ code: 'first', text: '初次' }],
  },
  ranges: [{ kind: 'citizen', minFen, maxFen }],
  ...changes,
});
const body = {
  document: { title: '示范区城市管理行政处罚裁量基准' },
  act: 'penalty',
  tiers: [tier('light', 'lighter', 5000, 9000), tier('grave', 'heavier', 15_000, 20_000)],
  ...{ published: '2023-12-01', from: '2024-01-01' },
};
const publish = (changes: object = {}) => command(PublishBenchmark, { ...body, ...changes });
const withBenchmark = (...more: readonly object[]): Entry<ItemState> =>
  register(item, 'item-stall', [command(PublishItem, itemBody), publish(), ...more]);
const listed = register(item, 'item-stall', [command(PublishItem, itemBody)]).state;
const asked = (changes: object) => codes(item.decide(publish(changes), listed, facts));

describe('the register of benchmarks', () => {
  it('takes tiers within the range of the item, and lower ones only where they mitigate', () => {
    expect(asked({})).toEqual([]);
    expect(asked({ tiers: [tier('a', 'normal', 5000, 20_001)] })).toEqual(['R-24 G-RANGE']);
    expect(asked({ tiers: [tier('a', 'normal', 4999, 9000)] })).toEqual(['R-24 G-RANGE']);
    expect(asked({ tiers: [tier('a', 'mitigated', 0, 4999)] })).toEqual([]);
    expect(asked({ tiers: [tier('a', 'normal', 9000, 5000)] })).toEqual(['R-24 G-RANGE']);
  });

  it('takes only kinds of penalty and of party that the item has, and a fine with its range', () => {
    expect(asked({ tiers: [tier('a', 'normal', 5000, 9000, { kinds: ['fine', 'closure'] })] })).toEqual([
      'R-24 G-RANGE',
    ]);
    expect(asked({ tiers: [tier('a', 'normal', 0, 0, { ranges: [] })] })).toEqual(['R-24 G-RANGE']);
    expect(asked({ tiers: [tier('a', 'normal', 5000, 9000, { kinds: ['warning'] })] })).toEqual([
      'R-24 G-RANGE',
    ]);
    expect(asked({ tiers: [tier('a', 'normal', 0, 0, { kinds: ['warning'], ranges: [] })] })).toEqual([]);
  });

  it('takes what was published before it holds, with one code for each tier, for an item in force', () => {
    expect(asked({ published: '2024-01-02' })).toEqual(['R-03 G-BENCHMARK.published']);
    expect(asked({ tiers: [body.tiers[0], body.tiers[0]] })).toEqual(['R-03 G-BENCHMARK.published']);
    expect(asked({ from: '2021-08-31', published: '2021-08-01' })).toEqual(['R-24 G-RANGE']);
    const retired = register(item, 'item-stall', [
      command(PublishItem, itemBody),
      command(RetireItem, { from: '2023-01-01' }),
    ]);
    expect(codes(item.decide(publish(), retired.state, facts))).toEqual(['R-24 G-RANGE']);
  });

  it('answers with the version of the day, by act and tier', () => {
    const { state } = withBenchmark(
      publish({ from: '2024-06-01', published: '2024-05-25', tiers: [tier('only', 'normal', 5000, 20_000)] }),
      command(RetireBenchmark, { act: 'penalty', from: '2025-01-01' }),
    );
    expect(benchmarkAt(state, '2023-12-31')).toBeUndefined();
    expect(tierOf(state, '2024-05-31', 'grave')?.ranges[0]?.maxFen).toBe(20_000);
    expect(tierOf(state, '2024-06-01', 'grave')).toBeUndefined();
    expect(tierOf(state, '2024-06-01', 'only')).toBeDefined();
    expect(benchmarkAt(state, '2025-01-01')).toBeUndefined();
    expect(benchmarkAt(state, '2024-02-01', 'licence')).toBeUndefined();
    const again = command(RetireBenchmark, { act: 'penalty', from: '2025-02-01' });
    expect(codes(item.decide(again, state, facts))).toEqual(['R-00 G-ENTRY']);
  });
});

describe('a penalty and its tier (处罚法 34)', () => {
  const { state } = given(penaltyCase, h.anInformedCase());
  const on = (
    use: DecidesByBenchmark['benchmark'],
    fineFen = 10_000,
    kinds = ['fine'],
    changes: object = {},
  ) => {
    const command = { proposal: { kinds, fineFen, tier: 'normal' }, ...(use && { benchmark: use }) } as never;
    const known = demoFacts({ item: withBenchmark(), ...changes });
    return [withinBenchmark, deviationApproved].flatMap((rule) =>
      rule.check(command, state, known).map(() => `${rule.code} ${rule.name}`),
    );
  };

  it('names a tier that the benchmark has, and stays in it', () => {
    expect(on(undefined)).toEqual(['R-24 G-BENCHMARK']);
    expect(on({ tier: 'none' })).toEqual(['R-24 G-BENCHMARK']);
    expect(on({ tier: 'light' }, 9000)).toEqual([]);
    expect(on({ tier: 'light' }, 9001)).toEqual(['R-24 G-BENCHMARK']);
    expect(on({ tier: 'light' }, 4999)).toEqual(['R-24 G-BENCHMARK']);
    expect(on({ tier: 'light' }, 6000, ['fine', 'warning'])).toEqual(['R-24 G-BENCHMARK']);
  });

  it('leaves it for a written reason that a chief of the organ approves', () => {
    const deviation = { reason: '当事人多次违法', approver: 'officer-chief' };
    const people = (entry: ReturnType<typeof anOfficer>) => ({ people: new Map([['officer-chief', entry]]) });
    expect(on({ tier: 'light', deviation }, 12_000, ['fine'], people(aChief()))).toEqual([]);
    expect(on({ tier: 'light', deviation }, 12_000, ['fine'], people(anOfficer('officer-chief')))).toEqual([
      'R-08 G-BENCHMARK.approved',
    ]);
    expect(on({ tier: 'light', deviation }, 12_000)).toEqual(['R-08 G-BENCHMARK.approved']);
    expect(on({ tier: 'none', deviation }, 12_000, ['fine'], people(aChief()))).toEqual(['R-24 G-BENCHMARK']);
  });

  it('is not refused where there is no benchmark', () => {
    const none = { item: register(item, 'item-stall', [command(PublishItem, itemBody)]) };
    expect(on(undefined, 10_000, ['fine'], none)).toEqual([]);
  });

  it('never lies outside the tier without reason and approval, whatever the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.constantFrom('light', 'grave'), (fineFen, code) => {
        const range = tierOf(withBenchmark().state, monday, code)!.ranges[0]!;
        const inside = range.minFen <= fineFen && fineFen <= range.maxFen;
        expect(on({ tier: code }, fineFen)).toEqual(inside ? [] : ['R-24 G-BENCHMARK']);
      }),
    );
  });
});
