import { z } from 'zod';
import { clocks, code, proposal, reliance } from './case-schemas';
import {
  correctionOrder,
  decided,
  decisionTypes,
  issuedDocument,
  noPenaltyGrounds,
  penaltyDecided,
  term,
} from './decision-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { fen, handle, sha256Hex, text } from './schemas';

/** P14–P16: collective discussion, decision, document (处罚法 57–59). */

export const CollectivelyDiscussed = defineEvent('CollectivelyDiscussed', 1, {
  zh: '负责人集体讨论',
  en: 'Discussed by the chiefs together',
  data: z.strictObject({
    subject: z.enum(['proposal', 'review-disagreement']),
    presiding: handle,
    /** Everybody who had a seat, with his own vote. */
    votes: z
      .array(
        z.strictObject({
          member: handle,
          vote: z.enum(['for', 'against', 'abstain', 'absent', 'recused']),
          /** A dissent is on record in words. */
          dissent: z.boolean(),
        }),
      )
      .min(1),
    resolution: z.enum(['adopted', 'rejected', 'returned']),
    /** What the meeting resolved to impose; nothing in a meeting on a disagreement. */
    proposal: proposal.exactOptional(),
    terms: z.array(term),
    fileHash: sha256Hex,
    minutes: text(128),
    ...clocks,
    reliance,
  }),
  personal: {
    party: z.strictObject({
      course: text(20_000),
      dissents: z.array(z.strictObject({ member: handle, text: text(4000) })),
    }),
  },
});

export const DecisionMade = defineEvent('DecisionMade', 1, {
  zh: '作出行政处罚案件决定',
  en: 'Decision on the case made',
  data: z.strictObject({
    type: z.enum(decisionTypes),
    ...decided,
    officers: z.array(handle),
    decidedBy: handle,
    /** Present in a decision of penalty. */
    penalty: penaltyDecided.exactOptional(),
    /** Present in a decision of no penalty (处罚法 57(1)(2), (3)). */
    noPenalty: z
      .strictObject({
        ground: z.enum(noPenaltyGrounds),
        /** 教育 (33), or what the guardian is told to do (30, 31). */
        measure: z.enum(['education', 'guardian-discipline', 'guardian-care']).exactOptional(),
        correction: correctionOrder,
      })
      .exactOptional(),
    /** Present where the case ends without a decision under 57. */
    termination: z.strictObject({ ground: code, norm: text(200) }).exactOptional(),
    ...clocks,
    reliance,
  }),
  personal: {
    party: z.strictObject({
      act: text(4000).exactOptional(),
      reasons: text(4000),
      deviation: text(2000).exactOptional(),
      comparison: text(4000).exactOptional(),
      /** Permits that are suspended, downgraded or revoked; a number may be that of a person. */
      permits: z.array(z.strictObject({ name: text(200), number: text(100) })).exactOptional(),
      measure: text(2000).exactOptional(),
    }),
  },
});

export const DecisionDocumentIssued = defineEvent('DecisionDocumentIssued', 1, {
  zh: '制作行政处罚案件决定书',
  en: 'Decision document issued',
  data: z.strictObject({
    type: z.enum(['penalty', 'no-penalty', 'termination']),
    document: issuedDocument,
    seal: z.strictObject({
      kind: z.enum(['ink', 'electronic']),
      reference: text(128),
      issuer: code.exactOptional(),
    }),
    contentHash: sha256Hex.exactOptional(),
    remedies: z.strictObject({ reviewFirst: z.boolean(), text: text(2000) }),
    /** What the document says of paying (罚缴分离办法 7); absent without a fine. */
    payment: z
      .strictObject({
        bank: text(200),
        address: text(400),
        amountFen: fen,
        days: z.int().min(1),
        lateFee: z.boolean(),
      })
      .exactOptional(),
    ...clocks,
    reliance,
  }),
  personal: {
    party: z.strictObject({
      facts: text(4000),
      evidence: text(4000),
      performance: text(2000).exactOptional(),
    }),
  },
});

export const decisionEvents = [
  CollectivelyDiscussed,
  DecisionMade,
  DecisionDocumentIssued,
] as unknown as readonly EventDefinition[];

export type DecisionEvent =
  | EventOf<typeof CollectivelyDiscussed>
  | EventOf<typeof DecisionMade>
  | EventOf<typeof DecisionDocumentIssued>;
