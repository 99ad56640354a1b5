import type { EventDefinition } from './define-event';

/** P24–P27b: appeals, reversal, reopening. */

export const remedyEvents: readonly EventDefinition[] = [];

export type RemedyEvent = never;
