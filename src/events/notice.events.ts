import { z } from 'zod';
import { clocks, code, proposal, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { term } from './decision-schemas';
import { citation, fen, handle, text } from './schemas';
import { findings, serviceRecord, serviceWords } from './service-schemas';

/** P10, P11: prior notice, and what the party says to it (处罚法 44, 45). */

export const PriorNoticeServed = defineEvent('PriorNoticeServed', 1, {
  zh: '送达行政处罚事先告知书',
  en: 'Prior notice served',
  data: z.strictObject({
    officers: z.array(handle).min(1).max(20),
    proposal,
    /** How long penalties that last are to last. */
    terms: z.array(term),
    /** Worth of all that is to be confiscated, gains and property. */
    confiscationFen: fen,
    basis: z.array(citation).min(1),
    /** The right to a hearing was told (处罚法 63). */
    hearingTold: z.boolean(),
    service: serviceRecord,
    /** Number of the notice. */
    reference: text(128).exactOptional(),
    findings,
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ facts: text(4000), reasons: text(4000), ...serviceWords }) },
});

export const StatementReceived = defineEvent('StatementReceived', 1, {
  zh: '收到陈述申辩',
  en: 'Statement received',
  data: z.strictObject({
    id: code,
    form: z.enum(['written', 'oral']),
    /** It alleges facts or brings evidence that the file does not have. */
    newFacts: z.boolean(),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ statement: text(20_000) }) },
});

export const StatementWaived = defineEvent('StatementWaived', 1, {
  zh: '放弃陈述申辩',
  en: 'Statement waived',
  data: z.strictObject({ proof: text(200), ...clocks, reliance }),
});

export const StatementReviewed = defineEvent('StatementReviewed', 1, {
  zh: '复核陈述申辩',
  en: 'Statement re-checked',
  data: z.strictObject({ id: code, outcome: z.enum(['accepted', 'partly', 'rejected']), reliance }),
  personal: { party: z.strictObject({ reasons: text(4000) }) },
});

export const noticeEvents = [
  PriorNoticeServed,
  StatementReceived,
  StatementWaived,
  StatementReviewed,
] as unknown as readonly EventDefinition[];

export type NoticeEvent =
  | EventOf<typeof PriorNoticeServed>
  | EventOf<typeof StatementReceived>
  | EventOf<typeof StatementWaived>
  | EventOf<typeof StatementReviewed>;
