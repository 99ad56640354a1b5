import type { CaseEvent } from '../events/case.events';
import type { DecisionEvent } from '../events/decision.events';
import type { ExecutionEvent } from '../events/execution.events';
import type { FilingEvent } from '../events/filing.events';
import type { HearingEvent } from '../events/hearing.events';
import type { InvestigationEvent } from '../events/investigation.events';
import type { NoticeEvent } from '../events/notice.events';
import type { ReviewEvent } from '../events/review.events';
import type { ServiceEvent } from '../events/service.events';
import type { TransferEvent } from '../events/transfer.events';
import type { Recorded } from '../kernel/event';
import type { Block, FormCell, FormRow, SignatureLine } from '../ports/document-model';
import type { DocumentContext } from './document-kind';
import {
  dateText,
  ERASED,
  evidenceKindText,
  partyKindText,
  personalText,
  personalTextIfAny,
} from './wording';

/** Parts that many documents share. */

type Documented =
  | CaseEvent
  | FilingEvent
  | InvestigationEvent
  | ReviewEvent
  | NoticeEvent
  | HearingEvent
  | DecisionEvent
  | ServiceEvent
  | ExecutionEvent
  | TransferEvent;

/** An event on a case by its stored name. */
export type On<T extends Documented['type']> = Extract<Recorded<Documented>, { type: T }>;

/** The last event of a type before or at the one that the document is made from. */
export const lastOf = <T extends Documented['type']>(
  events: readonly Recorded[],
  type: T,
): On<T> | undefined => events.findLast((event) => event.type === type) as On<T> | undefined;

/** A paragraph; what somebody wrote may lack its full stop. */
export const said = (text: string): Block => ({
  kind: 'text',
  text: /[\p{L}\p{N}]$/u.test(text) ? `${text}。` : text,
});
/** A heading and what stands under it. */
export const under = (heading: string, ...texts: readonly string[]): readonly Block[] => [
  { kind: 'heading', text: heading },
  ...texts.map(said),
];

/** The organ whose case it is: the one that acted last, or the one that took the case up. */
export const organOf = (events: readonly Recorded[]): string | undefined =>
  events.findLast(({ meta }) => meta.organ !== undefined)?.meta.organ?.u ??
  events.flatMap(({ data }) => (data as { readonly organ?: string }).organ ?? []).at(-1);

/** The event that says who the party is. */
export const identityIn = (events: readonly Recorded[]): Recorded | undefined =>
  events.findLast(({ personal }) => typeof personal?.['party']?.['name'] === 'string');

/** Name of the party. */
export const partyName = (events: readonly Recorded[]): string => personalText(identityIn(events), 'name');

const identityLabels = [
  ['idNumber', '证件号码'],
  ['address', '住所（住址）'],
  ['phone', '联系电话'],
  ['legalRepresentative', '法定代表人'],
] as const;

/** Who the party is, as far as the file says. */
export function partyForm(events: readonly Recorded[]): Block {
  const identity = identityIn(events);
  const kind = events.flatMap(({ data }) => partyKindIn(data)).at(-1);
  const known = identityLabels.flatMap(([member, label]): FormCell[] => {
    const value = personalTextIfAny(identity, member);
    return value === undefined ? [] : [{ label, value }];
  });
  const cells = [
    { label: '当事人', value: partyName(events) },
    ...(kind === undefined ? [] : [{ label: '当事人类型', value: partyKindText(kind) }]),
    ...known,
  ];
  return { kind: 'form', rows: formRows(cells) };
}

type PartyKind = Parameters<typeof partyKindText>[0];

function partyKindIn(data: object): readonly PartyKind[] {
  const { party, partyKind } = data as { party?: { kind?: PartyKind }; partyKind?: PartyKind };
  const kind = party?.kind ?? partyKind;
  return kind === undefined ? [] : [kind];
}

/** Short cells two to a line, long ones and addresses alone. */
export function formRows(cells: readonly FormCell[]): readonly FormRow[] {
  const rows: FormRow[] = [];
  let waiting: FormCell | undefined;
  for (const cell of cells) {
    if (cell.value.length > SHORT) {
      if (waiting !== undefined) rows.push([waiting]);
      waiting = undefined;
      rows.push([cell]);
    } else if (waiting === undefined) waiting = cell;
    else {
      rows.push([waiting, cell]);
      waiting = undefined;
    }
  }
  return waiting === undefined ? rows : [...rows, [waiting]];
}

/** Characters that fit in a cell of half a line. */
const SHORT = 11;

/** Officers with their certificates, as those acted whom an event names. */
export const officersText = ({ event, names }: DocumentContext, officers: readonly string[]): string =>
  officers
    .map((officer) => names.officer(officer, event.meta.actors.find(({ u }) => u === officer)?.cert))
    .join('、');

/** Lines for each of the officers named, who have signed. */
export const officerSignatures = (
  { names, event }: DocumentContext,
  officers: readonly string[],
  label = '执法人员',
): readonly SignatureLine[] =>
  officers.map((officer) => ({
    label,
    signed: names.officer(officer, event.meta.actors.find(({ u }) => u === officer)?.cert),
    date: dateText(event.meta.legal.d),
  }));

/** Facts as found, each with the evidence that carries it, and the list of the evidence. */
export function factsAndEvidence(events: readonly Recorded[]): readonly Block[] {
  const recorded = lastOf(events, 'FactsRecorded');
  if (recorded === undefined) return [];
  const texts = recorded.personal?.['party'] as { facts?: Told[]; evidence?: Described[] } | undefined;
  const textOf = (id: string): string => texts?.facts?.find((each) => each.id === id)?.text ?? ERASED;
  const saidOf = (id: string): string =>
    texts?.evidence?.find((each) => each.id === id)?.description ?? ERASED;
  const { facts, evidence } = recorded.data;
  const number = (id: string): number => evidence.findIndex((each) => each.id === id) + 1;
  return [
    ...facts.map(({ id, evidence: carrying }, i): Block => {
      const shown = carrying.map((each) => `证据${number(each)}`).join('、');
      return { kind: 'text', text: `${i + 1}．${textOf(id)}${shown === '' ? '' : `（${shown}）`}` };
    }),
    {
      kind: 'table',
      head: ['序号', '证据种类', '内容', '收集日期', '审查情况'],
      widths: [1, 3, 5, 3, 2],
      rows: evidence.map((each, i) => [
        String(i + 1),
        evidenceKindText(each.kind),
        saidOf(each.id),
        dateText(each.collected),
        standing[each.status],
      ]),
    },
  ];
}

interface Told {
  readonly id: string;
  readonly text: string;
}
interface Described {
  readonly id: string;
  readonly description: string;
}

const standing = { unverified: '未查实', verified: '查证属实', excluded: '已排除' } as const;
