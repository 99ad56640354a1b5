import { z } from 'zod';
import { alertLevels } from './alert.events';
import { code } from './case-schemas';
import { defineEvent, type EventDefinition } from './define-event';
import { civilDate, handle } from './schemas';

/**
 * Stream `sealedalert-<code>-<sealed stream>-<record>`, appended with `no-stream`, so that each happens once. Alerts of
 * the sealed class (W-16, W-26, W-39) stand apart from the others, so that no list, count or trace has them.
 */
export const SealedAlertRaised = defineEvent('SealedAlertRaised', 1, {
  zh: '密封预警',
  en: 'Sealed alert raised',
  data: z.strictObject({
    code: z.string().regex(/^W-\d{2}$/u),
    /** The sealed stream, and what in it. */
    stream: handle,
    record: code,
    due: civilDate,
    detected: civilDate,
    severity: z.int().min(1).max(3),
    row: z.string().regex(/^V\d{2}$/u),
    /** Pseudonyms of those who are passed over (D.5). */
    barred: z.array(handle),
  }),
  personal: { sealed: z.strictObject({ case: handle, organ: handle }) },
});

/** On the stream of a sealed alert that nothing was done about in time: a level up, past those whom it names (D.5). */
export const SealedAlertEscalated = defineEvent('SealedAlertEscalated', 1, {
  zh: '密封预警升级',
  en: 'Sealed alert escalated',
  data: z.strictObject({
    level: z.enum(alertLevels),
    /** The day since which it lay one level below, and the last day for something to be done there. */
    since: civilDate,
    due: civilDate,
  }),
});

export const sealedAlertEvents = [
  SealedAlertRaised,
  SealedAlertEscalated,
] as unknown as readonly EventDefinition[];
