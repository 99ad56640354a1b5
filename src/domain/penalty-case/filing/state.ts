import type { CivilDate } from '../../../kernel/time';

/** How the organ came to the case and how it was filed (处罚法 54; P1–P3b). */
export interface Filing {
  /** First clue: the discovery from which the limitation of 处罚法 36 is told. */
  readonly clue?: Clue;
  readonly verified?: { readonly on: CivilDate; readonly passed: boolean };
  /** 立案: its number and day; the period of 处罚法 60 runs from it. */
  readonly filed?: {
    readonly on: CivilDate;
    readonly number: string;
    readonly approver: string;
    readonly investigators: readonly string[];
  };
  /** The reporter was told that no case is filed, or could not be told. */
  readonly reporterTold: boolean;
}

export interface Clue {
  readonly on: CivilDate;
  readonly source: string;
  readonly organ: string;
  /** Day of the discovery: the clue itself, or earlier where the sender had found it before. */
  readonly found: CivilDate;
  /** How often the time to verify it was extended. */
  readonly extensions: number;
}

export const noFiling: Filing = { reporterTold: false };

/** Sources behind which stands a person whose identity is sealed. */
export const isSealedSource = (source: string): boolean => source === 'complaint' || source === 'report';
