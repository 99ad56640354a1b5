import type { EventDefinition } from './define-event';

/** C.5: enforcement. */

export const executionEvents: readonly EventDefinition[] = [];

export type ExecutionEvent = never;
