import type { Citation } from '../article';

/** Row of the answerability table that a code leads to unless its cause was another one: `V05`. */
export type AnswerabilityRow = `V${number}`;

/** 1: at once. 2: weekly. 3: quarterly list. */
export type Severity = 1 | 2 | 3;

/** A code of the violation catalogue with its texts. */
export interface Violation {
  /** One short sentence, usable as the message of a refusal or an alert. */
  readonly zh: string;
  readonly en: string;
  /** The strongest first; empty for duties that are ours or local. */
  readonly basis: readonly Citation[];
  readonly row: AnswerabilityRow;
}

/** A rule whose breach refuses a command. */
export interface Refusal extends Violation {
  readonly code: string;
}

/** A rule whose breach is accepted and opens a finding. */
export interface Alert extends Violation {
  readonly code: string;
  readonly severity: Severity;
  /** Readable by named roles alone. */
  readonly sealed: boolean;
  /** A reminder only: no finding, no input of a trace. */
  readonly reminder: boolean;
  /** Traced by the rows of the broken rules as well. */
  readonly byBrokenRules: boolean;
}

const sealed = new Set(['W-16', 'W-26', 'W-39']);

/** A row of the table of refusals. */
export const refusal = (
  code: string,
  row: AnswerabilityRow,
  zh: string,
  en: string,
  basis: readonly Citation[],
): Refusal => ({ code, row, zh, en, basis });

/** A row of the table of alerts. */
export const alert = (
  code: string,
  severity: Severity,
  row: AnswerabilityRow,
  zh: string,
  en: string,
  basis: readonly Citation[],
): Alert => ({
  code,
  severity,
  row,
  zh,
  en,
  basis,
  sealed: sealed.has(code),
  reminder: code === 'W-15',
  byBrokenRules: code === 'W-01',
});
