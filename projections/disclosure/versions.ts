import { knownFacts, type CaseDoc, type Dated } from './case-doc';
import { disclosedBy, type Disclosed } from './disclosure-state';

/** The disclosure of a case as of a legal date, from the moment an event was recorded. */
export interface DisclosedVersion {
  readonly date: string;
  readonly revision: number;
  readonly recordedAt: string;
  readonly state: Disclosed;
}

/**
 * Every version of a case on two clocks, in the order in which they came to be known: for each event one for its legal
 * date and, where it was dated back, one for each later date that was known already.
 */
export function versionsOf(doc: CaseDoc): readonly DisclosedVersion[] {
  return doc.flatMap(([revision, date, recordedAt], index) => {
    const known = knownFacts(doc.slice(0, index + 1));
    return datesFrom(date, known).map((each) => ({
      ...{ date: each, revision, recordedAt },
      state: disclosedBy(known.filter(([occurred]) => occurred <= each)),
    }));
  });
}

const datesFrom = (date: string, known: readonly Dated[]): readonly string[] => [
  ...new Set([date, ...known.map(([occurred]) => occurred).filter((occurred) => occurred > date)]),
];

/** What is known of a case now, whatever its legal dates. */
export const disclosedNow = (doc: CaseDoc): Disclosed => disclosedBy(knownFacts(doc));
