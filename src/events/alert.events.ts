import { z } from 'zod';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import type { AlertRaised } from './ledger.events';
import { civilDate, handle, text } from './schemas';

/** What becomes of an alert after it was raised, on its own stream: who saw it, what was said to it, how it ended. */

/** How an alert ends: accepted explanation, put right, handed to another body, raised for nothing. */
export const alertOutcomes = ['explained', 'rectified', 'referred', 'false'] as const;

/** With whom an alert of severity 1 lies that nobody closed (C.13); before the first of them, the responsible post. */
export const alertLevels = ['head', 'supervision', 'superior'] as const;

const words = { words: z.strictObject({ text: text(4000) }) };

export const AlertAcknowledged = defineEvent('AlertAcknowledged', 1, {
  zh: '预警签收',
  en: 'Alert acknowledged',
  data: z.strictObject({}),
  personal: words,
});

export const AlertExplained = defineEvent('AlertExplained', 1, {
  zh: '预警说明',
  en: 'Alert explained',
  data: z.strictObject({}),
  personal: words,
});

export const AlertClosed = defineEvent('AlertClosed', 1, {
  zh: '预警办结',
  en: 'Alert closed',
  data: z.strictObject({
    outcome: z.enum(alertOutcomes),
    /** The act that put it right. */
    evidence: z.strictObject({ s: handle, n: z.int().min(0) }).exactOptional(),
    /** The body that it was handed to. */
    body: text(200).exactOptional(),
  }),
  personal: words,
});

export const AlertReopened = defineEvent('AlertReopened', 1, {
  zh: '预警重新办理',
  en: 'Alert reopened',
  data: z.strictObject({}),
  personal: words,
});

export const AlertEscalated = defineEvent('AlertEscalated', 1, {
  zh: '预警升级',
  en: 'Alert escalated',
  data: z.strictObject({
    level: z.enum(alertLevels),
    /** The day since which it lay one level below, and the last day for it to be closed there. */
    since: civilDate,
    due: civilDate,
    /** Who leads the organ on that day, where it goes to the head. */
    to: z.array(handle),
  }),
});

export const alertEvents = [
  AlertAcknowledged,
  AlertExplained,
  AlertClosed,
  AlertReopened,
  AlertEscalated,
] as unknown as readonly EventDefinition[];

export type AlertEvent =
  | EventOf<typeof AlertRaised>
  | EventOf<typeof AlertAcknowledged>
  | EventOf<typeof AlertExplained>
  | EventOf<typeof AlertClosed>
  | EventOf<typeof AlertReopened>
  | EventOf<typeof AlertEscalated>;
