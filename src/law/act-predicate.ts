import type { Fen } from '../kernel/money';
import type { PenaltyKind } from './penalty-kinds';

/** Kinds of acts that a list of a rule pack can name. */
export const actKinds = [
  'penalty',
  'measure',
  'execution',
  'licence',
  'levy',
  'confirmation',
  'inspection',
] as const;
export type ActKind = (typeof actKinds)[number];

/** Who the act is against, as far as thresholds differ. */
export type PartyKind = 'citizen' | 'organisation';

/** 执法层级: levels of organs, the highest first. */
export const organLevels = ['national', 'province', 'city', 'county', 'township'] as const;
export type OrganLevel = (typeof organLevels)[number];

/**
 * One line of a list such as `review.list`: every member that is given must hold. A list names an act as soon as one
 * of its lines holds.
 */
export interface ActPredicate {
  readonly act: ActKind;
  readonly party?: PartyKind;
  /** At least one of these kinds of penalty. */
  readonly kinds?: readonly PenaltyKind[];
  /** A fine of at least this. */
  readonly minFineFen?: Fen;
  /** A confiscation worth at least this. */
  readonly minConfiscationFen?: Fen;
  /** Every one of these marks on the case. */
  readonly flags?: readonly string[];
  /** The organ is of one of these levels (执法层级). */
  readonly levels?: readonly OrganLevel[];
  /** The item is of one of these fields (所属领域), as the list of powers and responsibilities states it. */
  readonly fields?: readonly string[];
  readonly zh: string;
  readonly en: string;
}

/** What is known about an act. */
export interface ActFacts {
  readonly act: ActKind;
  readonly party: PartyKind;
  readonly kinds: readonly PenaltyKind[];
  readonly fineFen: Fen;
  readonly confiscationFen: Fen;
  readonly flags: readonly string[];
  /** Absent where it is not known: then no line that asks for one names the act. */
  readonly level?: OrganLevel;
  readonly field?: string;
}

/** The lines of the list that name the act; empty when it is not on the list. */
export const linesNaming = (list: readonly ActPredicate[], facts: ActFacts): readonly ActPredicate[] =>
  list.filter((line) => names(line, facts));

function names(line: ActPredicate, facts: ActFacts): boolean {
  return (
    line.act === facts.act &&
    (line.party === undefined || line.party === facts.party) &&
    (line.kinds === undefined || line.kinds.some((kind) => facts.kinds.includes(kind))) &&
    facts.fineFen >= (line.minFineFen ?? 0) &&
    facts.confiscationFen >= (line.minConfiscationFen ?? 0) &&
    (line.flags ?? []).every((flag) => facts.flags.includes(flag)) &&
    placed(line, facts)
  );
}

const placed = ({ levels, fields }: ActPredicate, { level, field }: ActFacts): boolean =>
  isAmong(levels, level) && isAmong(fields, field);

const isAmong = (wanted: readonly string[] | undefined, known: string | undefined): boolean =>
  wanted === undefined || (known !== undefined && wanted.includes(known));
