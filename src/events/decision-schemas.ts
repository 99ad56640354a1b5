import { z } from 'zod';
import { code, division, party, proposal } from './case-schemas';
import { citation, civilDate, fen, handle, reliedOn, sha256Hex, text } from './schemas';

/** Building blocks of what is told, decided and issued in the general procedure. */

/** How long a penalty lasts that is imposed for a time (暂扣、限制从业、拘留 …), in days. */
export const term = z.strictObject({ kind: code, days: z.int().min(1) });

/**
 * Kinds of decision at the end of an investigation (处罚法 57), and the end of a case without one. The transfer to the
 * judiciary is not among them: it is recorded as `ChiefDecided`, with the transfer that follows from it.
 */
export const decisionTypes = ['penalty', 'no-penalty', 'termination'] as const;

/** Why nothing is imposed (处罚法 30, 31, 33, 36, 37, 57). The codes stand in records and never change. */
export const noPenaltyGrounds = [
  'slight-corrected',
  'first-offence',
  'no-fault',
  'under-14',
  'no-capacity',
  'not-established',
  'limitation',
  'no-longer-unlawful',
] as const;
export type NoPenaltyGround = (typeof noPenaltyGrounds)[number];

/** Old and new norms side by side, where they changed between act and decision (处罚法 37). */
export const normComparison = z.strictObject({
  /** What the new norms are for this party: lighter, not lighter, or nothing unlawful any more. */
  found: z.enum(['lighter', 'not-lighter', 'not-unlawful']),
  applied: z.enum(['old', 'new']),
});

/** Whom and what a decision is about, so that it can be read without the rest of the file. */
export const decided = {
  organ: handle,
  item: handle,
  actId: handle,
  place: division,
  partyToken: handle,
  partyKind: party.shape.kind,
  minor: z.boolean(),
};

/** 责令改正 (处罚法 28). */
export const correctionOrder = z.strictObject({
  kind: z.enum(['immediate', 'by-date', 'done', 'not-applicable']),
  by: civilDate.exactOptional(),
});

/** 违法所得 (处罚法 28). */
export const unlawfulGains = z.strictObject({
  kind: z.enum(['none', 'some']),
  amountFen: fen,
  restitutionFen: fen,
  confiscatedFen: fen,
});

/** A penalty as it was decided, with all that it rests on. */
export const penaltyDecided = z.strictObject({
  proposal,
  terms: z.array(term),
  /** Statutory range of the norm applied; both 0 where no fine is among the penalties. */
  range: z.strictObject({ minFen: fen, maxFen: fen }),
  /** The item whose norm was applied, where the act breaches several (处罚法 29). */
  appliedItem: handle,
  basis: z.array(citation).min(1),
  comparison: normComparison.exactOptional(),
  /** Grounds of lighter or mitigated punishment (处罚法 30–32). */
  grounds: z.array(code),
  /** Tier of the discretion benchmark (处罚法 34), and whether the decision leaves it. */
  benchmark: z.strictObject({ tier: code, deviates: z.boolean() }).exactOptional(),
  correction: correctionOrder,
  gains: unlawfulGains,
  /** Worth of unlawful property confiscated. */
  propertyFen: fen,
  /** The legal review, the discussion and the hearing record that it rests on. */
  review: z.strictObject({ round: z.int().min(1), fileHash: sha256Hex, reviewer: handle }).exactOptional(),
  discussed: civilDate.exactOptional(),
  hearingRecord: text(128).exactOptional(),
});

/** A document that was made, numbered and sealed. */
export const issuedDocument = z.strictObject({
  type: code,
  number: text(128),
  year: z.int(),
  seq: z.int().min(1),
  template: reliedOn,
  version: z.int().min(1),
  fields: z.array(code),
});
