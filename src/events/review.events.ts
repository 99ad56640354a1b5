import type { EventDefinition } from './define-event';

/** P8–P9c: legal review. */

export const reviewEvents: readonly EventDefinition[] = [];

export type ReviewEvent = never;
