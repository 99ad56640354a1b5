/** P12, P13: hearing. */

export type HearingCommand = never;
