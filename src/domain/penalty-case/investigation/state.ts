import type { Proposal } from '../../../events/case-schemas';
import type { CivilDate } from '../../../kernel/time';

/** Phases in which a case can be suspended, and to which it returns. */
export const suspendable = ['filed', 'investigating', 'concluded', 'noticed'] as const;

/** The course of the investigation (P4–P7); facts and evidence themselves stand in the findings of the case. */
export interface Investigation {
  /** Officers named for the case, as of now; all who ever acted stand in `officers` of the case. */
  readonly assigned: readonly string[];
  /** Contacts in which the party was told its rights (G-RIGHTS). */
  readonly rightsTold: readonly string[];
  /** Marks that lists of rule packs name: `major`, `complex`, `major-public-interest` … (A100). */
  readonly flags: readonly string[];
  /** 中止 without an end. */
  readonly suspended?: {
    readonly since: CivilDate;
    readonly kind: string;
    readonly stopsClock: boolean;
    /** Where the case goes on when it is resumed. */
    readonly from: (typeof suspendable)[number];
  };
  /** Time that does not count towards the time to decide: `[from, to)`, without an end while it runs. */
  readonly excluded: readonly ExcludedTime[];
  /** How often the time to decide was extended. */
  readonly extensions: number;
  /** 先行登记保存, by the id that the approval gave it. */
  readonly preserved: Readonly<Record<string, Preservation>>;
  /** Tests ordered, by id. */
  readonly tests: Readonly<Record<string, OrderedTest>>;
  /** Formalities that items of evidence lack, by item; a reviewer sees them (W-07). */
  readonly defects: Readonly<Record<string, readonly string[]>>;
  /** 调查终结: what is proposed, until the investigation goes on again. */
  readonly concluded?: Conclusion;
}

/** A stretch left out of the time to decide: a suspension, a test, a hearing, an announcement. */
export interface ExcludedTime {
  /** `suspended`, `test/t1`, `hearing` … */
  readonly why: string;
  readonly from: CivilDate;
  readonly to?: CivilDate;
}

/** Evidence preserved under one approval; things by the ids of their items of evidence. */
export interface Preservation {
  readonly approved: readonly string[];
  /** Day of the preservation itself and the things in its inventory; nothing is held before. */
  readonly held?: { readonly on: CivilDate; readonly things: readonly string[] };
  /** What was decided for each thing. */
  readonly ways: Readonly<Record<string, string>>;
  /** Things given back. */
  readonly released: readonly string[];
}

export interface OrderedTest {
  readonly evidence: readonly string[];
  readonly ordered: CivilDate;
  readonly excluded: boolean;
  readonly result?: CivilDate;
  readonly told: boolean;
}

export interface Conclusion {
  readonly on: CivilDate;
  readonly recommendation: 'penalty' | 'no-penalty' | 'no-violation' | 'criminal-transfer';
  /** There where a penalty is recommended. */
  readonly proposal?: Proposal;
  /** Tier of the benchmark (处罚法 34), and whether the proposal leaves it; absent where there is none. */
  readonly benchmark?: { readonly tier: string; readonly deviates: boolean };
}

export const noInvestigation: Investigation = {
  assigned: [],
  rightsTold: [],
  flags: [],
  excluded: [],
  extensions: 0,
  preserved: {},
  tests: {},
  defects: {},
};

/** The investigation of a case that is reopened: nothing is concluded, and its new time to decide has no past. */
export function reopened({ concluded: _concluded, ...rest }: Investigation): Investigation {
  return { ...rest, excluded: [], extensions: 0 };
}

/** Things of a preservation on which nothing has been decided, and which were not given back. */
export const undisposed = ({ held, ways, released }: Preservation): readonly string[] =>
  (held?.things ?? []).filter((thing) => !Object.hasOwn(ways, thing) && !released.includes(thing));

/** Whether a decision on a thing means that it is given back. */
export const goesBack = (way: string | undefined): boolean =>
  way === 'returned' || way === 'recorded-and-returned';

/** Whether things of a preservation are still kept: undecided, or to be given back and not yet so (G-HOLD at the close). */
export const stillKept = (preservation: Preservation): boolean =>
  undisposed(preservation).length > 0 ||
  Object.entries(preservation.ways).some(
    ([thing, way]) => goesBack(way) && !preservation.released.includes(thing),
  );

/** Whether the investigation came to propose a penalty. */
export const penaltyProposed = ({ investigation: { concluded } }: Investigated): boolean =>
  concluded?.recommendation === 'penalty';

/** Whether the investigation came to propose none. */
export const noPenaltyProposed = ({ investigation: { concluded } }: Investigated): boolean =>
  concluded?.recommendation === 'no-penalty' || concluded?.recommendation === 'no-violation';

interface Investigated {
  readonly investigation: Investigation;
}
