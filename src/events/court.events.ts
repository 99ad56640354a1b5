import { z } from 'zod';
import { clocks, code, division, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, handle, text } from './schemas';

/** The way to the court (强制法 53–60; X10). */

const answer = { on: civilDate, reference: text(64), ...clocks, reliance };

export const CourtEnforcementApplied = defineEvent('CourtEnforcementApplied', 1, {
  zh: '申请人民法院强制执行',
  en: 'Court enforcement applied for',
  data: z.strictObject({
    ground: code,
    court: text(100),
    courtPlace: division,
    immovable: z.boolean(),
    urgent: z.boolean(),
    /** The documents of 强制法 55, by their codes. */
    documents: z.array(code).max(10),
    signer: handle,
    /** Last day to apply; absent while it cannot be computed. */
    limit: civilDate.exactOptional(),
    late: z.boolean(),
    ...clocks,
    reliance,
  }),
  /** Why it comes late; the court decides whether that is good enough. */
  personal: { party: z.strictObject({ lateReason: text(2000).exactOptional() }) },
});

export const CourtAccepted = defineEvent('CourtAccepted', 1, {
  zh: '人民法院受理执行申请',
  en: 'Accepted by the court',
  data: z.strictObject(answer),
});

export const CourtNotAccepted = defineEvent('CourtNotAccepted', 1, {
  zh: '人民法院不予受理执行申请',
  en: 'Not accepted by the court',
  data: z.strictObject(answer),
});

export const CourtRuled = defineEvent('CourtRuled', 1, {
  zh: '人民法院裁定是否准予执行',
  en: 'Ruled by the court',
  data: z.strictObject({
    ...answer,
    granted: z.boolean(),
    ruled: civilDate,
    /** Last day for the court to serve a ruling that refuses (强制法 58(2)). */
    serveBy: civilDate.exactOptional(),
  }),
});

export const CourtReviewAsked = defineEvent('CourtReviewAsked', 1, {
  zh: '向上一级法院申请复议',
  en: 'Higher court asked',
  data: z.strictObject({ ...answer, late: z.boolean() }),
});

export const CourtReviewDecided = defineEvent('CourtReviewDecided', 1, {
  zh: '上一级法院作出裁定',
  en: 'Decided by the higher court',
  data: z.strictObject({
    ...answer,
    outcome: z.enum(['to-accept', 'to-execute', 'upheld']),
  }),
});

export const CourtExecuted = defineEvent('CourtExecuted', 1, {
  zh: '人民法院执行完毕',
  en: 'Executed by the court',
  data: z.strictObject(answer),
});

export const CourtEnded = defineEvent('CourtEnded', 1, {
  zh: '人民法院终结执行',
  en: 'Ended by the court',
  data: z.strictObject({ ...answer, ground: code }),
});

export const courtEvents = [
  CourtEnforcementApplied,
  CourtAccepted,
  CourtNotAccepted,
  CourtRuled,
  CourtReviewAsked,
  CourtReviewDecided,
  CourtExecuted,
  CourtEnded,
] as unknown as readonly EventDefinition[];

export type CourtEvent =
  | EventOf<typeof CourtEnforcementApplied>
  | EventOf<typeof CourtAccepted>
  | EventOf<typeof CourtNotAccepted>
  | EventOf<typeof CourtRuled>
  | EventOf<typeof CourtReviewAsked>
  | EventOf<typeof CourtReviewDecided>
  | EventOf<typeof CourtExecuted>
  | EventOf<typeof CourtEnded>;
