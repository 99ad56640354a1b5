import type { Recorded } from '../../src/kernel/event';
import type { CivilDate } from '../../src/kernel/time';
import { factOf, type Fact } from './facts';

/** What is remembered of a case, in the order of the log. */
export type CaseDoc = readonly Entry[];

/**
 * A fact with revision, legal date and recorded time of its event. A correction has the revision of its target last, and
 * says what that says from now on.
 */
export type Entry = readonly [revision: number, date: CivilDate, at: string, fact: Fact, target?: number];

/** The document after one more event. */
export function joined(doc: CaseDoc, event: Recorded): CaseDoc {
  const fact = factOf(event);
  const { revision, legal, recordedAt } = event.meta;
  return fact === undefined ? doc : [...doc, [revision, legal.d, recordedAt, fact]];
}

/** The document after an earlier event has come to read differently. */
export function reread(doc: CaseDoc, correction: Recorded, now: Recorded): CaseDoc {
  const fact = factOf(now);
  const target = now.meta.revision;
  const { revision, recordedAt } = correction.meta;
  return fact === undefined ? doc : [...doc, [revision, now.meta.legal.d, recordedAt, fact, target]];
}

/** A fact with its legal date. */
export type Dated = readonly [date: CivilDate, fact: Fact];

/** What these entries say, after the corrections among them. */
export function knownFacts(entries: readonly Entry[]): readonly Dated[] {
  const known = new Map<number, Dated>();
  for (const [revision, date, , fact, target] of entries) {
    if (target === undefined || known.has(target)) known.set(target ?? revision, [date, fact]);
  }
  return [...known.values()];
}
