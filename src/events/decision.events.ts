import type { EventDefinition } from './define-event';

/** P14–P16: collective discussion, decision, document. */

export const decisionEvents: readonly EventDefinition[] = [];

export type DecisionEvent = never;
