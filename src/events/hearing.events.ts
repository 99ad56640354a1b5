import { z } from 'zod';
import { clocks, code, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, handle, instant, text } from './schemas';
import { findings, serviceRecord, serviceWords } from './service-schemas';

/** P12, P13: hearing (处罚法 63–65). */

export const HearingRequested = defineEvent('HearingRequested', 1, {
  zh: '申请听证',
  en: 'Hearing requested',
  data: z.strictObject({
    form: z.enum(['written', 'oral']),
    /** Day on which the request was posted, where it came by mail (民诉法 85). */
    posted: civilDate.exactOptional(),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ reasons: text(4000).exactOptional() }) },
});

/** Only in so many words and on record; a statement that was filed or waived does not give up the hearing. */
export const HearingWaived = defineEvent('HearingWaived', 1, {
  zh: '明确放弃听证',
  en: 'Hearing waived',
  data: z.strictObject({ proof: text(200), ...clocks, reliance }),
});

export const HearingNotified = defineEvent('HearingNotified', 1, {
  zh: '送达听证通知书',
  en: 'Hearing notified',
  data: z.strictObject({
    at: instant,
    /** Civil date of the hearing. */
    for: civilDate,
    chair: handle,
    clerk: handle.exactOptional(),
    open: z.boolean(),
    closedFor: z.enum(['state-secret', 'trade-secret', 'privacy']).exactOptional(),
    /** Last day for the notice (处罚法 64(2)); absent where no calendar reached so far. */
    latest: civilDate.exactOptional(),
    /** The notice came later; the party has consented in writing. */
    shortNotice: z.boolean(),
    consent: text(200).exactOptional(),
    service: serviceRecord,
    findings,
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ place: text(400), ...serviceWords }) },
});

/** The hearing does not take place as notified; a new notice follows. */
export const HearingPostponed = defineEvent('HearingPostponed', 1, {
  zh: '延期听证',
  en: 'Hearing postponed',
  data: z.strictObject({ ground: code, ...clocks, reliance }),
  personal: { party: z.strictObject({ reasons: text(2000) }) },
});

export const HearingHeld = defineEvent('HearingHeld', 1, {
  zh: '举行听证',
  en: 'Hearing held',
  data: z.strictObject({
    chair: handle,
    /** Officers who put the case. */
    officers: z.array(handle).min(1).max(20),
    /** Agents of the party, by number (处罚法 64(5)). */
    agents: z.int().min(0),
    partyPresent: z.boolean(),
    /** Reference of the record (听证笔录), which the decision has to cite (处罚法 65). */
    record: text(128),
    signed: z.enum(['signed', 'refused-noted']),
    newFacts: z.boolean(),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ course: text(20_000), opinion: text(4000).exactOptional() }) },
});

export const HearingTerminated = defineEvent('HearingTerminated', 1, {
  zh: '终止听证',
  en: 'Hearing terminated',
  data: z.strictObject({
    ground: z.enum(['absent', 'left', 'withdrawn', 'party-gone']),
    chair: handle.exactOptional(),
    record: text(128),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ reasons: text(2000) }) },
});

export const hearingEvents = [
  HearingRequested,
  HearingWaived,
  HearingNotified,
  HearingPostponed,
  HearingHeld,
  HearingTerminated,
] as unknown as readonly EventDefinition[];

export type HearingEvent =
  | EventOf<typeof HearingRequested>
  | EventOf<typeof HearingWaived>
  | EventOf<typeof HearingNotified>
  | EventOf<typeof HearingPostponed>
  | EventOf<typeof HearingHeld>
  | EventOf<typeof HearingTerminated>;
