import type { CivilDate } from '../../../kernel/time';

/**
 * Legal review (处罚法 58). An opinion is bound to the hash of the file that was reviewed; whether it is stale is not
 * recorded but compared: it passes only while the file still has that hash.
 */
export interface Review {
  readonly submitted?: { readonly round: number; readonly fileHash: string; readonly on: CivilDate };
  readonly opinion?: {
    readonly round: number;
    readonly outcome: 'passed' | 'problems';
    readonly fileHash: string;
    readonly reviewer: string;
    readonly on: CivilDate;
  };
}

export const noReview: Review = {};
