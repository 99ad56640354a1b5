import { z } from 'zod';
import { clocks, code, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, handle, text } from './schemas';
import { findings, serviceRecord, serviceWords } from './service-schemas';

/** P17: how the decision reached the party (处罚法 61; 民诉法 87–95). */

export const ServiceAttempted = defineEvent('ServiceAttempted', 1, {
  zh: '送达未成',
  en: 'Service attempted',
  data: z.strictObject({
    document: code,
    mode: code,
    on: civilDate,
    servers: z.array(handle).min(1).max(20),
    ...clocks,
    reliance,
  }),
  /** What happened, and why the document did not reach the party. */
  personal: { party: z.strictObject({ course: text(2000) }) },
});

const served = z.strictObject({
  service: serviceRecord,
  /** End of the time for reconsideration and suit, from service; absent while no calendar reaches so far. */
  remedyExpiry: civilDate.exactOptional(),
  findings,
  ...clocks,
  reliance,
});

export const Served = defineEvent('Served', 1, {
  zh: '送达决定书',
  en: 'Decision served',
  data: served,
  personal: { party: z.strictObject(serviceWords) },
});

export const ServedByPublication = defineEvent('ServedByPublication', 1, {
  zh: '公告送达决定书',
  en: 'Decision served by announcement',
  data: served,
  personal: { party: z.strictObject(serviceWords) },
});

export const serviceEvents = [
  ServiceAttempted,
  Served,
  ServedByPublication,
] as unknown as readonly EventDefinition[];

export type ServiceEvent =
  EventOf<typeof ServiceAttempted> | EventOf<typeof Served> | EventOf<typeof ServedByPublication>;
