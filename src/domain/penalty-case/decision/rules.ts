import { itemStillListed } from '../guards/authority';
import { penaltyHasBasis } from '../guards/basis';
import { discussedTogether, hearingOffered, legalReview, priorNotice } from '../guards/before-decision';
import { factsVerified, partyMayBePenalised } from '../guards/content';
import { notHeavierThanTold, oneFineOnly, withinRange } from '../guards/fine';
import { certified, dutiesSeparated, organInForce, recusalSettled, tierReached } from '../guards/identity';
import type { CaseRule } from '../guards/rule';
import { withinLimitation } from '../guards/time';
import type { DecideOnSpot } from '../simple/commands';

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
