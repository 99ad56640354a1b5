import { z } from 'zod';
import { clocks } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, text } from './schemas';

/**
 * Another calendar was loaded, and periods that still run end on another day by it, or on a day at last (0.5(e) of the
 * specification). Periods that had ended stay as they were.
 */
export const DeadlinesRecomputed = defineEvent('DeadlinesRecomputed', 1, {
  zh: '期限重算',
  en: 'Deadlines computed again',
  data: z.strictObject({
    /** The versions by which the clocks were computed before, and the one by which they are now. */
    calendars: z.strictObject({ was: z.array(text(200)), now: text(200) }),
    /** The end of the time for remedies, where that moves (处罚法 61, 0.5(b)). */
    remedyExpiry: civilDate.exactOptional(),
    ...clocks,
  }),
});

export const recomputationEvents = [DeadlinesRecomputed] as unknown as readonly EventDefinition[];

export type RecomputationEvent = EventOf<typeof DeadlinesRecomputed>;
