import type { Proposal } from '../../../events/case-schemas';
import type { CivilDate } from '../../../kernel/time';

/** What the party was told last, and what stood in the file then. */
export interface ServedNotice {
  /** Day on which it counts as served. */
  readonly on: CivilDate;
  /** 1 for the first notice; a later one opens new windows (处罚法 45). */
  readonly round: number;
  readonly proposal: Proposal;
  readonly terms: readonly { readonly kind: string; readonly days: number }[];
  /** Worth of all that is to be confiscated. */
  readonly confiscationFen: number;
  /** The right to a hearing was told (处罚法 63). */
  readonly hearingTold: boolean;
  /** Last day for a statement. */
  readonly statementBy?: CivilDate;
  /** Last day to ask for a hearing. */
  readonly hearingBy?: CivilDate;
  /** Facts and evidence on file when the party was told. */
  readonly facts: readonly string[];
  readonly evidence: readonly string[];
}

/** What the party said, to which notice. */
export interface Statement {
  readonly id: string;
  readonly round: number;
  readonly reviewed: boolean;
  /** It alleges facts or brings evidence that the file did not have. */
  readonly newFacts: boolean;
}

/** Prior notice, and what the party said to it (处罚法 44, 45; P10, P11). */
export interface Notice {
  readonly served?: ServedNotice;
  /** To all notices: none of them may stay without a review. */
  readonly statements: readonly Statement[];
  /** The party has given up its statement to the last notice, in so many words. */
  readonly waived: boolean;
}

export const noNotice: Notice = { statements: [], waived: false };
