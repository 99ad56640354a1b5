import { breach, kept, type Breach } from '../../../kernel/guard';
import type { CivilDate } from '../../../kernel/time';
import { benchmarkAt, type BenchmarkTier } from '../../registers/benchmark';
import { rangeFor, type ItemState } from '../../registers/item';
import { reaches, tierAt } from '../../registers/posting-state';
import type { Entry } from '../../registers/register';
import { penaltyLaw } from '../../statute';
import type { BenchmarkUse, PenaltyProposal } from '../command-parts';
import type { CaseState } from '../state';
import { commandRule } from './rule';

/** Discretion benchmarks (裁量基准, 处罚法 34): a penalty follows a tier, or leaves it for a reason that is approved. */

/** A penalty, and the tier that it follows. */
export interface DecidesByBenchmark {
  readonly proposal: PenaltyProposal;
  readonly benchmark?: BenchmarkUse;
}

/**
 * What is wrong with the tier that a penalty names: none is named, the benchmark has no such tier, or the penalty leaves
 * it and no reason is written down. Nothing where the item has no benchmark on the day. The day is that of the act of the
 * organ: 处罚法 37 holds 法律、法规 and 规章 to the day of the violation, and a benchmark is none of them.
 */
export function benchmarkBreaches(
  { proposal, use, item }: NamedTier,
  state: CaseState,
  date: CivilDate,
): readonly Breach[] {
  const benchmark = item === undefined ? undefined : benchmarkAt(item.state, date);
  if (benchmark === undefined) return kept;
  const tier = benchmark.tiers.find(({ code }) => code === use?.tier);
  if (tier === undefined) {
    return breach(
      use === undefined ? '未引用裁量基准的阶次' : `裁量基准没有阶次 ${use.tier}`,
      use === undefined ? 'no tier of the benchmark is named' : `the benchmark has no tier ${use.tier}`,
      'benchmark.tier',
    );
  }
  return use?.deviation !== undefined || follows(proposal, tier, state)
    ? kept
    : breach(
        `处罚不在阶次“${tier.name}”之内，且未书面说明理由`,
        `the penalty leaves the tier ${tier.code} and no reason is written down`,
        'benchmark.deviation',
      );
}

/** A penalty, the tier it names with the reason to leave it, and the item whose benchmark that is. */
export interface NamedTier {
  readonly proposal: PenaltyProposal;
  readonly use: { readonly tier: string; readonly deviation?: unknown } | undefined;
  readonly item: Entry<ItemState> | undefined;
}

/** How rules on benchmarks are named. */
export const benchmarkHead = {
  group: 'content',
  code: 'R-24',
  name: 'G-BENCHMARK',
  basis: [penaltyLaw(34), penaltyLaw(5, 2)],
} as const;

/** The tier is named, exists, and carries the penalty; what leaves it says why. */
export const withinBenchmark = commandRule<DecidesByBenchmark>(
  benchmarkHead,
  ({ proposal, benchmark: use }, state, { item, date }) =>
    benchmarkBreaches({ proposal, use, item }, state, date),
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
