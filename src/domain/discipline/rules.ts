import { breach, kept, type Breach } from '../../kernel/guard';
import { citationZh, citeSection } from '../../law/article';
import type { Plain } from '../../kernel/plain-data';
import { reaches, tierAt } from '../registers/posting-state';
import { registerRule } from '../registers/register';
import { statute } from '../statute';
import type {
  ConfirmOfficialStatus,
  CorrectHandover,
  DecideDisciplineNeed,
  HandOverToDiscipline,
  RecordHandoverReceipt,
} from './commands';
import type { DisciplineFacts } from './facts';
import type { DisciplineState, PersonOnFile } from './state';

/** Rules of the hand-over to discipline inspection (C.12, A166–A168). */

const plan = [citationZh(citeSection('funing', '二（十）'))];

const rule = <C>(
  code: string,
  name: string,
  check: (command: Plain<C>, state: DisciplineState, facts: DisciplineFacts) => readonly Breach[],
) => registerRule<C, DisciplineState, DisciplineFacts>(code, name, plan, check);

/** The person, where he is on record and the sender is one of his readers. */
const readBy = (me: string, person: string, { persons }: DisciplineState): PersonOnFile | undefined =>
  persons[person]?.readers.includes(me) === true ? persons[person] : undefined;

const isConfirmer = (
  person: string,
  state: DisciplineState,
  { me, by, behind }: Pick<DisciplineFacts, 'me' | 'by' | 'behind'>,
): boolean =>
  state.persons[person] === undefined
    ? behind.officers.includes(by)
    : readBy(me, person, state) !== undefined;

/**
 * an officer of the case confirms first, a reader of the person anew. To everybody else the answer is one,
 * whatever is on record. An officer of the case who is no reader learns that the status was confirmed, and no more: that
 * duty (A166) is on him too, so he has to know that it is done; whether there is a status he does not learn.
 */
export const mayConfirm = rule<ConfirmOfficialStatus>(
  'R-31',
  'G-SEALED.confirm',
  ({ person }, state, facts) => (isConfirmer(person, state, facts) ? kept : notYours()),
);

const other = (person: string): boolean => person !== 'party';

/** Only a natural person has such a status; another person is named; what could not be found out has a reason. */
export const statusSound = rule<ConfirmOfficialStatus>(
  'R-32',
  'G-STATUS',
  ({ person, name, status, reason, decider }, state, facts) => {
    // What is wrong with it would tell others what is on record.
    if (!isConfirmer(person, state, facts)) return kept;
    return [
      ...(person === 'party' && facts.behind.partyKind === 'organisation' && status !== 'neither'
        ? breach('当事人不是自然人', 'the party is no natural person', 'person')
        : kept),
      ...(other(person) && name === undefined
        ? breach('当事人以外的人员须写明姓名', 'another person than the party is named', 'name')
        : kept),
      ...(reason === undefined && (status === 'unable' || state.persons[person] !== undefined)
        ? breach('无法核实或者重新核实的，须说明理由', 'a reason is needed', 'reason')
        : kept),
      ...(decider === undefined && answerOf(status) === 'yes'
        ? breach(
            '须指定由谁判断是否追究纪律责任',
            'who is to decide on discipline has to be named',
            'decider',
          )
        : kept),
    ];
  },
);

/** Whether a duty follows from a status. */
export function answerOf(status: ConfirmOfficialStatus['status']): PersonOnFile['answer'] {
  if (status === 'neither') return 'no';
  return status === 'unable' ? 'unable' : 'yes';
}

type OfPerson = DecideDisciplineNeed | HandOverToDiscipline | RecordHandoverReceipt | CorrectHandover;

/** Only who was named reads and handles the record; to others there is none. */
export const namedHandler = rule<OfPerson>('R-31', 'G-SEALED.reader', ({ person }, state, { me }) =>
  readBy(me, person, state) !== undefined ? kept : notYours(),
);

/** Discipline inspection receives what was handed over. */
export const handedOver = rule<RecordHandoverReceipt>('R-31', 'G-SEALED.handed', ({ person }, { persons }) =>
  persons[person]?.handedOver === true ? kept : notYours(),
);

const notYours = (): readonly Breach[] =>
  breach('没有您可以办理的该项记录', 'there is no such record that is yours to handle', 'person');

/** A168: after the close, of a penalty that was imposed, on a person who has the status. */
export const dueForDecision = rule<DecideDisciplineNeed>(
  'R-32',
  'G-NEED',
  ({ person }, state, { behind, me }) => {
    const known = readBy(me, person, state);
    if (known === undefined) return kept;
    return [
      ...(known.answer === 'yes'
        ? kept
        : breach('该人员不是党员或者国家工作人员', 'the person has no such status', 'person')),
      ...(behind.closed ? kept : breach('案件尚未办结', 'the case is not closed')),
      ...(behind.penalty ? kept : breach('没有行政处罚决定', 'no penalty was imposed')),
      ...(known.handedOver ? breach('已经移送', 'it was handed over already', 'person') : kept),
    ];
  },
);

/** problems and leads, signature of the head, seal, copy of the decision. */
export const packageComplete = rule<HandOverToDiscipline>(
  'R-32',
  'G-PACKAGE',
  ({ problems, signedBy, sealedOn, decision }, _state, { behind, people, organ, date }) => {
    const signer = signedBy === undefined ? undefined : people.get(signedBy);
    const isHead = signer !== undefined && reaches(tierAt(signer.state, organ, date), 'chief');
    return [
      ...(problems === undefined
        ? breach('缺少违纪问题及线索', 'the problems and leads are missing', 'problems')
        : kept),
      ...(isHead ? kept : breach('缺少单位负责人签字', 'the head of the organ has not signed', 'signedBy')),
      ...(sealedOn === undefined || sealedOn > date
        ? breach('缺少单位公章', 'the seal of the organ is missing', 'sealedOn')
        : kept),
      ...(decision !== undefined && decision === behind.number
        ? kept
        : breach('未附行政处罚决定书', 'the penalty decision is not enclosed', 'decision')),
    ];
  },
);

/** 个保法 55, C.10: personal information goes to nobody else before its impact was assessed. */
export const impactAssessed = registerRule<HandOverToDiscipline, DisciplineState, DisciplineFacts>(
  'R-03',
  'G-PIA',
  [statute('personal-information', 55)],
  ({ assessment }) =>
    assessment === undefined
      ? breach('提供个人信息前未进行影响评估', 'no impact assessment before it is handed on', 'assessment')
      : kept,
);

/** Handed over once, and only where discipline was found to be called for. */
export const needDecided = rule<HandOverToDiscipline>(
  'R-32',
  'G-NEED.decided',
  ({ person }, state, { me }) => {
    const known = readBy(me, person, state);
    if (known === undefined) return kept;
    return [
      ...(known.needed === true
        ? kept
        : breach('未认定需要追究纪律责任', 'it was not decided that discipline is called for', 'person')),
      ...(known.handedOver ? breach('已经移送', 'it was handed over already', 'person') : kept),
    ];
  },
);

/** P25: after the decision was changed or set aside, what was handed over is corrected. */
export const handoverToCorrect = rule<CorrectHandover>(
  'R-32',
  'G-CORRECT.handover',
  ({ person }, state, { me, behind }) => {
    const known = readBy(me, person, state);
    if (known === undefined) return kept;
    return [
      ...(known.handedOver ? kept : breach('尚未移送', 'nothing was handed over', 'person')),
      ...(behind.reversed ? kept : breach('处罚决定未被改变', 'the decision was not changed')),
    ];
  },
);
