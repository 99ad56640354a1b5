import type { CivilDate } from '../../../kernel/time';

/** How the organ came to the case and how it was filed (处罚法 54; P1–P3b). */
export interface Filing {
  /** First clue: the discovery from which the limitation of 处罚法 36 is told. */
  readonly clue?: { readonly on: CivilDate; readonly source: string };
  readonly verified?: { readonly on: CivilDate; readonly passed: boolean };
  /** 立案: its number and day; the period of 处罚法 60 runs from it. */
  readonly filed?: { readonly on: CivilDate; readonly number: string; readonly approver: string };
}

export const noFiling: Filing = {};
