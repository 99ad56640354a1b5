import { z } from 'zod';
import { civilDate, clock, fen, handle, reliedOn, text, type citation } from './schemas';

/** Building blocks of the events on case streams. */

/** A code of ours: lower case, digits, dots and dashes. */
export const code = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,59}$/u);
/** Six digits of GB/T 2260. */
export const division = z.string().regex(/^\d{6}$/u);

/**
 * What an act rested on, so that a trace can show it years later: the rules that were applied (`R-05 G-TWO`), the
 * parameters with the pack that gave each, the register entries with their revision.
 */
export const reliance = z.strictObject({
  rules: z.array(text(40)),
  parameters: z.array(z.strictObject({ key: text(60), value: text(400), pack: text(120) })),
  entries: z.array(reliedOn),
});

/** Who the party is, as far as the law asks: kind, age band and capacity at the act, and a pseudonym. */
export const party = z.strictObject({
  token: handle,
  kind: z.enum(['citizen', 'organisation', 'individual-business']),
  ageBand: z.enum(['under-14', '14-to-18', 'adult']),
  capacity: z.enum(['full', 'partial', 'none']),
  minor: z.boolean(),
});

/** Who the party is in the world; erasable. */
export const partyIdentity = {
  name: text(200),
  idType: code.exactOptional(),
  idNumber: text(64).exactOptional(),
  address: text(400).exactOptional(),
  phone: text(40).exactOptional(),
  legalRepresentative: text(100).exactOptional(),
};

/** Kinds of penalty (处罚法 9) by their codes, with the fine in fen; 0 where no fine is among them. */
export const proposal = z.strictObject({
  kinds: z.array(code).min(1).max(10),
  fineFen: fen,
  tier: z.enum(['normal', 'lighter', 'mitigated', 'heavier']),
});

/** One item of evidence (处罚法 46) without what it says. */
export const evidenceItem = z.strictObject({
  id: code,
  kind: code,
  status: z.enum(['unverified', 'verified', 'excluded']),
  collected: civilDate,
  /** SHA-256 of the ciphertext, by which the file is addressed. */
  blob: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .exactOptional(),
  /** Record of an electronic monitoring device (处罚法 41). */
  monitoring: z.strictObject({ deviceReviewed: z.boolean(), contentReviewed: z.boolean() }).exactOptional(),
  /** Drawn from what the party said in defence (处罚法 45). */
  fromDefence: z.boolean(),
});

/** When the violation was, how it can reach into the limitation (处罚法 36). */
export const violation = z.strictObject({
  from: civilDate,
  until: civilDate.exactOptional(),
  continuing: z.boolean(),
  harm: z.enum(['none', 'life-health-safety', 'financial-safety']),
  discovered: civilDate,
});

/** Clocks that an event opens, and the keys of those that it closes. */
export const clocks = { opens: z.array(clock), closes: z.array(text(60)) };

/**
 * A finding that follows from an act at once, where no clock could tell: the alert, what it is about (an item of
 * evidence, a contact …), and why. The act is lawful and recorded; somebody has to look at it.
 */
export const finding = z.strictObject({
  code: z.string().regex(/^W-\d{2}$/u),
  about: text(60),
  reasons: z.array(code).min(1),
});

export type Cited = z.infer<typeof citation>;
export type Reliance = z.infer<typeof reliance>;
export type PartyFacts = z.infer<typeof party>;
export type Proposal = z.infer<typeof proposal>;
export type EvidenceItem = z.infer<typeof evidenceItem>;
export type ViolationFacts = z.infer<typeof violation>;
export type Finding = z.infer<typeof finding>;
