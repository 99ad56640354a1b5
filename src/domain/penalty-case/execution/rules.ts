import { breach, kept } from '../../../kernel/guard';
import { statute } from '../../statute';
import { agreementInForce } from './state';
import { commandRule, fileRule } from '../guards/rule';
import { lawfulLateFee } from '../payment/late-fee';
import { servedOn } from '../service/proof';
import { owedFine } from '../state';
import type {
  AnnounceDemolition,
  MakeAgreement,
  RecordAgreementBroken,
  RecordOverdue,
  ReviewUrgeStatement,
  ServeUrge,
} from './commands';
import { owedInAll, unperformed } from './duty';

/** X1 to X4b: overdue, urged, heard, agreed (强制法 34–36, 42). */

const order = { group: 'sequence', code: 'R-00' } as const;
const wait = { group: 'time', code: 'R-27' } as const;
const law = (article: number, paragraph?: number): string => statute('compulsion', article, paragraph);

/** 34: the decision is effective, its time is over, and something is left to perform. */
export const isOverdue = commandRule<RecordOverdue>(
  { ...order, name: 'G-OVERDUE', basis: [law(34)] },
  ({ duty, dueOn }, state, { date }) => {
    const { served, payBy, decision } = state;
    if (served === undefined || served > date) {
      return breach('决定尚未送达生效', 'the decision is not effective yet');
    }
    const last = duty === 'money' ? payBy : (decision?.orders?.correctBy ?? dueOn);
    const open = duty === 'act' || owedFine(state) > 0;
    return open && last === dueOn && dueOn >= served && date > dueOn
      ? kept
      : breach(
          '履行期限未满，或者没有未履行的义务',
          'the time is not over, or nothing is unperformed',
          'dueOn',
        );
  },
);

/** The course of the execution is open: neither halted, nor ended or done, nor replaced by an agreement that is kept. */
export const goesOn = fileRule(
  { group: 'sequence', code: 'R-12', name: 'G-HOLD.course', basis: [law(39), law(40), law(42)] },
  ({ execution }) => [
    ...(execution.halted === undefined ? kept : breach('已中止执行', 'execution is halted')),
    ...(execution.ended === undefined ? kept : breach('已终结执行或者不再执行', 'execution has ended')),
    ...(agreementInForce(execution) === undefined
      ? kept
      : breach('执行协议正在履行', 'an execution agreement is being kept')),
  ],
);

/** 34: execution begins with the finding that the party is overdue. */
export const overdueOnFile = fileRule(
  { ...order, name: 'G-OVERDUE.file', basis: [law(34)] },
  ({ execution }) =>
    execution.overdue === undefined
      ? breach('未记录逾期未履行', 'it is not on file that performance is overdue')
      : kept,
);

/** Something is left to perform: whoever has performed is not executed against. */
export const stillUnperformed = fileRule(
  { ...wait, name: 'G-UNPERFORMED', basis: [law(34), law(37)] },
  (state, facts) =>
    unperformed(state, facts) ? kept : breach('义务已经履行', 'the duty has been performed'),
);

/** 35: the period to perform, and for money an amount that is really owed. */
export const urgeSays = commandRule<ServeUrge>(
  { group: 'content', code: 'R-11', name: 'G-DOC.urge', basis: [law(35)] },
  ({ performBy, amountFen, service }, state, facts) => {
    const money = state.execution.overdue?.duty === 'money';
    const [least, most] = money ? [owedFine(state), owedInAll(state, facts)] : [0, 0];
    return [
      ...(performBy > servedOn(service, facts.rules)
        ? kept
        : breach('催告书的履行期限应当在送达之后', 'the time to perform ends after service', 'performBy')),
      ...(amountFen >= least && amountFen <= most
        ? kept
        : breach('催告金额与应缴数额不符', 'the amount is not what is owed', 'amountFen')),
    ];
  },
);

/** 35(四), 36: the right to state and defend is told. */
export const urgeTellsRights = commandRule<ServeUrge>(
  { group: 'sequence', code: 'R-10', name: 'G-RIGHTS.urge', basis: [law(35), law(36)] },
  ({ rightsTold }) =>
    rightsTold
      ? kept
      : breach(
          '催告书未告知陈述权和申辩权',
          'the urge does not tell the right to state and defend',
          'rightsTold',
        ),
);

/** 36: who was urged may state and defend. */
export const wasUrged = fileRule({ ...order, name: 'G-URGED', basis: [law(35), law(36)] }, ({ execution }) =>
  execution.urged === undefined ? breach('尚未催告', 'nobody has been urged yet') : kept,
);

/** A statement has an id of its own. */
export const newStatement = commandRule<{ readonly id: string }>(
  { ...order, name: 'G-STATEMENT', basis: [law(36)] },
  ({ id }, { execution }) =>
    execution.statements.some((each) => each.id === id)
      ? breach(`陈述申辩 ${id} 已经记录`, `statement ${id} is on file already`, 'id')
      : kept,
);

/** What is re-checked was stated, and is not re-checked yet. */
export const statementOpen = commandRule<ReviewUrgeStatement>(
  { ...order, name: 'G-STATEMENT.open', basis: [law(36)] },
  ({ id }, { execution }) =>
    execution.statements.some((each) => each.id === id && !each.reviewed)
      ? kept
      : breach(`没有待复核的陈述申辩 ${id}`, `no statement ${id} waits for a re-check`, 'id'),
);

const agreement = { group: 'content', code: 'R-03', basis: [law(42)] } as const;

/** 42: neither public interest nor the rights of others come to harm. */
export const agreementHarmless = commandRule<MakeAgreement>(
  { ...agreement, name: 'G-AGREE.harm' },
  ({ harmsPublic, harmsOthers }) =>
    harmsPublic || harmsOthers
      ? breach('执行协议损害公共利益或者他人合法权益', 'the agreement harms the public or others')
      : kept,
);

/** 42: only the late fee can be reduced, and only after 补救措施; the stages cover all the rest. */
export const agreementWhole = commandRule<MakeAgreement>(
  { ...agreement, name: 'G-AGREE' },
  ({ stages, lateFeeFen, remedied }, state, facts) => {
    if (facts.rules.find('latefee.rate') === undefined) return kept;
    const lawful = lawfulLateFee(state, facts, facts.date)?.fee ?? 0;
    const { paidLateFeeFen } = state.money;
    const owed = Math.max(0, owedFine(state)) + lateFeeFen - paidLateFeeFen;
    const sum = stages.reduce((total, { amountFen }) => total + amountFen, 0);
    const ordered = stages.every(({ due }, i) => due >= (stages[i - 1]?.due ?? facts.date));
    return [
      ...(lateFeeFen >= paidLateFeeFen && (lateFeeFen === lawful || (remedied && lateFeeFen < lawful))
        ? kept
        : breach(
            '只有采取补救措施的，才可以减免加处罚款',
            'the late fee is reduced only after measures to remedy',
            'lateFeeFen',
          )),
      ...(sum === owed && ordered
        ? kept
        : breach(
            '各阶段应当按日期先后，合计等于应缴数额',
            'stages come one after another and make up what is owed',
            'stages',
          )),
    ];
  },
);

/** 42(2): a stage of an agreement in force is over, and less was paid than it asks. */
export const stageMissed = commandRule<RecordAgreementBroken>(
  { ...order, name: 'G-AGREE.missed', basis: [law(42, 2)] },
  ({ missed }, { execution, money }, { date }) => {
    const current = agreementInForce(execution);
    const due = (current?.stages ?? [])
      .filter((stage) => stage.due <= missed)
      .reduce((sum, { amountFen }) => sum + amountFen, 0);
    const paid = money.paidFineFen + money.paidLateFeeFen + money.collectedFen - (current?.paidBefore ?? 0);
    const isStage = current?.stages.some((stage) => stage.due === missed) === true;
    return isStage && date > missed && paid < due
      ? kept
      : breach('没有逾期未履行的协议阶段', 'no stage of an agreement was missed', 'missed');
  },
);

/** 44: time to remove it oneself, from the announcement. */
export const removalAhead = commandRule<AnnounceDemolition>(
  { ...order, name: 'G-DEMOLISH', basis: [law(44)] },
  ({ removeBy }, _state, { date }) =>
    removeBy > date
      ? kept
      : breach(
          '限期拆除的日期应当在公告之后',
          'the last day to remove lies after the announcement',
          'removeBy',
        ),
);
