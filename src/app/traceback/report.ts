import { gapsOf, type TraceGap } from '../../../projections/accountability/trace-gaps';
import type { DutyHolder } from '../../domain/registers/duty-holders';
import { nameOfPost } from '../../domain/registers/post-names';
import { definitionOf } from '../../events/codec';
import type { Instant, LegalTime } from '../../kernel/time';
import { insteadOfAny, type OtherRow } from '../../law/answerability/leads';
import type { Answerability } from '../../law/answerability/row';
import { answerability } from '../../law/answerability/rows';
import type { AnswerabilityRow } from '../../law/violations/row';
import type { OrganPeople } from '../bus/duty-queries';
import { lateHoursOf } from '../law/late-hours';
import { controlOf, type Control } from './control';
import { disabledFor, disablers } from './disabled-guards';
import { dayOfSnapshot, frozen, knownIn, type FrozenSnapshot, type Snapshot } from './snapshot';
import { causationOf, type Causation } from './causation';
import { absence, CaseRecord, refOf, type EventRef, type Leafed, type Point } from './case-record';
import { findingOf, leadOf, rowsOf, type Finding } from './finding';
import type { Knowledge } from './knowledge';
import { matrixOf } from './matrix';
import { exemptionOf, interferenceOf } from './interference';
import { holdersOf } from './omission';
import type { Share } from './share';
import { normsOf, type PinnedNorm, type ShownCondition } from './norms';
import type { Recommendation, StatementOnRecord, TracingHead } from './proceeding';
import { reconstructionOf, type Reconstruction } from './reconstruction';
import { lateEntriesOf, tracedBy, type LateEntry } from './out-of-band';

/** One event of the case on both clocks. */
export interface TracedEvent extends EventRef {
  readonly zh: string;
  readonly en: string;
  readonly legal: LegalTime;
  readonly recordedAt: Instant;
}

/** The row that the finding leads to, and the others that may apply. */
export interface DutyFailed extends Answerability {
  readonly others: readonly OtherRow[];
  /** Who held the duty by the matrix as corrected; and as it was then recorded, where that was otherwise. */
  readonly holders: readonly NamedHolder[];
  readonly holdersAsThenRecorded?: readonly NamedHolder[];
}

/** A holder with the name of his post on the day of the finding. */
export interface NamedHolder extends DutyHolder {
  readonly postName: string;
}

/** A traceback report (责任倒查报告). It sets out; a human body decides. The same snapshot gives the same bytes. */
export interface TracebackReport {
  readonly report: 'traceback/v1';
  readonly access: 'sealed';
  readonly snapshot: FrozenSnapshot;
  /** Organ of the case, where it has one of the register. */
  readonly organ?: string;
  readonly finding: Finding;
  readonly norms: readonly PinnedNorm[];
  readonly conditions: readonly ShownCondition[];
  readonly timeline: readonly TracedEvent[];
  /** Everybody who sent an act of the case, in order. */
  readonly actors: readonly string[];
  readonly duties: readonly DutyFailed[];
  readonly insteadOfAny: readonly OtherRow[];
  /** Acts that were done outside of the program: what they broke, and who confirmed them. */
  readonly outOfBand: readonly LateEntry[];
  readonly matrix: readonly Share[];
  readonly knowledge: readonly Knowledge[];
  readonly control: readonly Control[];
  readonly guardsDisabled: readonly Point[];
  readonly causation: Causation;
  readonly interference: readonly Point[];
  readonly exemption: readonly Point[];
  readonly statements: readonly (Point | StatementOnRecord)[];
  readonly gaps: readonly (TraceGap | Point)[];
  readonly reconstruction: Reconstruction;
  /** Absent: the report was asked for outside a tracing. */
  readonly tracing?: TracingHead;
  /** To the bodies that decide; without a tracing there are none. */
  readonly recommendations: readonly Recommendation[];
}

/**
 * Traces a finding back to the people whom the record shows.
 *
 * @throws NoFinding where the record has nothing that the code could be about
 */
export function tracebackOf(code: string, snapshot: Snapshot): TracebackReport {
  const record = new CaseRecord(snapshot.case, snapshot.asOf);
  const last = snapshot.case.at(-1);
  if (last === undefined) throw new TypeError('a traceback of no events');
  const lead = leadOf(code);
  const finding = findingOf(code, record, snapshot.alerts, dayOfSnapshot(snapshot), snapshot.sealed);
  const disabled = disabledFor(code, finding.on, snapshot.guards);
  const traced =
    disabled.length > 0
      ? [{ code, row: 'V27' } as const]
      : rowsOf(lead, finding).flatMap((row) => ledTo(code, row, record));
  const rows = distinctRows(traced);
  const matrices = traced.map(({ row, ...about }) =>
    matrixOf({ finding: { ...finding, ...about }, row, record, ...knownIn(snapshot) }),
  );
  const shares = [...matrices.flatMap((each) => each.shares), ...disabled.flatMap(disablers)];
  const attributed =
    lead.row === 'V40' ||
    shares.some(({ level, standing }) => level === 'DIRECT' && standing !== 'not-named');
  return {
    ...{ report: 'traceback/v1', access: 'sealed' },
    snapshot: frozen(snapshot, last),
    ...(snapshot.registers === undefined ? {} : { organ: snapshot.registers.organ.s }),
    finding,
    ...normsOf(code, finding, record),
    timeline: inView(snapshot.case, record).map((each) => timelineRow(each)),
    actors: distinct(record.events.flatMap(({ meta }) => meta.actors.map(({ u }) => u))),
    duties: [...rows, ...(attributed ? [] : (['V41'] as const))].map((row) =>
      dutyOf(row, lead.others, finding, record, snapshot),
    ),
    insteadOfAny,
    outOfBand: lateEntriesOf(record),
    matrix: shares,
    knowledge: matrices.flatMap((each) => each.knowledge),
    control: controlOf(shares, finding.on, record, snapshot.registers),
    guardsDisabled: disabled.map(({ point }) => point),
    causation: causationOf(finding, rows, record, snapshot.proceeding?.accident),
    interference: interferenceOf(),
    exemption: exemptionOf(),
    gaps: [
      ...gapsOf(record.events, latenessOf(snapshot)),
      ...gapsOfAttribution(attributed, finding),
      ...gapsOfReplay(snapshot),
    ],
    reconstruction: reconstructionOf(record),
    ...broughtBy(snapshot),
  };
}

interface TracedCode extends Partial<Pick<Finding, 'kind'>> {
  readonly code: string;
  readonly row: AnswerabilityRow;
}

/** A late entry is traced by each of the rules that its act broke, and for not being entered in time (D.3); any other code by its row. */
const ledTo = (code: string, row: AnswerabilityRow, record: CaseRecord): readonly TracedCode[] =>
  code === 'W-01' ? [...tracedBy(record), { code, row, kind: 'omission' }] : [{ code, row }];

const distinctRows = (traced: readonly TracedCode[]): readonly AnswerabilityRow[] => [
  ...new Set(traced.map(({ row }) => row)),
];

const nothingSaid = absence(
  'no-statement',
  '未记录相关人员陈述',
  'no statement of the persons traced is on record',
);

/** What people said and proposed; without a tracing there is neither. */
function broughtBy({
  proceeding,
}: Snapshot): Pick<TracebackReport, 'statements' | 'recommendations' | 'tracing'> {
  if (proceeding === undefined) return { statements: [nothingSaid], recommendations: [] };
  const { head, statements, recommendations } = proceeding;
  return { tracing: head, statements: statements.length > 0 ? statements : [nothingSaid], recommendations };
}

const gapsOfReplay = ({ proceeding }: Snapshot): readonly Point[] =>
  proceeding?.head.agrees === false ? [otherReport] : [];

const otherReport: Point = {
  code: 'replay-differs',
  zh: '以冻结的记录重新生成的报告与启动时不一致',
  en: 'the frozen record no longer gives the report that the opening names',
  events: [],
};

function inView(records: readonly Leafed[], { events, asOf }: CaseRecord): readonly Leafed[] {
  if (asOf === undefined) return records;
  const revisions = new Set(events.map(({ meta }) => meta.revision));
  return records.filter(({ event }) => revisions.has(event.meta.revision));
}

/** What the packs of the organ tolerate; without a register only acts that recorded it can be late. */
const latenessOf = ({ registers }: Snapshot) =>
  registers === undefined ? {} : { lateHours: lateHoursOf(registers.organ) };

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted();

function timelineRow(each: Leafed): TracedEvent {
  const { zh, en } = definitionOf(each.event.type);
  const { legal, recordedAt } = each.event.meta;
  return { ...refOf(each), zh, en, legal, recordedAt };
}

function dutyOf(
  row: AnswerabilityRow,
  others: readonly OtherRow[],
  finding: Finding,
  record: CaseRecord,
  { registers, registersThen }: Snapshot,
): DutyFailed {
  const known = answerability.get(row);
  if (known === undefined) throw new TypeError(`no row ${row}`);
  const held = (people: OrganPeople | undefined): readonly NamedHolder[] =>
    people === undefined
      ? []
      : holdersOf({ finding, row, record, registers: people }).map((holder) => ({
          ...holder,
          postName: nameOfPost(
            people.organ,
            people.people.find(({ s }) => s === (holder.instead ?? holder.officer))?.state,
            holder.post,
            finding.on,
          ).name,
        }));
  const [now, then] = [held(registers), held(registersThen)];
  const same = registersThen === undefined || JSON.stringify(now) === JSON.stringify(then);
  return { ...known, others, holders: now, ...(same ? {} : { holdersAsThenRecorded: then }) };
}

const gapsOfAttribution = (attributed: boolean, finding: Finding): readonly Point[] => [
  ...(attributed
    ? []
    : [absence('not-attributable', '记录不显示由谁承担该职责', 'the record names nobody who held the duty')]),
  ...(finding.source === 'asserted'
    ? [
        absence(
          'finding-asserted',
          '该认定由倒查人提出，本案未有记录',
          'the finding was put by whoever asks and is not on record',
        ),
      ]
    : []),
];
