import { z } from 'zod';
import { code, finding } from './case-schemas';
import { civilDate, handle, sha256Hex, text } from './schemas';

/** Building blocks of every event that brings a document to the party. */

/** The service as it stays in the record (处罚法 61; 民诉法 87–95). */
export const serviceRecord = z.strictObject({
  mode: z.enum([
    ...['on-the-spot', 'direct', 'left', 'entrusted'],
    ...['forwarded', 'mail', 'electronic', 'announcement'],
  ] as [string, ...string[]]),
  /** The day that the proof names. */
  on: civilDate,
  /** The day on which it counts as served; later than `on` for an announcement. */
  servedOn: civilDate,
  servers: z.array(handle).min(1).max(20),
  receipt: text(64).exactOptional(),
  receiver: code.exactOptional(),
  shownBy: z.array(handle).exactOptional(),
  witness: code.exactOptional(),
  recording: sha256Hex.exactOptional(),
  consent: text(64).exactOptional(),
  onlineRemedy: z.boolean().exactOptional(),
  institution: code.exactOptional(),
  agency: code.exactOptional(),
  ground: code.exactOptional(),
});
export type ServiceRecord = z.infer<typeof serviceRecord>;

/** What a service says of the party; erasable, spread into the `party` member. */
export const serviceWords = {
  refusal: text(1000).exactOptional(),
  system: text(200).exactOptional(),
  course: text(2000).exactOptional(),
};
export type ServiceWords = z.infer<z.ZodObject<typeof serviceWords, z.core.$strict>>;

/** Alerts that follow from the act itself at once; the alert watch raises them. */
export const findings = z.array(finding);
