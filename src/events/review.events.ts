import { z } from 'zod';
import { clocks, code, proposal, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { handle, sha256Hex, text } from './schemas';

/** P8–P9c: legal review (处罚法 58). */

/** What a reviewer answers about; the union of the checklists in use. The codes stand in records and never change. */
export const reviewItems = [
  'organ',
  'officers',
  'competence',
  'procedure',
  'facts',
  'evidence',
  'law',
  'discretion',
  'documents',
  'crime',
] as const;
export type ReviewItem = (typeof reviewItems)[number];

const round = z.int().min(1);

/** Every item with its answer; what is said to it in words is erasable. */
const checklist = z.array(
  z.strictObject({ item: z.enum(reviewItems), result: z.enum(['pass', 'problem', 'not-applicable']) }),
);

const opinion = {
  round,
  reviewer: handle,
  /** SHA-256 of the file that was read; the opinion holds only for a file with this hash. */
  fileHash: sha256Hex,
  /** What the file proposed when it was read. */
  proposal: proposal.exactOptional(),
  checklist,
  ...clocks,
  reliance,
};

const remarks = z.array(z.strictObject({ item: z.enum(reviewItems), text: text(2000) }));

export const ReviewSubmitted = defineEvent('ReviewSubmitted', 1, {
  zh: '送法制审核',
  en: 'Submitted for legal review',
  data: z.strictObject({
    round,
    fileHash: sha256Hex,
    /** Problems of the last round that this one answers. */
    answers: z.array(code),
    ...clocks,
    reliance,
  }),
  personal: {
    party: z.strictObject({
      note: text(4000).exactOptional(),
      answers: z.array(z.strictObject({ problem: code, text: text(4000) })),
    }),
  },
});

export const ReviewPassed = defineEvent('ReviewPassed', 1, {
  zh: '法制审核通过',
  en: 'Legal review passed',
  data: z.strictObject(opinion),
  personal: { party: z.strictObject({ opinion: text(4000), remarks }) },
});

export const ReviewProblemsFound = defineEvent('ReviewProblemsFound', 1, {
  zh: '法制审核发现问题',
  en: 'Legal review found problems',
  data: z.strictObject({
    ...opinion,
    problems: z.array(z.strictObject({ id: code, item: z.enum(reviewItems) })).min(1),
  }),
  personal: {
    party: z.strictObject({
      opinion: text(4000),
      remarks,
      problems: z.array(z.strictObject({ id: code, text: text(4000) })),
    }),
  },
});

/** The disagreement goes to the chiefs; their discussion settles it and replaces no opinion. */
export const ReviewDisagreementEscalated = defineEvent('ReviewDisagreementEscalated', 1, {
  zh: '审核分歧提请集体讨论',
  en: 'Disagreement on the review brought before the chiefs',
  data: z.strictObject({ round, reviewer: handle, problems: z.array(code).min(1), ...clocks, reliance }),
  personal: { party: z.strictObject({ ofOfficers: text(4000), ofReviewer: text(4000) }) },
});

export const reviewEvents = [
  ReviewSubmitted,
  ReviewPassed,
  ReviewProblemsFound,
  ReviewDisagreementEscalated,
] as unknown as readonly EventDefinition[];

export type ReviewEvent =
  | EventOf<typeof ReviewSubmitted>
  | EventOf<typeof ReviewPassed>
  | EventOf<typeof ReviewProblemsFound>
  | EventOf<typeof ReviewDisagreementEscalated>;
