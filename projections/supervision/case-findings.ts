import type { Finding } from '../../src/events/case-schemas';
import type { Recorded } from '../../src/kernel/event';
import { PoliceReceiptRefused } from '../../src/events/transfer.events';
import { dispatcher, when } from '../dispatch';
import { changesOf, type Change } from '../projection';
import { tables } from './tables';

const { add } = changesOf(tables);

/** A finding of a case: the revision of the event that has it, and its place among the findings of that event. */
export interface FindingPlace {
  readonly revision: number;
  readonly place: number;
}

/** What the alert on a finding calls its clock, which there is none of: `finding~3.0` is the first of revision 3. */
export const findingClock = ({ revision, place }: FindingPlace): string => `finding~${revision}.${place}`;

/** The finding in the name of such a clock; `undefined` for any other clock. */
export function findingOfClock(clock: string): FindingPlace | undefined {
  const [, revision, place] = /^finding~(\d+)\.(\d+)$/u.exec(clock) ?? [];
  return revision === undefined ? undefined : { revision: Number(revision), place: Number(place) };
}

/** What an event of a case finds, in the order in which it says so; imported history finds nothing. */
export function findingsOf(event: Recorded): readonly Finding[] {
  if (event.meta.source !== undefined) return [];
  const { findings = [] } = event.data as { readonly findings?: readonly Finding[] };
  return [...findings, ...itself(event)];
}

/** Events that are a finding by themselves. */
const itself = dispatcher<readonly Finding[]>(
  [],
  [
    // 移送规定 17: what the police owe; nothing is found against the organ.
    when(PoliceReceiptRefused, ({ data }) => [
      { code: 'W-47', about: data.transfer, reasons: ['receipt-refused'] },
    ]),
  ],
);

/** A row for each finding of an event. */
export const rowsOfFindings = (event: Recorded): readonly Change[] =>
  findingsOf(event).map((_, place) => rowOf(event.meta.stream, { revision: event.meta.revision, place }, 0));

/** That the alert on a finding is recorded. */
export const findingRaised = (stream: string, finding: FindingPlace, raised: 0 | 1): Change =>
  rowOf(stream, finding, raised);

const rowOf = (stream: string, { revision, place }: FindingPlace, raised: 0 | 1): Change =>
  add('findings', { case: stream, revision, place, raised });
