/** P4–P7: officers, contacts, evidence, time, conclusion. */

export type InvestigationCommand = never;
