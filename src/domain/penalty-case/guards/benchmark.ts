import { breach, kept } from '../../../kernel/guard';
import { benchmarkAt, type BenchmarkTier } from '../../registers/benchmark';
import { rangeFor } from '../../registers/item';
import { reaches, tierAt } from '../../registers/posting-state';
import { penaltyLaw } from '../../statute';
import type { BenchmarkUse, PenaltyProposal } from '../command-parts';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { violationDay } from './authority';
import { commandRule } from './rule';

/** Discretion benchmarks (裁量基准, 处罚法 34): a penalty follows a tier, or leaves it for a reason that is approved. */

/** A penalty, and the tier that it follows. */
export interface DecidesByBenchmark {
  readonly proposal: PenaltyProposal;
  readonly benchmark?: BenchmarkUse;
}

/** The benchmark that binds the case: the one in force on the day whose law applies. */
const benchmarkOf = (state: CaseState, facts: CaseFacts) =>
  facts.item === undefined ? undefined : benchmarkAt(facts.item.state, violationDay(state, facts));

/** Whether no benchmark binds the case: that refuses nothing, but supervision is told. */
export const benchmarkMissing = (state: CaseState, facts: CaseFacts): boolean =>
  benchmarkOf(state, facts) === undefined;

/** The tier is named, exists, and carries the penalty; what leaves it says why. */
export const withinBenchmark = commandRule<DecidesByBenchmark>(
  { group: 'content', code: 'R-24', name: 'G-BENCHMARK', basis: [penaltyLaw(34)] },
  ({ proposal, benchmark: use }, state, facts) => {
    const benchmark = benchmarkOf(state, facts);
    if (benchmark === undefined) return kept;
    if (use === undefined) {
      return breach('未引用裁量基准的阶次', 'no tier of the benchmark is named', 'benchmark');
    }
    const tier = benchmark.tiers.find(({ code }) => code === use.tier);
    if (tier === undefined) {
      return breach(
        `裁量基准没有阶次 ${use.tier}`,
        `the benchmark has no tier ${use.tier}`,
        'benchmark.tier',
      );
    }
    return use.deviation !== undefined || follows(proposal, tier, state)
      ? kept
      : breach(
          `处罚不在阶次“${tier.name}”之内，且未书面说明理由`,
          `the penalty leaves the tier ${tier.code} and no reason is written down`,
          'benchmark.deviation',
        );
  },
);

/** Kinds and fine of a penalty lie within a tier. */
function follows({ kinds, fineFen }: PenaltyProposal, tier: BenchmarkTier, { opening }: CaseState): boolean {
  if (kinds.some((kind) => !tier.kinds.includes(kind))) return false;
  if (fineFen === 0) return !tier.kinds.includes('fine') || !kinds.includes('fine');
  const range = opening === undefined ? undefined : rangeFor(tier, opening.party.kind);
  return range !== undefined && range.minFen <= fineFen && fineFen <= range.maxFen;
}

/** Leaving the tier is approved by a 行政机关负责人. */
export const deviationApproved = commandRule<Pick<DecidesByBenchmark, 'benchmark'>>(
  { group: 'authority', code: 'R-08', name: 'G-BENCHMARK.approved', basis: [penaltyLaw(34), penaltyLaw(57)] },
  ({ benchmark: use }, _state, { organ, people, date }) => {
    const deviation = use?.deviation;
    if (deviation === undefined) return kept;
    const approver = people.get(deviation.approver);
    return approver !== undefined &&
      organ !== undefined &&
      reaches(tierAt(approver.state, organ.s, date), 'deputy-chief')
      ? kept
      : breach(
          '突破裁量基准应当经行政机关负责人批准',
          'a chief of the organ has to approve of leaving the benchmark',
          'benchmark.deviation.approver',
        );
  },
);
