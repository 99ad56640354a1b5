/** P1–P3b: clue, verification, filing. */

export type FilingCommand = never;
