import { divisionContains } from '../kernel/identifiers';
import type { CivilDate } from '../kernel/time';
import { normOf, type Citation } from './article';
import type { ParameterKey } from './parameter-keys';
import type { ParameterValue } from './parameter-value';
import { normRanks, type NormRank } from './statutes';

/**
 * How far a value can be trusted: `L` read in the full text of the statute, `L?` cited but not at hand, `S` from a local
 * document at hand, `P` read in an excerpt, `C` seen in public code, `T` computed and tested, `M` from memory, `U` not
 * verified, `D` a proposal of ours.
 */
export type Confidence = 'L' | 'L?' | 'S' | 'P' | 'C' | 'T' | 'M' | 'U' | 'D';

/** One value of a rule pack. */
export interface Parameter {
  readonly key: ParameterKey;
  readonly value: ParameterValue;
  /** The norms that the value rests on, the strongest first; none for a proposal of ours. */
  readonly basis: readonly Citation[];
  readonly confidence: Confidence;
  /** Where the value comes from where that is more than the basis, or why it was chosen. */
  readonly note?: { readonly zh: string; readonly en: string };
  /** First day, and the day from which it holds no more. */
  readonly from: CivilDate;
  readonly until?: CivilDate;
  /** Chosen for the demonstration: shows that the key works, and is no advice. */
  readonly demonstration?: true;
}

/** For whom a pack speaks. A pack for imports speaks for nobody here. */
export type PackScope =
  | { readonly level: 'national' }
  | { readonly level: 'territory'; readonly prefix: string }
  | { readonly level: 'organ'; readonly organ: string }
  | { readonly level: 'import'; readonly system: string };

/** A version of a rule pack: never edited; a change is another version. */
export interface RulePack {
  readonly id: string;
  readonly version: string;
  readonly zh: string;
  readonly en: string;
  readonly scope: PackScope;
  /** IANA name where the territory does not live by Asia/Shanghai. */
  readonly zone?: string;
  readonly parameters: readonly Parameter[];
}

/** What decides which packs speak: the seat of the organ, the organ, and the civil date of the act. */
export interface RuleScope {
  /** GB/T 2260 code. */
  readonly territory: string;
  /** Handle of the organ. */
  readonly organ?: string;
  readonly on: CivilDate;
}

/** `cn-2021@1`: how records name a pack. */
export const packLabel = ({ id, version }: RulePack): string => `${id}@${version}`;

/** Whether a pack speaks for the scope at all. */
export function covers({ scope }: RulePack, { territory, organ }: RuleScope): boolean {
  switch (scope.level) {
    case 'national':
      return true;
    case 'territory':
      return divisionContains(scope.prefix, territory);
    case 'organ':
      return scope.organ === organ;
    case 'import':
      return false;
  }
}

/** National packs first, then territories from the widest to the narrowest, then organs. */
export const bySpecificity = (a: RulePack, b: RulePack): number =>
  specificity(a.scope) - specificity(b.scope);

function specificity(scope: PackScope): number {
  if (scope.level === 'territory') return scope.prefix.replace(/(?:00)+$/u, '').length;
  return scope.level === 'organ' ? 100 : 0;
}

/** Whether a parameter holds on a day. */
export const holdsOn = ({ from, until }: Parameter, on: CivilDate): boolean =>
  from <= on && (until === undefined || on < until);

/** The highest rank among the norms a value rests on; a value without any is worth as much as a normative document. */
export const rankOf = ({ basis }: Parameter): NormRank =>
  normRanks.find((rank) => basis.some((citation) => normOf(citation).rank === rank)) ?? 'normative-document';
