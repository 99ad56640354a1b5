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
  /** Ids of the evidence that the act names, or, where it rests on the whole file, of what was on it at that moment. */
  readonly evidence: readonly string[];
}

/** Grounds as a row holds them. */
export interface StoredGrounds extends Grounds {
  readonly calendars: readonly string[];
}

interface GroundMembers {
  readonly reliance?: Reliance;
  readonly basis?: Cited | readonly Cited[];
  readonly identityBasis?: Cited | readonly never[];
  /** One item, several, or the ids of what is on file. */
  readonly evidence?: EvidenceItem | readonly (EvidenceItem | string)[];
}

const none: readonly never[] = [];

/** Of an act that names no ground. */
export const noGrounds: Grounds = {
  rules: none,
  parameters: none,
  entries: none,
  basis: none,
  evidence: none,
};

/** Evidence as the act itself names it; what was on file is known to {@link ./consequences}. */
export function groundsOf(event: Recorded): Grounds {
  const members = event.data as GroundMembers;
  const { reliance } = members;
  const basis = citedIn(members);
  const evidence = evidenceNamed(event);
  if (reliance === undefined && basis.length === 0 && evidence.length === 0) return noGrounds;
  return { ...noGrounds, ...reliance, basis, evidence };
}

/** Ids of the evidence that an act itself names. */
function evidenceNamed(event: Recorded): readonly string[] {
  const { evidence } = event.data as GroundMembers;
  if (evidence === undefined) return none;
  return [evidence].flat().map((each) => (typeof each === 'string' ? each : each.id));
}

/** Items of evidence that an act brings to the file. */
export function evidenceBrought(event: Recorded): readonly EvidenceItem[] {
  const { evidence } = event.data as GroundMembers;
  if (evidence === undefined) return none;
  return [evidence].flat().filter((each) => typeof each !== 'string');
}

/** Register acts cite norms with their validity; here the citation alone counts. */
function citedIn({ basis = none, identityBasis = none }: GroundMembers): readonly Cited[] {
  if (basis === none && identityBasis === none) return none;
  return [basis, identityBasis].flat().map(({ norm, article, rank }) => ({ norm, article, rank }));
}

/** Name of an imported activity, which its type does not say. */
export const detailOf = (event: Recorded): string | undefined =>
  (event.data as { activity?: string }).activity;

/** Officers whom the act names as acting; absent where acts of this type name none. */
export const officersNamed = (event: Recorded): readonly string[] | undefined =>
  (event.data as { officers?: readonly string[] }).officers;
