import type { EventDefinition } from './define-event';

/** P17: service. */

export const serviceEvents: readonly EventDefinition[] = [];

export type ServiceEvent = never;
