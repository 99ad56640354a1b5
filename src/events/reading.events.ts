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
    what: z.enum(['record', 'discipline', 'matters', 'alerts', 'tracings']),
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

/** 记录用途 (A094): what records of cases are read for outside one's own task. The codes stand in records and never change. */
export const readingPurposes = [
  'file-review',
  'supervision',
  'appraisal',
  'public-opinion',
  'policy',
  'credit',
] as const;

/** What of a case was given out. */
export const readingKinds = ['case', 'documents', 'document', 'file'] as const;

/** Stream `reading-<id>` likewise: personal data of a case was given to somebody whose task the case is not (A095). */
export const CaseRead = defineEvent('CaseRead', 1, {
  zh: '调阅案件',
  en: 'Case read',
  data: z.strictObject({
    case: handle,
    what: z.enum(readingKinds),
    /** Id of the document, or address of the file. */
    of: text(128).exactOptional(),
    purpose: z.enum(readingPurposes),
    /** Reference of the approval of the retrieval, where one was given. */
    approval: text(128).exactOptional(),
  }),
  personal: { reader: z.strictObject({ reason: text(500).exactOptional() }) },
});

export const readingEvents = [TracebackRead, SealedRead, CaseRead] as unknown as readonly EventDefinition[];
