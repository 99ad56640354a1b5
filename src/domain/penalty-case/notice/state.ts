import type { Proposal } from '../../../events/case-schemas';
import type { CivilDate } from '../../../kernel/time';

/** Prior notice, and what the party said to it (处罚法 44, 45; P10, P11). */
export interface Notice {
  readonly served?: {
    readonly on: CivilDate;
    readonly proposal: Proposal;
    /** The right to a hearing was told (处罚法 63). */
    readonly hearingTold: boolean;
    /** Last day for a statement. */
    readonly statementBy?: CivilDate;
    /** Last day to ask for a hearing. */
    readonly hearingBy?: CivilDate;
  };
  readonly statements: readonly { readonly id: string; readonly reviewed: boolean }[];
  /** The party has given up its statement, in so many words. */
  readonly waived: boolean;
}

export const noNotice: Notice = { statements: [], waived: false };
