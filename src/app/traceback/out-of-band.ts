import type { OutOfBandFactRecorded } from '../../events/out-of-band.events';
import type { PaperDifferenceFound } from '../../events/scrutiny.events';
import type { Recorded } from '../../kernel/event';
import { leads } from '../../law/answerability/leads';
import type { AnswerabilityRow } from '../../law/violations/row';
import type { CaseRecord, EventRef } from './case-record';

type Late = Recorded<ReturnType<typeof OutOfBandFactRecorded>>;
type Paper = Recorded<ReturnType<typeof PaperDifferenceFound>>;

/** An act that was done outside of the program: the rules that it broke (W-01), and who confirmed that it happened. */
export interface LateEntry {
  readonly entry: EventRef;
  /** The command that it would have been, with its number in the specification. */
  readonly act: string;
  readonly no: string;
  readonly zh: string;
  readonly en: string;
  /** What it left on record. */
  readonly events: readonly EventRef[];
  readonly recordedBy: string;
  readonly confirmers: readonly string[];
  readonly proof: { readonly blob?: string; readonly evidence?: string };
  readonly broken: readonly {
    readonly code: string;
    readonly guard: string;
    readonly basis: readonly string[];
    readonly zh: string;
    readonly en: string;
  }[];
}

const entriesIn = (record: CaseRecord): readonly Late[] =>
  record.of(['OutOfBandFactRecorded']) as readonly Late[];

const actsOf = ({ data, meta }: Late, record: CaseRecord): readonly Recorded[] =>
  record.events.filter(
    ({ meta: { revision } }) => revision > meta.revision && revision <= meta.revision + data.events,
  );

/** Every late entry of the case, in order. */
export const lateEntriesOf = (record: CaseRecord): readonly LateEntry[] =>
  entriesIn(record).map((entry) => {
    const { act, no, zh: name, en: nameEn, recordedBy, confirmers, proof, broken } = entry.data;
    return {
      ...{
        entry: record.ref(entry),
        act,
        no,
        zh: name,
        en: nameEn,
        events: record.refs(actsOf(entry, record)),
      },
      ...{ recordedBy, confirmers, proof },
      broken: broken.map(({ code, guard, basis, zh, en }) => ({ code, guard, basis, zh, en })),
    };
  });

/** The last late entry whose act broke the rule of a code, and what that act left on record. */
export function lateBreach(
  code: string,
  record: CaseRecord,
): { readonly entry: Recorded; readonly acts: readonly Recorded[] } | undefined {
  const entry = entriesIn(record).findLast(({ data }) => data.broken.some((each) => each.code === code));
  return entry === undefined ? undefined : { entry, acts: actsOf(entry, record) };
}

/** What W-01 is traced by: each code that acts, or papers not made from the record, broke, with its row (D.3). R-00 has none. */
export function tracedBy(
  record: CaseRecord,
): readonly { readonly code: string; readonly row: AnswerabilityRow }[] {
  const papers = record.of(['PaperDifferenceFound']) as readonly Paper[];
  const codes = new Set([
    ...entriesIn(record).flatMap(({ data }) => data.broken.map(({ code }) => code)),
    ...papers.flatMap(({ data }) => data.broken),
  ]);
  return [...codes].toSorted().flatMap((code) => {
    const row = leads.get(code)?.row;
    return row === undefined ? [] : [{ code, row }];
  });
}
