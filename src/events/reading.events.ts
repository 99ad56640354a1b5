import { z } from 'zod';
import { defineEvent, type EventDefinition } from './define-event';
import { handle, sha256Hex, text } from './schemas';

/** Stream `reading-<id>`, one for each: who read what is sealed. Why, in his own words, is erasable. */
export const TracebackRead = defineEvent('TracebackRead', 1, {
  zh: '读取责任倒查报告',
  en: 'Traceback report read',
  data: z.strictObject({
    case: handle,
    /** Code of the finding: `W-10`, `reversal`. */
    code: text(20),
    /** SHA-256 of the report as it was given out. */
    report: sha256Hex,
    /** Last revision of the case in it. */
    revision: z.int().min(0),
  }),
  personal: { reader: z.strictObject({ purpose: text(500) }) },
});

/** Stream `reading-<id>` likewise: a sealed record was given out. Neither case nor reader stands here in clear. */
export const SealedRead = defineEvent('SealedRead', 1, {
  zh: '读取密封记录',
  en: 'Sealed record read',
  data: z.strictObject({
    what: z.enum(['record', 'discipline', 'matters', 'alerts']),
    /** Pseudonym of the reader. */
    reader: handle,
    role: text(40),
    /** SHA-256 of what was given out. */
    given: sha256Hex,
  }),
  personal: {
    reader: z.strictObject({
      purpose: text(500),
      handle,
      case: handle.exactOptional(),
      /** Codes of the records that were given out. */
      records: z.array(text(60)),
    }),
  },
});

export const readingEvents = [TracebackRead, SealedRead] as unknown as readonly EventDefinition[];
