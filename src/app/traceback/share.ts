import type { AnswerabilityRow } from '../../law/violations/row';
import type { OrganPeople } from '../bus/duty-queries';
import type { SealedRecords } from '../sealed/sealed-readings';
import type { CaseRecord, Point } from './case-record';
import type { Finding } from './finding';
import type { TraceRole } from './picks';

export type ShareLevel = 'DIRECT' | 'SUPERVISORY' | 'LEADERSHIP';

/**
 * One person in one part at one level. `named`: the record shows his part; `not-named`: it shows that he answers for
 * nothing here; `not-provable`: it shows neither. What follows from it a human body decides.
 */
export interface Share {
  readonly row: AnswerabilityRow;
  readonly person: string;
  readonly role: TraceRole;
  readonly zh: string;
  readonly en: string;
  readonly level: ShareLevel;
  readonly how: 'commission' | 'omission' | 'command';
  readonly standing: 'named' | 'not-named' | 'not-provable';
  readonly for: readonly Point[];
  readonly against: readonly Point[];
}

/** What the matrix is made from. `registers` are absent where no organ of the register is known. */
export interface MatrixInput {
  readonly finding: Finding;
  readonly row: AnswerabilityRow;
  readonly record: CaseRecord;
  readonly registers?: OrganPeople;
  /** Where the finding itself is sealed. */
  readonly sealed?: SealedRecords;
}

const rank = { named: 0, 'not-provable': 1, 'not-named': 2 } as const;

/** One share for a person in one part of a row: the strongest standing, with everything for and against. */
export function merged(shares: readonly Share[]): readonly Share[] {
  const found = new Map<string, Share>();
  for (const share of shares) {
    const key = `${share.person} ${share.role} ${share.level} ${share.how}`;
    const known = found.get(key);
    found.set(key, known === undefined ? share : together(known, share));
  }
  return [...found.values()];
}

const together = (one: Share, other: Share): Share => {
  const stronger = rank[one.standing] <= rank[other.standing] ? one : other;
  return { ...stronger, for: points(one.for, other.for), against: points(one.against, other.against) };
};

function points(one: readonly Point[], other: readonly Point[]): readonly Point[] {
  const byCode = new Map(one.map((each) => [each.code, each]));
  for (const each of other) {
    const known = byCode.get(each.code);
    byCode.set(
      each.code,
      known === undefined ? each : { ...known, events: [...known.events, ...each.events] },
    );
  }
  return [...byCode.values()];
}
