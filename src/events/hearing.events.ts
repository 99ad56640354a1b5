import type { EventDefinition } from './define-event';

/** P12, P13: hearing. */

export const hearingEvents: readonly EventDefinition[] = [];

export type HearingEvent = never;
