/** P24–P27b: appeals, reversal, reopening. */

export type RemedyCommand = never;
