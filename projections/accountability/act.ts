import type { Recorded } from '../../src/kernel/event';
import type { Cited, EvidenceItem, Reliance } from '../../src/events/case-schemas';

/** What any act says of its grounds, whatever its type: read from the members that all events name alike. */
export interface Grounds {
  /** Names of the rules applied: `R-05 G-TWO`. */
  readonly rules: readonly string[];
  readonly parameters: readonly Reliance['parameters'][number][];
  /** Register entries relied on, as of the act. */
  readonly entries: readonly Reliance['entries'][number][];
  readonly basis: readonly Cited[];
  /** Ids of the evidence that the act itself names. */
  readonly evidence: readonly string[];
}

interface GroundMembers {
  readonly reliance?: Reliance;
  readonly basis?: Cited | readonly Cited[];
  readonly identityBasis?: Cited;
  readonly evidence?: readonly EvidenceItem[];
}

const none: readonly never[] = [];

/** Register acts cite norms with their validity; here the citation alone counts. */
const citation = ({ norm, article, rank }: Cited): Cited => ({ norm, article, rank });

export function groundsOf(event: Recorded): Grounds {
  const { reliance, basis, identityBasis, evidence } = event.data as GroundMembers;
  const cited = [basis ?? none, identityBasis ?? none].flat();
  return {
    rules: reliance?.rules ?? none,
    parameters: reliance?.parameters ?? none,
    entries: reliance?.entries ?? none,
    basis: cited.map(citation),
    evidence: evidence?.map(({ id }) => id) ?? none,
  };
}

/** Name of an imported activity, which its type does not say. */
export const detailOf = (event: Recorded): string | undefined =>
  (event.data as { activity?: string }).activity;

/** Officers whom the act names as acting; absent where acts of this type name none. */
export const officersNamed = (event: Recorded): readonly string[] | undefined =>
  (event.data as { officers?: readonly string[] }).officers;
