import { z } from 'zod';
import { clocks, code } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, handle, text } from './schemas';

/**
 * Stream `discipline-<pseudonym of a case>`: whether a person punished is a party member or a state functionary, and the
 * hand-over to discipline inspection (P23, C.12, A166–A169). Sealed like {@link ./sealed.events}: pseudonyms here, the
 * rest encrypted under a key of this stream alone.
 */

/** The status of a person; `unable` says that it could not be found out. The codes stand in records and never change. */
export const officialStatuses = [
  ...(['party-member', 'state-functionary', 'both', 'neither', 'unable'] as const),
] as const;

const about = { case: handle, organ: handle, by: handle };

export const OfficialStatusConfirmed = defineEvent('OfficialStatusConfirmed', 1, {
  zh: '核实党员、国家工作人员身份',
  en: 'Status as party member or state functionary confirmed',
  data: z.strictObject({
    /** `party`, or a code for another person of the case. */
    person: code,
    /** Whether a duty follows from it: there is a status, none, or it could not be found out. */
    answer: z.enum(['yes', 'no', 'unable']),
    by: handle,
    /** Pseudonyms of those who may read what follows: the confirmer and who is to decide. */
    readers: z.array(handle).max(10),
  }),
  personal: {
    sealed: z.strictObject({
      ...about,
      status: z.enum(officialStatuses),
      source: text(400),
      name: text(200).exactOptional(),
      workplace: text(200).exactOptional(),
      post: text(200).exactOptional(),
      reason: text(2000).exactOptional(),
    }),
  },
});

export const DisciplineNeedDecided = defineEvent('DisciplineNeedDecided', 1, {
  zh: '判断是否需要追究纪律责任',
  en: 'Whether discipline is called for decided',
  data: z.strictObject({ person: code, needed: z.boolean(), by: handle, ...clocks }),
  personal: { sealed: z.strictObject({ ...about, reason: text(4000) }) },
});

export const DisciplineHandedOver = defineEvent('DisciplineHandedOver', 1, {
  zh: '移送纪检监察机关',
  en: 'Handed over to discipline inspection',
  data: z.strictObject({ person: code, by: handle, ...clocks }),
  personal: {
    sealed: z.strictObject({
      ...about,
      receiver: text(200),
      problems: text(4000),
      signedBy: handle,
      sealedOn: civilDate,
      decision: text(128),
      /** Reference of the impact assessment (个保法 55). */
      assessment: text(128).exactOptional(),
    }),
  },
});

export const HandoverReceived = defineEvent('HandoverReceived', 1, {
  zh: '纪检监察机关签收',
  en: 'Hand-over received',
  data: z.strictObject({ person: code, by: handle }),
  personal: { sealed: z.strictObject({ by: handle, reference: text(128) }) },
});

export const HandoverCorrected = defineEvent('HandoverCorrected', 1, {
  zh: '向纪检监察机关更正移送结果',
  en: 'Hand-over corrected',
  data: z.strictObject({ person: code, by: handle }),
  personal: { sealed: z.strictObject({ ...about, result: text(2000) }) },
});

const declared = [
  OfficialStatusConfirmed,
  DisciplineNeedDecided,
  DisciplineHandedOver,
  HandoverReceived,
  HandoverCorrected,
] as const;

export const disciplineEvents = declared as unknown as readonly EventDefinition[];

export type DisciplineEvent = EventOf<(typeof declared)[number]>;
