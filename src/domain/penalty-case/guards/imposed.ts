import type { Proposal } from '../../../events/case-schemas';
import type { PenaltyProposal, UnlawfulGains } from '../command-parts';

/** A penalty in the form in which it is told, discussed and decided, and how two of them compare. */

/** A penalty with all that makes it heavier or lighter. */
export interface Imposed {
  readonly proposal: Pick<Proposal, 'kinds' | 'fineFen'>;
  /** How long penalties that last are to last. */
  readonly terms?: readonly { readonly kind: string; readonly days: number }[];
  /** Worth of all that is confiscated, gains and property. */
  readonly confiscationFen?: number;
}

const daysOf = ({ terms = [] }: Imposed, kind: string): number =>
  Math.max(0, ...terms.filter((each) => each.kind === kind).map(({ days }) => days));

/** Whether one penalty is heavier than another, in kind, amount or length; a warning is always less than what was told. */
export const heavier = (penalty: Imposed, told: Imposed): boolean =>
  penalty.proposal.fineFen > told.proposal.fineFen ||
  (penalty.confiscationFen ?? 0) > (told.confiscationFen ?? 0) ||
  penalty.proposal.kinds.some((kind) => kind !== 'warning' && !told.proposal.kinds.includes(kind)) ||
  (penalty.terms ?? []).some(({ kind, days }) => days > daysOf(told, kind));

/** Anything that decides a penalty. */
export interface DecidesPenalty {
  readonly proposal: PenaltyProposal;
  readonly gains: UnlawfulGains;
  /** Worth of unlawful property that is confiscated. */
  readonly propertyFen?: number;
  readonly terms?: readonly { readonly kind: string; readonly days: number }[];
  /** The record of the hearing that the decision cites. */
  readonly hearingRecord?: string;
}

/** What a decision imposes, in the form in which it was told and discussed. */
export const imposedBy = ({ proposal, gains, propertyFen = 0, terms = [] }: DecidesPenalty): Imposed => ({
  proposal,
  terms,
  confiscationFen: gains.confiscatedFen + propertyFen,
});
