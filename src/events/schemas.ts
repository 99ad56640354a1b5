import { z } from 'zod';

/** Building blocks of event schemas. Every object is strict: a member that is not declared is refused. */

/** ISO 8601 with offset, as {@link ../kernel/time} makes it. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/u);
/** `YYYY-MM-DD`. */
export const civilDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
/** Days on which a register entry holds: `until` is the last of them as foreseen, absent where none is foreseen. */
export const validity = { from: civilDate, until: civilDate.exactOptional() };
/** Money in fen, or the smallest unit of the currency named beside it. Never negative. */
export const fen = z.int().min(0);
/** Handle of a stream or a register entry. */
export const handle = z.string().min(1).max(128);
/** Text for people, bounded. */
export const text = (max: number) => z.string().min(1).max(max);
/** SHA-256 in lower-case hexadecimal. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/u);
/** A register entry as of the act: stream and revision relied upon (`decisions.md` §3). */
export const reliedOn = z.strictObject({ s: handle, n: z.int().min(0) });
/** A cited article, in Chinese, with the norm's identity and rank. */
export const citation = z.strictObject({
  norm: text(200),
  article: text(60),
  rank: z.enum(['law', 'administrative-regulation', 'local-regulation', 'rule', 'normative-document']),
});
/**
 * A clock opened by an event: computed once, when the act was decided; dates, or instants where hours are counted. `due` is absent when the period runs into a
 * year whose calendar is not loaded.
 */
export const clock = z.strictObject({
  key: text(60),
  opened: z.union([civilDate, instant]),
  due: z.union([civilDate, instant]).optional(),
  uncomputable: z.string().optional(),
  kind: z.enum(['wd', 'cd', 'mo', 'y', 'h']),
  amount: z.int().min(0),
  pack: z.string(),
  calendar: z.string().optional(),
  provisional: z.boolean().optional(),
});
export type Clock = z.infer<typeof clock>;
