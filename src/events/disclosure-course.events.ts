import { z } from 'zod';
import { clocks, code, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, handle, sha256Hex, text } from './schemas';

/**
 * What happens around a publication besides showing and withdrawing it (C.10 of the specification): who collected and
 * passed it on, referral, cancellation, credit repair.
 */

const onChannel = { channel: code, ...clocks, reliance };

export const DisclosureCollected = defineEvent('DisclosureCollected', 1, {
  zh: '公示信息采集、传递',
  en: 'Information for publication collected and passed on',
  data: z.strictObject({ ...onChannel, collectedBy: handle, transmittedBy: handle }),
});

export const DisclosureReferred = defineEvent('DisclosureReferred', 1, {
  zh: '公示保密审查报请确定',
  en: 'Question whether to publish referred',
  data: z.strictObject({
    ...onChannel,
    to: z.enum(['competent-department', 'secrecy-administration']),
    body: text(200),
    reference: text(128),
  }),
});

export const DisclosureReferralAnswered = defineEvent('DisclosureReferralAnswered', 1, {
  zh: '公示保密审查答复',
  en: 'Question whether to publish answered',
  data: z.strictObject({ ...onChannel, answer: z.enum(['open', 'closed']), reference: text(128) }),
});

export const DisclosureCancelled = defineEvent('DisclosureCancelled', 1, {
  zh: '公示前终止公示',
  en: 'Publication cancelled before it took place',
  data: z.strictObject(onChannel),
});

export const CreditRepairApplied = defineEvent('CreditRepairApplied', 1, {
  zh: '信用修复申请',
  en: 'Credit repair applied for',
  data: z.strictObject({
    ...onChannel,
    reference: text(128),
    /** Reference of the credit commitment (信用承诺书). */
    commitment: text(128),
    /** References of what proves that the duties of the decision were performed. */
    proofs: z.array(text(128)).min(1),
  }),
});

export const CreditRepairDecided = defineEvent('CreditRepairDecided', 1, {
  zh: '信用修复决定',
  en: 'Credit repair decided',
  data: z.strictObject({
    ...onChannel,
    granted: z.boolean(),
    /** Last day on which the decision is shown there from now on; of a grant alone. */
    until: civilDate.exactOptional(),
    decidedBy: handle,
  }),
  personal: { party: z.strictObject({ reasons: text(2000) }) },
});

export const PublicationProven = defineEvent('PublicationProven', 1, {
  zh: '公示留证',
  en: 'Publication proven',
  data: z.strictObject({
    ...onChannel,
    /** Photo or screenshot of the channel: SHA-256 of the stored ciphertext. */
    blob: sha256Hex,
    /** Where: of the notice board, the counter or the page. */
    place: text(400),
    shownOn: civilDate,
  }),
});

const declared = [
  DisclosureCollected,
  DisclosureReferred,
  DisclosureReferralAnswered,
  DisclosureCancelled,
  CreditRepairApplied,
  CreditRepairDecided,
  PublicationProven,
] as const;

export const disclosureCourseEvents = declared as unknown as readonly EventDefinition[];

export type DisclosureCourseEvent = EventOf<(typeof declared)[number]>;
