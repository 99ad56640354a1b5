import type { EventDefinition } from './define-event';

/** P10, P11: prior notice and statements. */

export const noticeEvents: readonly EventDefinition[] = [];

export type NoticeEvent = never;
