import { z } from 'zod';
import { defineEvent, type EventOf } from './define-event';
import { citation, civilDate, fen, text } from './schemas';

/** History taken over as it was. What the source does not say is absent; nothing is invented. */

/** One activity of a foreign process log, under the name that the log gave it. */
export const ActivityImported = defineEvent('ActivityImported', 1, {
  zh: '导入的历史活动',
  en: 'Imported activity',
  data: z.strictObject({
    activity: text(120),
    /** Case id in the source. */
    caseRef: text(120),
    seq: z.int().min(1),
    currency: z.string().length(3),
    /** Amounts in the smallest unit of the currency, by the name of the source column. */
    amounts: z.record(z.string(), fen).optional(),
    /** Other members that the source filled, by column name, verbatim. */
    attributes: z.record(z.string(), z.string()).optional(),
  }),
});

/** A published penalty decision. Its earlier steps are unknown and stay unknown. */
export const PenaltyDecisionImported = defineEvent('PenaltyDecisionImported', 1, {
  zh: '导入的行政处罚决定',
  en: 'Imported penalty decision',
  data: z.strictObject({
    documentNumber: text(120),
    organName: text(120),
    decidedOn: civilDate,
    /** Cited basis as read; empty where the text could not be read as citations. */
    basis: z.array(citation),
    basisText: text(2000).optional(),
    /** What the result text says, as far as it could be read. */
    kinds: z.array(z.string()),
    fineFen: fen.optional(),
    detentionDays: z.int().min(0).optional(),
    /** Members of the row that could not be read; they stand verbatim in the erasable part. */
    unread: z.array(z.string()),
  }),
  personal: {
    party: z.strictObject({
      name: text(200).optional(),
      caseName: text(400).optional(),
      ground: text(2000).optional(),
      result: text(4000).optional(),
    }),
  },
});

export type ImportedEvent = EventOf<typeof ActivityImported> | EventOf<typeof PenaltyDecisionImported>;
