import type { EventDefinition } from './define-event';

/** C.9: transfers. */

export const transferEvents: readonly EventDefinition[] = [];

export type TransferEvent = never;
