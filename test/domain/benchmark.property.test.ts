import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { PublishBenchmark } from '../../src/domain/registers/benchmark-commands';
import { item, PublishItem } from '../../src/domain/registers/item';
import { demoFacts, itemBody, register } from '../support/demo-facts';
import { command, given } from '../support/given';
import * as d from '../support/stages/decided';
import * as x from '../support/stages/deciding';

/** A decision of penalty keeps to its tier, or leaves it for a written reason that a chief of the organ approved (处罚法 34). */

const tiers = { light: [5000, 9000], normal: [9000, 14_000], grave: [15_000, 20_000] } as const;
type Tier = keyof typeof tiers;

const entry = register(item, 'item-stall', [
  command(PublishItem, itemBody),
  command(PublishBenchmark, {
    ...{ document: { title: '裁量基准' }, act: 'penalty', published: '2023-12-01', from: '2024-01-01' },
    tiers: Object.entries(tiers).map(([code, [minFen, maxFen]]) => ({
      ...{ code, name: code, grade: 'normal', kinds: ['fine'], standard: '按次' },
      ...{ factors: [{ code: 'f', text: '初次' }], ranges: [{ kind: 'citizen', minFen, maxFen }] },
    })),
  }),
]);

/** Who approves, and whether that is a chief of the organ. */
const approvers = {
  'officer-chief': true,
  'officer-deputy': true,
  'officer-zhao': false,
  'officer-nobody': false,
};
const fines = fc.oneof(
  fc.constantFrom(4999, 5000, 9000, 9001, 14_000, 14_001, 15_000, 20_000, 20_001),
  fc.integer({ min: 0, max: 25_000 }),
);
const uses = fc.record({
  tier: fc.constantFrom<Tier | 'none' | undefined>('light', 'normal', 'grave', 'grave', 'none', undefined),
  approver: fc.option(fc.constantFrom(...(Object.keys(approvers) as (keyof typeof approvers)[]))),
});

it('never imposes more than was told or the range allows, nor what leaves the tier without reason and approval', () => {
  const met = { within: 0, deviating: 0, refused: 0 };
  fc.assert(
    fc.property(fines, fines, uses, (told, fineFen, { tier, approver }) => {
      const proposal = (fen: number) => ({ proposal: { kinds: ['fine'], fineFen: fen, tier: 'normal' } });
      const deviation = approver === null ? {} : { deviation: { reason: '当事人多次违法', approver } };
      const use = tier === undefined ? {} : { benchmark: { tier, ...deviation } };
      const facts = demoFacts({ ...x.everybody, ...x.chiefActs, date: d.days.decided, item: entry });
      const { state } = given(penaltyCase, x.aToldCase(proposal(told)));
      const decision = penaltyCase.decide(x.penalise({ ...proposal(fineFen), ...use }), state, facts);
      if (decision.outcome === 'refused') {
        met.refused++;
        return;
      }
      expect(fineFen).toBeLessThanOrEqual(Math.min(told, 20_000));
      const [least, most] = tiers[tier as Tier];
      const isWithin = least <= fineFen && fineFen <= most;
      if (!isWithin) expect(approver !== null && approvers[approver]).toBe(true);
      expect(decision.events[0]?.data).toMatchObject({
        penalty: { benchmark: { tier, deviates: approver !== null } },
      });
      met[isWithin ? 'within' : 'deviating']++;
    }),
    { numRuns: 600, seed: 34 },
  );
  expect(met.within).toBeGreaterThan(15);
  expect(met.deviating).toBeGreaterThan(10);
  expect(met.refused).toBeGreaterThan(100);
});
