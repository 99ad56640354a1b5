import { breach, kept, type Breach } from '../../../kernel/guard';
import { penaltyLaw } from '../../statute';
import type { Plain } from '../../../kernel/plain-data';
import { itemApplied } from '../guards/applied';
import { itemStillListed } from '../guards/authority';
import { libertyReserved, penaltyHasBasis } from '../guards/basis';
import { benchmarkBreaches, benchmarkHead, deviationApproved } from '../guards/benchmark';
import { discussedTogether, hearingOffered, legalReview, priorNotice } from '../guards/before-decision';
import { factsVerified, partyMayBePenalised } from '../guards/content';
import { correctionProblems } from '../guards/document';
import { concernsPermit } from '../../../law/penalty-kinds';
import { notHeavierThanTold, oneFineOnly, withinRange } from '../guards/fine';
import { notOnHold, outcomeAwaited } from '../guards/hold';
import { certified, dutiesSeparated, organInForce, recusalSettled, tierReached } from '../guards/identity';
import { commandRule, type CaseRule } from '../guards/rule';
import { withinLimitation } from '../guards/time';
import type { DecideOnSpot } from '../simple/commands';
import type { DecidePenalty } from './commands';

/**
 * What a decision of penalty in the general procedure must meet (P15). A decision on the spot that the simple procedure
 * cannot carry is answered with these as well, so that the officer learns at once what the other way demands.
 */
export const generalDecisionRules: readonly CaseRule<
  Pick<DecideOnSpot, 'proposal' | 'circumstances' | 'gains'>
>[] = [
  organInForce,
  itemStillListed,
  penaltyHasBasis,
  certified,
  recusalSettled,
  dutiesSeparated,
  tierReached,
  notOnHold,
  outcomeAwaited,
  withinLimitation,
  partyMayBePenalised,
  legalReview,
  priorNotice,
  hearingOffered,
  discussedTogether,
  factsVerified,
  withinRange,
  notHeavierThanTold,
  oneFineOnly,
];

/** 34: the penalty follows the tier of the benchmark that it names, or says why it leaves it. */
const followsBenchmark = commandRule<DecidePenalty>(benchmarkHead, (command, state, facts) => {
  const { proposal, benchmark: use } = command;
  return benchmarkBreaches({ proposal, use, item: itemApplied(command, facts) }, state, facts.date);
});

/** What else a decision of penalty says: an order to correct with its date, terms and amounts that fit its kinds. */
const wholeDecision = commandRule<DecidePenalty>(
  { group: 'content', code: 'R-11', name: 'G-DOC.decision', basis: [penaltyLaw(28), penaltyLaw(9)] },
  (command, _state, { date }) => [
    ...correctionProblems(command.correction, date),
    ...confiscationProblems(command),
    ...permitProblems(command),
    ...command.terms
      .filter(({ kind }) => !command.proposal.kinds.includes(kind))
      .flatMap(({ kind }) =>
        breach(`期限与处罚种类不一致：${kind}`, `a term for ${kind}, which is not imposed`, 'terms'),
      ),
  ],
);

/** 59(1)(4): whoever loses a permit reads which one; nothing else is about a permit. */
function permitProblems({ proposal, permits = [] }: Plain<DecidePenalty>): readonly Breach[] {
  if (proposal.kinds.some(concernsPermit) === permits.length > 0) return kept;
  return permits.length > 0
    ? breach('没有暂扣、降低或者吊销的证照', 'no permit is suspended, downgraded or revoked', 'permits')
    : breach(
        '未写明暂扣、降低或者吊销的证照名称及编号',
        'the permit is not named with its number',
        'permits',
      );
}

function confiscationProblems({ proposal, gains, propertyFen }: Plain<DecidePenalty>): readonly Breach[] {
  const agree = (imposed: boolean, fen: number, zh: string, en: string, field: string) =>
    imposed === fen > 0
      ? kept
      : breach(`${zh}种类与数额不一致`, `kind and amount of ${en} do not agree`, field);
  const { kinds } = proposal;
  return [
    ...agree(
      kinds.includes('confiscation-of-gains'),
      gains.confiscatedFen,
      '没收违法所得',
      'the gains',
      'gains',
    ),
    ...agree(
      kinds.includes('confiscation-of-property'),
      propertyFen,
      '没收非法财物',
      'the property',
      'propertyFen',
    ),
  ];
}

/** P15, 处罚: all of the general rules, the benchmark, and what the decision itself has to say. */
export const penaltyRules: readonly CaseRule<Plain<DecidePenalty>>[] = [
  ...generalDecisionRules,
  libertyReserved,
  followsBenchmark,
  deviationApproved,
  wholeDecision,
];
