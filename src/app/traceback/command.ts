import { dutyHoldersAt, leadersAt, type DutyHolder, type Leader } from '../../domain/registers/duty-holders';
import { nameOfPost, type NamedPost } from '../../domain/registers/post-names';
import { postsAt } from '../../domain/registers/posting-state';
import type { CivilDate } from '../../kernel/time';
import type { OrganPeople } from '../bus/duty-queries';
import { answerability } from '../../law/answerability/rows';
import type { AnswerabilityRow } from '../../law/violations/row';
import { memberOf, type CaseRecord, type Point } from './case-record';
import { decisionTypes, roleNames, type TraceRole } from './picks';
import { merged, type MatrixInput, type Share, type ShareLevel } from './share';
import { assignedTo, dutiesOf, sourcesOf } from './sources';

/** SUPERVISORY and LEADERSHIP of the row, without those who are DIRECT for it. */
export function commandOf(
  input: MatrixInput,
  direct: readonly Share[],
  holders: readonly DutyHolder[],
): readonly Share[] {
  const { row, finding, registers } = input;
  const levels = answerability.get(row);
  if (registers === undefined || levels === undefined) return [];
  const date = finding.on;
  const decided = new Set(
    direct.filter(({ standing }) => standing !== 'not-named').map(({ person }) => person),
  );
  const found = unitsOf(input, direct, holders).map((unit) =>
    leadersAt(registers.organ.s, unit, registers.people, date),
  );
  const head = leadersAt(registers.organ.s, undefined, registers.people, date).head;
  const share = (level: ShareLevel, role: TraceRole) => (leader: Leader) =>
    led(row, level, role, { ...leader, called: postOf(registers, leader, date) }, date);
  const shares = [
    ...(levels.supervisory === undefined || row === 'V11'
      ? []
      : found.flatMap((each) => each.unitHeads.map(share('SUPERVISORY', 'unit-head')))),
    ...(levels.supervisory === undefined
      ? []
      : found.flatMap((each) => each.inCharge.map(share('SUPERVISORY', 'in-charge')))),
    ...(levels.leadership === undefined ? [] : head.map(share('LEADERSHIP', 'head'))),
  ];
  return merged(shares.filter(({ person }) => !decided.has(person)));
}

const postOf = ({ organ, people }: OrganPeople, { officer, post }: Leader, date: CivilDate): NamedPost =>
  nameOfPost(organ, people.find(({ s }) => s === officer)?.state, post, date);

function led(
  row: AnswerabilityRow,
  level: ShareLevel,
  role: TraceRole,
  { officer, called, how }: Leader & { readonly called: NamedPost },
  date: CivilDate,
): Share {
  const base = { row, person: officer, role, ...roleNames[role], level, how: 'command' } as const;
  if (how === 'absent') {
    const away: Point = { code: 'absent', zh: `${date} 不在岗`, en: `away on ${date}`, events: [] };
    return { ...base, standing: 'not-named', for: [], against: [away] };
  }
  const held: Point = {
    code: how,
    zh: `${date} 任${called.name}`,
    en: `in the post ${called.post} (${called.name}) on ${date}`,
    events: [],
  };
  return { ...base, standing: 'named', for: [held], against: [] };
}

/** Parts whose own unit does not answer for what they saw of the work of others. */
const elsewhere: ReadonlySet<TraceRole> = new Set(['approver', 'reviewer', 'member', 'secrecy-reviewer']);

/** The units whose people acted or held the duty, and the legal office where its condition is met. */
function unitsOf(
  input: MatrixInput,
  direct: readonly Share[],
  holders: readonly DutyHolder[],
): readonly string[] {
  const { row, record, registers, finding } = input;
  const working = direct.filter(({ role }) => !elsewhere.has(role));
  const answering = row === 'V07' ? direct : working;
  const ofCase = handlingUnit(input) ? (assignedTo(record, finding.on)?.who ?? []) : [];
  const ofPeople = [...answering.map(({ person }) => person), ...ofCase].flatMap((person) => {
    const state = registers?.people.find(({ s }) => s === person)?.state;
    return state === undefined ? [] : postsAt(state, finding.on).flatMap(({ unit }) => unit ?? []);
  });
  const ofDuty = holders.flatMap(({ unit }) => unit ?? []);
  return [...new Set([...ofDuty, ...ofPeople, ...caseUnit(record, ofPeople), ...legalOffice(input)])];
}

const ofHandling: ReadonlySet<AnswerabilityRow> = new Set(['V09', 'V11', 'V14', 'V15']);

/** Rows for which the unit that handles the case answers, whoever else acted. */
const handlingUnit = ({ row, finding }: MatrixInput): boolean =>
  dutiesOf(finding.code, row).includes('case') || ofHandling.has(row);

/** The unit in which the case was opened, where the posts of its officers name none. */
function caseUnit(record: CaseRecord, known: readonly string[]): readonly string[] {
  const [first] = record.events;
  const unit = first === undefined ? undefined : memberOf(first, 'unit');
  return known.length > 0 || unit === undefined ? [] : [unit];
}

function legalOffice({ row, record, registers, finding }: MatrixInput): readonly string[] {
  const decision = record.of(decisionTypes).at(-1);
  const answers = decision !== undefined && sourcesOf(row).legalOffice?.(record, decision) === true;
  if (!answers || registers === undefined) return [];
  const holders = dutyHoldersAt(registers.organ, registers.people, { duty: 'legal-review' }, finding.on);
  return holders.flatMap(({ unit }) => unit ?? []);
}
