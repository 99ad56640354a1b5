import type { EventDefinition } from './define-event';

/** P1–P3b: clue, verification, filing. */

export const filingEvents: readonly EventDefinition[] = [];

export type FilingEvent = never;
