import { cite, type Citation } from './article';
import type { PenaltyKind } from './penalty-kinds';
import { rankNames, type NormRank } from './statutes';

/** Which ranks of norms may create a kind of penalty (行政处罚法 10–14, 16), and the article that says so. */
interface PowerToCreate {
  readonly may: (kind: PenaltyKind) => boolean;
  readonly basis: Citation;
}

const lesser: ReadonlySet<PenaltyKind> = new Set<PenaltyKind>(['warning', 'criticism', 'fine']);
const outOfLocalReach: ReadonlySet<PenaltyKind> = new Set<PenaltyKind>([
  'detention',
  'revocation-of-business-licence',
  // Article 9(6) leaves further kinds to laws and administrative regulations.
  'other',
]);

const powers: Readonly<Record<NormRank, PowerToCreate>> = {
  law: { may: () => true, basis: cite('penalty', 10) },
  'administrative-regulation': { may: (kind) => kind !== 'detention', basis: cite('penalty', 11) },
  'local-regulation': { may: (kind) => !outOfLocalReach.has(kind), basis: cite('penalty', 12) },
  rule: { may: (kind) => lesser.has(kind), basis: cite('penalty', 13) },
  'normative-document': { may: () => false, basis: cite('penalty', 16) },
  'judicial-interpretation': { may: () => false, basis: cite('penalty', 16) },
};

/** Whether a norm of the rank may create the kind of penalty by itself. */
export const mayCreate = (rank: NormRank, kind: PenaltyKind): boolean => powers[rank].may(kind);

/** A norm cited for a penalty, as far as its rank matters. */
export interface CitedBasis {
  readonly rank: NormRank;
  /**
   * The norm only details a higher one that is cited as well, within its acts, kinds and ranges (11–14): then the
   * higher one creates the penalty. No norm below a rule may even do that.
   */
  readonly details?: boolean;
}

/** A kind of penalty for which no cited norm has the power. */
export interface LackingBasis {
  readonly kind: PenaltyKind;
  readonly zh: string;
  readonly en: string;
  readonly basis: Citation;
}

/**
 * The kinds of penalty that none of the cited norms may create: G-BASIS as far as ranks go. Empty when every
 * kind has a basis; with no norm at all every kind lacks one.
 */
export function kindsWithoutBasis(
  cited: readonly CitedBasis[],
  kinds: readonly PenaltyKind[],
): readonly LackingBasis[] {
  const creating = cited.filter(({ details }) => details !== true);
  return kinds
    .filter((kind) => !creating.some(({ rank }) => mayCreate(rank, kind)))
    .map((kind) =>
      lacking(
        kind,
        creating.map(({ rank }) => rank),
      ),
    );
}

function lacking(kind: PenaltyKind, ranks: readonly NormRank[]): LackingBasis {
  const highest = ranks[0];
  if (highest === undefined) {
    return {
      kind,
      zh: '没有可设定该种处罚的依据',
      en: 'no norm that may create this penalty',
      basis: cite('penalty', 38),
    };
  }
  return {
    kind,
    zh: `${rankNames[highest].zh}不得设定该种处罚`,
    en: `a ${rankNames[highest].en} may not create this penalty`,
    basis: powers[highest].basis,
  };
}
