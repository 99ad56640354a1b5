import { z } from 'zod';
import { code, finding, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, handle, sha256Hex, text } from './schemas';

/** What is noted of a case beside its course: dress at a contact, who came to court, paper that differs from the record. */

export const DressNoted = defineEvent('DressNoted', 1, {
  zh: '着装佩戴标识',
  en: 'Uniform and badge noted',
  data: z.strictObject({
    contact: code,
    officers: z.array(handle).min(1).max(20),
    /** The rules of the organ prescribe a uniform (`dress.prescribed`). */
    prescribed: z.boolean(),
    /** Absent where nothing was said. */
    worn: z.strictObject({ uniform: z.boolean(), badge: z.boolean() }).exactOptional(),
    findings: z.array(finding),
    reliance,
  }),
});

/** Who is a 行政机关负责人 in court (诉讼法解释 128): a head, a deputy, or another leader in charge. */
export const courtLeaders = ['chief', 'deputy-chief', 'other-leader'] as const;

/** Why the head has to appear (诉讼法解释 129). */
export const mustAppearGrounds = ['major-public-interest', 'mass-incident', 'court-request'] as const;

export const CourtAppearanceRecorded = defineEvent('CourtAppearanceRecorded', 1, {
  zh: '出庭应诉',
  en: 'Appearance in court recorded',
  data: z.strictObject({
    appeal: code,
    on: civilDate,
    instance: z.enum(['first', 'second']),
    /** The head who appeared; absent where none did. */
    leader: z.strictObject({ officer: handle, as: z.enum(courtLeaders) }).exactOptional(),
    /** Staff of the organ who appeared for it. */
    agents: z.array(handle).max(10),
    /** A lawyer appeared besides. */
    lawyer: z.boolean(),
    must: z.enum(mustAppearGrounds).exactOptional(),
    /** Why no head appeared, as it was told to the court (诉讼法解释 129). */
    absence: z.strictObject({ reason: text(1000), told: z.boolean() }).exactOptional(),
    reliance,
  }),
});

/** In what a paper differs from the record. The codes stand in records and never change. */
export const paperDifferences = [
  ...(['text', 'number', 'date', 'seal', 'signature', 'pages', 'no-paper', 'no-record'] as const),
] as const;

export const PaperDifferenceFound = defineEvent('PaperDifferenceFound', 1, {
  zh: '发现纸质与电子不一致',
  en: 'Paper found to differ from the record',
  data: z.strictObject({
    difference: code,
    /** The event whose document, or page of the file, the paper should be. */
    event: z.strictObject({ id: handle, revision: z.int().min(0), type: text(60) }),
    in: z.array(z.enum(paperDifferences)).min(1).max(8),
    /** Scan or photo of the paper as it was found: SHA-256 of the stored ciphertext. */
    blob: sha256Hex,
    /** Rules that a paper breaks which is not made from the record. */
    broken: z.array(text(4)).min(1),
    findings: z.array(finding),
    reliance,
  }),
  personal: { party: z.strictObject({ remark: text(2000) }) },
});

export const PaperDifferenceSettled = defineEvent('PaperDifferenceSettled', 1, {
  zh: '纸质与电子不一致处理',
  en: 'Difference of paper and record settled',
  data: z.strictObject({
    difference: code,
    outcome: z.enum(['paper-replaced', 'record-corrected', 'unfounded']),
    decidedBy: handle,
    reliance,
  }),
  personal: { party: z.strictObject({ reason: text(2000) }) },
});

export const scrutinyEvents = [
  DressNoted,
  CourtAppearanceRecorded,
  PaperDifferenceFound,
  PaperDifferenceSettled,
] as unknown as readonly EventDefinition[];

export type PaperEvent = EventOf<typeof PaperDifferenceFound> | EventOf<typeof PaperDifferenceSettled>;

export type ScrutinyEvent = EventOf<typeof DressNoted> | EventOf<typeof CourtAppearanceRecorded> | PaperEvent;
