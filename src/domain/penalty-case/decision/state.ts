import type { Proposal } from '../../../events/case-schemas';
import type { CivilDate } from '../../../kernel/time';

/** A resolution of the chiefs on the proposal (处罚法 57(2)). */
export interface Discussed {
  readonly on: CivilDate;
  readonly proposal: Proposal;
  readonly terms: readonly { readonly kind: string; readonly days: number }[];
  readonly minutes: string;
}

/** The decision that ends the case in the organ, as it stands. A transfer to the judiciary is none: the case waits. */
export interface DecisionOnFile {
  readonly type: 'penalty' | 'no-penalty' | 'termination';
  /** Number of the document; a decision of the general procedure has none before it is issued (P16). */
  readonly number?: string;
  readonly date: CivilDate;
  /** Who decided in the general procedure. */
  readonly decidedBy?: string;
  /** Nothing, where nothing is imposed. */
  readonly proposal: Proposal;
  /** What else it orders, in the general procedure. */
  readonly orders?: {
    readonly terms: readonly { readonly kind: string; readonly days: number }[];
    readonly confiscatedFen: number;
    readonly propertyFen: number;
    readonly correctBy?: CivilDate;
  };
  /** The document says that a late fee will be added. */
  readonly lateFee: boolean;
  /** The document says that reconsideration comes before a suit (复议法 23). */
  readonly reviewFirst?: boolean;
  /** The contact of a decision on the spot. */
  readonly contact?: string;
  /** Day on which the document was made; a decision on the spot is issued at once. */
  readonly issued?: CivilDate;
}

/** What is imposed where nothing is. */
export const nothingImposed: Proposal = { kinds: [], fineFen: 0, tier: 'normal' };
