import { catalogue } from '../../events/catalogue';
import type { Recorded } from '../../kernel/event';
import { memberOf, type CaseRecord, type EventRef, type FileRead, type Point } from './case-record';
import { decisionTypes, type Pick } from './picks';

/**
 * What somebody had before him when he acted, and whether the defect was visible in it. Contained, or recognisably
 * absent: a step that the file must show and does not is a visible defect. Later records never prove knowledge.
 */
export interface Knowledge {
  readonly person: string;
  readonly role: string;
  readonly act: EventRef;
  /** What had been recorded by the moment of the act. */
  readonly read: FileRead;
  /** SHA-256 of the file as a legal review reads it, made anew from the events before the act. */
  readonly fileHash: string;
  /** The hash that the act itself is bound to, and whether the file made anew has it. */
  readonly boundTo?: { readonly fileHash: string; readonly agrees: boolean };
  readonly visible: 'absent' | 'contained' | 'took-part' | 'not-visible' | 'not-provable';
  readonly because: Point;
}

/** Steps of which one must stand in the file, so that its absence is seen. */
const required: Readonly<Record<string, readonly string[]>> = {
  'R-09': ['CredentialShown'],
  'R-10': ['RightsNotified', 'InformedAndHeard'],
  'R-14': ['ReviewPassed'],
  'R-15': ['PriorNoticeServed', 'InformedAndHeard'],
  'R-16': ['PriorNoticeServed'],
  'R-17': ['CollectivelyDiscussed'],
  'R-18': ['EvidenceVerified', 'FactsRecorded'],
};

/** Defects that the act itself says: whoever signs it reads them. */
const inTheAct: ReadonlySet<string> = new Set([
  'R-03',
  'R-05',
  'R-08',
  'R-11',
  'R-21',
  'R-23',
  'R-24',
  'R-26',
  'R-38',
  'W-08',
  'W-36',
  'W-37',
]);

export function knowledgeOf(code: string, { person, role, act }: Pick, record: CaseRecord): Knowledge {
  const fileHash = record.fileHashBefore(act.meta.revision);
  const bound = memberOf(act, 'fileHash');
  return {
    ...{ person, role, act: record.ref(act) },
    read: record.readBy(act),
    fileHash,
    ...(bound === undefined ? {} : { boundTo: { fileHash: bound, agrees: bound === fileHash } }),
    ...visibilityOf(code, act, record),
  };
}

interface Visibility {
  readonly visible: Knowledge['visible'];
  readonly because: Point;
}

function visibilityOf(code: string, act: Recorded, record: CaseRecord): Visibility {
  if (inTheAct.has(code)) {
    return seen(
      'contained',
      [record.ref(act)],
      '缺陷载于其签署的行为本身',
      'the defect stands in the act that he signed',
    );
  }
  const steps = required[code];
  if (steps !== undefined && decisionTypes.includes(act.type)) return requiredStep(code, steps, act, record);
  if (steps !== undefined || act.type !== 'DecisionMade') {
    return seen('took-part', [record.ref(act)], '本人参与该行为', 'he took part in this act');
  }
  return notProvable([record.ref(act)]);
}

function requiredStep(code: string, steps: readonly string[], act: Recorded, record: CaseRecord): Visibility {
  const [zh, en] = namesOf(steps);
  const there = record.before(act, steps).filter((event) => code !== 'R-16' || hearingTold(event));
  if (there.length === 0) {
    return seen(
      'absent',
      [],
      `卷宗中没有“${zh}”的记录，缺失可见`,
      `the file has no record of “${en}”: its absence is visible`,
    );
  }
  const { events: read } = record.readBy(act);
  const late = there.filter(({ meta }) => meta.revision >= read);
  if (code === 'R-14') return staleOrNot(there, act, record);
  return late.length === there.length
    ? seen('not-provable', record.refs(late), `“${zh}”于行为之后才记录`, `“${en}” was recorded after the act`)
    : seen('not-visible', record.refs(there), `卷宗载有“${zh}”`, `the file shows “${en}”`);
}

/** Of events, as people call them: in Chinese, in English. */
const namesOf = (types: readonly string[]): readonly [string, string] => [
  types.map((type) => catalogue.get(type)?.zh ?? type).join('”或“'),
  types.map((type) => catalogue.get(type)?.en ?? type).join('” or “'),
];

/** A review that passed is seen to be stale where its hash is not that of the file decided on. */
function staleOrNot(opinions: readonly Recorded[], act: Recorded, record: CaseRecord): Visibility {
  const events = record.refs(opinions);
  const hash = record.fileHashBefore(act.meta.revision);
  const holds = opinions.some((each) => memberOf(each, 'fileHash') === hash);
  return holds
    ? seen('not-visible', events, '卷宗载有仍有效的审核意见', 'the file shows an opinion that still holds')
    : seen(
        'contained',
        events,
        '审核意见所附卷宗摘要与决定时不同',
        'the opinion is bound to another file than was decided on',
      );
}

const hearingTold = (event: Recorded): boolean => memberOf(event, 'hearingTold') === true;

const notProvable = (events: readonly EventRef[]): Visibility =>
  seen(
    'not-provable',
    events,
    '是否可见，记录无法证明',
    'whether it was visible is not provable from the record',
  );

const seen = (
  visible: Knowledge['visible'],
  events: readonly EventRef[],
  zh: string,
  en: string,
): Visibility => ({ visible, because: { code: visible, zh, en, events } });
