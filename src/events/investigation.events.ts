import type { EventDefinition } from './define-event';

/** P4–P7: officers, contacts, evidence, time, conclusion. */

export const investigationEvents: readonly EventDefinition[] = [];

export type InvestigationEvent = never;
