import { dutyHoldersAt, leadersAt, type DutyHolder } from '../../domain/registers/duty-holders';
import type { CivilDate } from '../../kernel/time';
import type { OrganPeople } from '../bus/duty-queries';
import type { EventRef, Point } from './case-record';
import { roleNames } from './picks';
import type { MatrixInput, Share } from './share';
import { assignedTo, dutiesOf } from './sources';

/** Who held the duties of the row on the day of the finding, as the matrix of the organ allocates them. */
export function holdersOf({ finding, row, record, registers }: MatrixInput): readonly DutyHolder[] {
  if (registers === undefined) return [];
  const item = record.stateNow().opening?.item;
  return dutiesOf(finding.code, row)
    .filter((duty) => duty !== 'case')
    .flatMap((duty) =>
      dutyHoldersAt(
        registers.organ,
        registers.people,
        { duty, ...(item === undefined ? {} : { item }) },
        finding.on,
      ),
    );
}

/** Nobody acted, so whoever held the duty at the end of its last day answers: the case’s own officers, or the matrix. */
export function omissionOf(input: MatrixInput, holders: readonly DutyHolder[]): readonly Share[] {
  const { finding, row, record, registers } = input;
  const ofCase = dutiesOf(finding.code, row).includes('case') ? assignedTo(record, finding.on) : undefined;
  const base = { row, level: 'DIRECT', how: 'omission' } as const;
  const assigned = (ofCase?.who ?? []).map((person): Share => ({
    ...{ ...base, person, role: 'handler', ...roleNames.handler, standing: 'named' },
    for: [assignedPoint(ofCase === undefined ? [] : [record.ref(ofCase.by)])],
    against: knownLate(input),
  }));
  const allocated = holders.map((holder) => heldBy(input, holder));
  const missing = holders.filter(({ how }) => how === 'absent' || how === 'left');
  const appointing = missing.flatMap(({ unit }) => appointers(registers, unit, finding.on));
  return [
    ...assigned,
    ...allocated,
    ...appointing.map((person): Share => ({
      ...{ ...base, person, role: 'unit-head', ...roleNames['unit-head'], standing: 'named', against: [] },
      for: [toAppoint],
    })),
  ];
}

const assignedPoint = (events: readonly EventRef[]): Point => ({
  ...{ code: 'assigned', zh: '届满时案件由其承办', en: 'the case was assigned to him at the due instant' },
  events,
});

const toAppoint: Point = {
  code: 'had-to-appoint',
  zh: '职责无人承担，应由其指定',
  en: 'nobody held the duty; it was for him to appoint somebody',
  events: [],
};

function heldBy(input: MatrixInput, holder: DutyHolder): Share {
  const { row } = input;
  const base = { row, person: holder.officer, role: 'duty-holder', ...roleNames['duty-holder'] } as const;
  const share = { ...base, level: 'DIRECT', how: 'omission' } as const;
  if (holder.how === 'absent' || holder.how === 'left') {
    const why: Point = {
      code: holder.how,
      zh: holder.how === 'absent' ? '届满时不在岗，无人代理' : '届满前已离任',
      en: holder.how === 'absent' ? 'away at the due instant without a stand-in' : 'had left the post before',
      events: [],
    };
    return { ...share, standing: 'not-named', for: [], against: [why] };
  }
  const held: Point = {
    code: holder.how,
    zh: `按职权分解（${holder.assignment}）届满时承担该职责`,
    en: `held the duty at the due instant by row ${holder.assignment} of the duty matrix`,
    events: [],
  };
  return { ...share, standing: 'named', for: [held], against: knownLate(input) };
}

/** The act that opened the period was recorded only after its last day. */
function knownLate({ finding, record }: MatrixInput): readonly Point[] {
  const opening = record.events.find(({ meta }) => finding.evidence.some(({ event }) => event === meta.id));
  if (opening === undefined || opening.meta.recordedAt.slice(0, 10) <= finding.on) return [];
  return [
    {
      code: 'recorded-after-due',
      zh: '引起该期限的行为届满后才入账，此前其是否知悉，记录无法证明',
      en: 'the act that opened the period was recorded after its last day; whether he knew before is not provable',
      events: [record.ref(opening)],
    },
  ];
}

const appointers = (registers: OrganPeople | undefined, unit: string | undefined, on: CivilDate) =>
  registers === undefined
    ? []
    : leadersAt(registers.organ.s, unit, registers.people, on).unitHeads.map(({ officer }) => officer);
