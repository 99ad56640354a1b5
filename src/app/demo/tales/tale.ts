import type { CaseScript } from '../case-script';

/** How one case goes. */
export interface Tale {
  readonly key: string;
  /** Organs in which it can happen, by their keys; absent: in every one. */
  readonly organs?: readonly string[];
  /** Between its last act and the end of the demonstration lie so many calendar days. */
  readonly rest: readonly [least: number, most: number];
  /** How often it is drawn, beside the others, once every tale has been told. */
  readonly weight: number;
  readonly tell: (script: CaseScript) => void;
}

/** Nothing more has happened for a short time: the case is being worked on, and nothing is overdue. */
export const underWay: Tale['rest'] = [0, 3];
/** What ended some time ago. */
export const settled: Tale['rest'] = [5, 150];
