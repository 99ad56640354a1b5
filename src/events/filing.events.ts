import { z } from 'zod';
import { clocks, code, division, party, partyIdentity, reliance, violation } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { citation, civilDate, handle, reliedOn, sha256Hex, text } from './schemas';

/** P1–P3b: clue, verification, filing (处罚法 54). */

/** Where a clue came from. The codes stand in records and never change. */
export const clueSources = ['complaint', 'report', 'inspection', 'transfer', 'patrol', 'assigned'] as const;

/** Why no case is filed. The codes stand in records and never change. */
export const notFiledGrounds = [
  'no-violation',
  'not-competent',
  'limitation-over',
  'slight-and-corrected',
  'no-case-to-find',
] as const;

export const ClueRegistered = defineEvent('ClueRegistered', 1, {
  zh: '线索登记',
  en: 'Clue registered',
  data: z.strictObject({
    organ: handle,
    unit: code.exactOptional(),
    source: z.enum(clueSources),
    /** The paper that it came from, by its handle; of a complaint it is sealed, and nothing of it stands here. */
    reference: handle.exactOptional(),
    /** Day on which whoever handed it over had found the violation, where that was earlier (处罚法 36). */
    firstFound: civilDate.exactOptional(),
    place: division.exactOptional(),
    attachments: z.array(z.strictObject({ kind: code, blob: sha256Hex })),
    receivedBy: handle,
    ...clocks,
    reliance,
  }),
  personal: {
    party: z.strictObject({
      /** In the words of whoever took it in. */
      facts: text(4000),
      suspected: text(200).exactOptional(),
      place: text(400).exactOptional(),
    }),
  },
});

export const ClueVerificationExtended = defineEvent('ClueVerificationExtended', 1, {
  zh: '延长线索核查期限',
  en: 'Verification of the clue extended',
  data: z.strictObject({ approver: handle, ...clocks, reliance }),
  personal: { party: z.strictObject({ reason: text(2000) }) },
});

export const ClueVerified = defineEvent('ClueVerified', 1, {
  zh: '线索核查',
  en: 'Clue verified',
  data: z.strictObject({
    officers: z.array(handle).min(1).max(20),
    /** Whether what was found meets the standard of filing (处罚法 54). */
    passed: z.boolean(),
    onSite: z.boolean(),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ findings: text(4000) }) },
});

export const CaseFiled = defineEvent('CaseFiled', 1, {
  zh: '立案',
  en: 'Case filed',
  data: z.strictObject({
    organ: handle,
    item: handle,
    /** The violation as one act, for "no two fines" (处罚法 29). */
    actId: handle,
    place: division,
    party,
    violation,
    basis: z.array(citation).min(1),
    /** 立案号 with the template that it was issued on. */
    document: z.strictObject({
      type: code,
      number: text(128),
      year: z.int(),
      seq: z.int().min(1),
      template: reliedOn,
      version: z.int().min(1),
    }),
    /** 立案审批表 */
    approvalForm: text(128),
    approver: handle,
    /** The officers who are to investigate. */
    investigators: z.array(handle).min(1).max(20),
    ...clocks,
    reliance,
  }),
  personal: {
    /** The identity stands here only where the case was not opened on the spot before. */
    party: z.strictObject({
      ...partyIdentity,
      name: text(200).exactOptional(),
      place: text(400).exactOptional(),
    }),
  },
});

export const NotFiled = defineEvent('NotFiled', 1, {
  zh: '不予立案',
  en: 'Not filed',
  data: z.strictObject({
    approver: handle,
    ground: z.enum(notFiledGrounds),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ reason: text(4000) }) },
});

export const ReporterTold = defineEvent('ReporterTold', 1, {
  zh: '告知举报人不予立案',
  en: 'Reporter told that no case is filed',
  data: z.strictObject({
    /** `told`, or why telling is impossible. */
    outcome: z.enum(['told', 'anonymous', 'no-contact', 'declined']),
    attempts: z.int().min(0),
    ...clocks,
    reliance,
  }),
});

export const filingEvents = [
  ClueRegistered,
  ClueVerificationExtended,
  ClueVerified,
  CaseFiled,
  NotFiled,
  ReporterTold,
] as unknown as readonly EventDefinition[];

export type FilingEvent =
  | EventOf<typeof ClueRegistered>
  | EventOf<typeof ClueVerificationExtended>
  | EventOf<typeof ClueVerified>
  | EventOf<typeof CaseFiled>
  | EventOf<typeof NotFiled>
  | EventOf<typeof ReporterTold>;
