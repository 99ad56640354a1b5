import { z } from 'zod';
import { defineEvent, type EventDefinition } from './define-event';
import { civilDate, handle, text } from './schemas';

/**
 * Stream `reminder-<kind>-<officer>-<what>-<day>-<days before>`, appended with `no-stream`, so that each happens once: a
 * certificate, a post or a stand-in ends, an annual check is missing, a post is held longer than rotation allows.
 */
export const ReminderGiven = defineEvent('ReminderGiven', 1, {
  zh: '到期提醒',
  en: 'Reminder given',
  data: z.strictObject({
    kind: z.enum(['certificate', 'duty-certificate', 'annual-check', 'post', 'stand-in', 'rotation']),
    officer: handle,
    /** Number of the certificate, or code of the post. */
    what: text(60),
    /** The last day. */
    on: civilDate,
    /** The point that was reached, in days before it; 0 where it is over. */
    before: z.int().min(0),
    given: civilDate,
  }),
});

export const reminderEvents = [ReminderGiven] as unknown as readonly EventDefinition[];
