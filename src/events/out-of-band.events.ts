import { z } from 'zod';
import { code, finding, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { brokenRule } from './ledger.events';
import { handle, sha256Hex, text } from './schemas';

/**
 * 补录: something that was done outside of the program is recorded afterwards. The events of the act itself follow in the
 * same append, with the same legal time and the people who acted then.
 */
export const OutOfBandFactRecorded = defineEvent('OutOfBandFactRecorded', 1, {
  zh: '补录体制外事实',
  en: 'Out-of-band fact recorded',
  data: z.strictObject({
    /** The command that the act would have been: `DecideOnSpot`, and its number in the specification. */
    act: text(80),
    no: text(20),
    /** Its name for people. */
    zh: text(80),
    en: text(120),
    procedure: z.enum(['simple', 'general']),
    /** How many events of the act follow. */
    events: z.int().min(1),
    /** Every rule that the act broke, as a live command would have been told; empty where it broke none. */
    broken: z.array(brokenRule),
    recordedBy: handle,
    confirmers: z.array(handle).length(2),
    proof: z.strictObject({ blob: sha256Hex.exactOptional(), evidence: code.exactOptional() }),
    findings: z.array(finding).min(1),
    reliance,
  }),
  personal: {
    party: z.strictObject({
      reason: text(1000),
      /** SHA-256 of a paper that is not uploaded. */
      proofSha256: sha256Hex.exactOptional(),
    }),
  },
});

export const outOfBandEvents = [OutOfBandFactRecorded] as unknown as readonly EventDefinition[];

export type OutOfBandEvent = EventOf<typeof OutOfBandFactRecorded>;
