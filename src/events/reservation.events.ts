import { z } from 'zod';
import { code } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { handle, text } from './schemas';

/** What must be unique across cases is taken on a stream of its own before the decision is recorded. */

/** Stream `numbering-<organ>`. A number is taken once for a case and a type of document, and never used again. */
export const NumberReserved = defineEvent('NumberReserved', 1, {
  zh: '文书编号预留',
  en: 'Document number reserved',
  data: z.strictObject({
    docType: code,
    prefix: text(60),
    year: z.int().min(1949).max(9999),
    seq: z.int().min(1),
    number: text(128),
    case: handle,
  }),
});

export const NumberVoided = defineEvent('NumberVoided', 1, {
  zh: '文书编号作废',
  en: 'Document number voided',
  data: z.strictObject({ number: text(128), case: handle, reason: text(400) }),
});

/** Stream `act-<hash of act and party>`: who may fine this party for this act (处罚法 29). */
export const FineReserved = defineEvent('FineReserved', 1, {
  zh: '一事一罚预留',
  en: 'Fine reserved for one act and party',
  data: z.strictObject({ actId: handle, partyToken: handle, case: handle }),
});

export const FineReleased = defineEvent('FineReleased', 1, {
  zh: '一事一罚释放',
  en: 'Reservation of the fine released',
  data: z.strictObject({ case: handle, reason: text(400) }),
});

export const reservationEvents = [
  NumberReserved,
  NumberVoided,
  FineReserved,
  FineReleased,
] as unknown as readonly EventDefinition[];

export type NumberingEvent = EventOf<typeof NumberReserved> | EventOf<typeof NumberVoided>;
export type FineReservationEvent = EventOf<typeof FineReserved> | EventOf<typeof FineReleased>;
