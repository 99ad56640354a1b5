import { z } from 'zod';
import { clocks, code, finding, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { disclosureCourseEvents, type DisclosureCourseEvent } from './disclosure-course.events';
import { citation, civilDate, handle, sha256Hex, text } from './schemas';

/** Publication of a decision, per channel (C.10 of the specification; 处罚法 48, 信息公开条例 17, 个保法 25, 34, 55). */

const channel = code;
const secrecyReview = z.strictObject({ reviewer: handle, on: civilDate, reference: text(128) });

export const DecisionPublished = defineEvent('DecisionPublished', 1, {
  zh: '行政处罚决定公示',
  en: 'Decision published',
  data: z.strictObject({
    channel,
    content: z.enum(['summary', 'text']),
    /** Field codes shown; values are generated from the decision, never typed. */
    fields: z.array(code).min(1),
    /** Whether a natural person can be told from what is shown, and on what basis. */
    showsPerson: z.boolean(),
    identityBasis: citation.exactOptional(),
    socialImpact: z.boolean(),
    assessment: text(128).exactOptional(),
    review: secrecyReview,
    inNameOf: handle,
    /** Last day on which it may be shown. */
    until: civilDate.exactOptional(),
    contentHash: sha256Hex.exactOptional(),
    ...clocks,
    reliance,
  }),
});

export const NotPublished = defineEvent('NotPublished', 1, {
  zh: '不予公示',
  en: 'Not published',
  data: z.strictObject({
    channel,
    ground: code,
    basis: citation.exactOptional(),
    review: secrecyReview,
    ...clocks,
    reliance,
  }),
});

export const DisclosureCorrected = defineEvent('DisclosureCorrected', 1, {
  zh: '公示信息更正',
  en: 'Published information corrected',
  data: z.strictObject({
    channel,
    fields: z.array(code).min(1),
    reason: text(1000),
    contentHash: sha256Hex.exactOptional(),
    ...clocks,
    reliance,
  }),
});

export const DisclosureWithdrawn = defineEvent('DisclosureWithdrawn', 1, {
  zh: '公示信息撤回',
  en: 'Publication withdrawn',
  data: z.strictObject({
    channel,
    reason: z.enum(['expiry', 'privacy', 'repair', 'reversal']),
    /** What the public is told (处罚法 48). */
    publicReason: text(1000).exactOptional(),
    ...clocks,
    reliance,
  }),
});

/** Who looked at what is shown to the public. */
export const checkOccasions = ['patrol', 'complaint', 'own', 'supervision'] as const;

export const DisclosureChecked = defineEvent('DisclosureChecked', 1, {
  zh: '公示信息核查',
  en: 'Publication checked',
  data: z.strictObject({
    channel,
    occasion: z.enum(checkOccasions),
    /** Field codes that the channel was found to show. */
    fields: z.array(code),
    /** Of them, those by which a person can be told unmasked, and those that differ from the served decision. */
    unmasked: z.array(code),
    differing: z.array(code),
    /** SHA-256 of the text that was found, where the channel shows one. */
    contentHash: sha256Hex.exactOptional(),
    findings: z.array(finding),
    ...clocks,
    reliance,
  }),
});

export const PrivacyBreachTold = defineEvent('PrivacyBreachTold', 1, {
  zh: '个人信息泄露告知',
  en: 'Breach of personal information told',
  data: z.strictObject({
    channel,
    department: text(200),
    /** Whether the persons were told, or why not (个保法 57(2)). */
    persons: z.enum(['told', 'harm-averted']),
    reason: text(1000).exactOptional(),
    ...clocks,
    reliance,
  }),
});

const declared = [
  DecisionPublished,
  NotPublished,
  DisclosureCorrected,
  DisclosureWithdrawn,
  DisclosureChecked,
  PrivacyBreachTold,
] as const;

export const disclosureEvents: readonly EventDefinition[] = [
  ...(declared as unknown as readonly EventDefinition[]),
  ...disclosureCourseEvents,
];

export type DisclosureEvent = EventOf<(typeof declared)[number]> | DisclosureCourseEvent;
