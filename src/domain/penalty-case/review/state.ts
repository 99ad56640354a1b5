import type { Proposal } from '../../../events/case-schemas';
import type { CivilDate } from '../../../kernel/time';

/**
 * Legal review (处罚法 58). An opinion is bound to the hash of the file that was reviewed; whether it is stale is not
 * recorded but compared: it passes only while the file still has that hash.
 */
export interface Review {
  readonly submitted?: { readonly round: number; readonly fileHash: string; readonly on: CivilDate };
  /** The last one; it stays while another round is under way. */
  readonly opinion?: {
    readonly round: number;
    readonly outcome: 'passed' | 'problems';
    readonly fileHash: string;
    readonly reviewer: string;
    readonly on: CivilDate;
    /** What the file proposed when it was read. */
    readonly proposal?: Proposal;
    /** Problems that the next round has to answer. */
    readonly problems: readonly string[];
  };
  /** Officers and reviewer do not agree; the chiefs are to settle it (A224). */
  readonly escalated?: { readonly round: number; readonly on: CivilDate };
  /** Everybody who ever gave an opinion: who reviews does not decide. */
  readonly reviewers: readonly string[];
}

export const noReview: Review = { reviewers: [] };
