import type { Proposal } from '../../../events/case-schemas';
import type { CivilDate } from '../../../kernel/time';

/** The course of the investigation (P4–P7); facts and evidence themselves stand in the findings of the case. */
export interface Investigation {
  /** Officers named for the case, as of now; all who ever acted stand in `officers` of the case. */
  readonly assigned: readonly string[];
  /** Contacts in which the party was told its rights (G-RIGHTS). */
  readonly rightsTold: readonly string[];
  /** Marks that lists of rule packs name: `major`, `complex`, `major-public-interest` … (A100). */
  readonly flags: readonly string[];
  /** 中止 without an end. */
  readonly suspended?: { readonly since: CivilDate; readonly kind: string };
  /** 调查终结: what is proposed, until the investigation goes on again. */
  readonly concluded?: { readonly on: CivilDate; readonly proposal: Proposal };
}

export const noInvestigation: Investigation = { assigned: [], rightsTold: [], flags: [] };
