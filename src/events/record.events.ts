import type { EventDefinition } from './define-event';

/** What any procedure may record: out-of-band facts, interference. */

export const recordEvents: readonly EventDefinition[] = [];

export type RecordEvent = never;
