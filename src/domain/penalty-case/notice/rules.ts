import { breach, kept } from '../../../kernel/guard';
import { penaltyLaw } from '../../statute';
import { hearingApplies } from '../guards/before-decision';
import { commandRule, fileRule } from '../guards/rule';
import { penaltyProposed } from '../investigation/state';
import type { CaseState } from '../state';
import type { ReceiveStatement, ReviewStatement, ServeNotice } from './commands';

/** What prior notice and statements must meet (处罚法 44, 45, 62, 63); how a notice is served is said in `guards/service`. */

const sequence = { group: 'sequence', code: 'R-00', basis: [penaltyLaw(44), penaltyLaw(45)] } as const;

/** 63: where the penalty is heavy enough, the notice tells the right to a hearing. */
export const hearingRightTold = commandRule<ServeNotice>(
  { group: 'content', code: 'R-16', name: 'G-HEAR.told', basis: [penaltyLaw(63), penaltyLaw(44)] },
  (command, state, facts) =>
    command.hearingTold || !hearingApplies(command, state, facts)
      ? kept
      : breach(
          '拟作出的处罚应当告知要求听证的权利',
          'this penalty needs the right to a hearing told',
          'hearingTold',
        ),
);

/** 44: a notice rests on facts that are on record. */
export const factsOnRecord = fileRule(
  { group: 'sequence', code: 'R-15', name: 'G-NOTICE.facts', basis: [penaltyLaw(44)] },
  ({ findings }) =>
    findings === undefined || findings.facts.length === 0
      ? breach('未认定违法事实，不能告知', 'no facts are on record to be told')
      : kept,
);

/** P11: there is a notice to speak to. */
export const noticeServed = fileRule({ ...sequence, name: 'G-STEP.noticed' }, ({ notice: { served } }) =>
  served === undefined ? breach('尚未送达事先告知书', 'no prior notice has been served') : kept,
);

/** P11: each statement has a number of its own. */
export const newStatement = commandRule<ReceiveStatement>(
  { ...sequence, name: 'G-STEP.statement' },
  ({ id }, { notice: { statements } }) =>
    statements.some((each) => each.id === id)
      ? breach(`陈述申辩 ${id} 已登记`, `statement ${id} is on record already`, 'id')
      : kept,
);

/** P11: what was said already, or given up, is not given up again. */
export const notSpokenYet = fileRule(
  { ...sequence, name: 'G-STEP.waived' },
  ({ notice: { served, statements, waived } }) =>
    waived || statements.some(({ round }) => round === served?.round)
      ? breach('已提出或者已放弃陈述申辩', 'a statement was made or given up already')
      : kept,
);

/** P11: the statement is on record and waits for its review. */
export const statementWaits = commandRule<ReviewStatement>(
  { ...sequence, name: 'G-STEP.reviewed' },
  ({ id }, { notice: { statements } }) =>
    statements.some((each) => each.id === id && !each.reviewed)
      ? kept
      : breach(`没有待复核的陈述申辩 ${id}`, `no statement ${id} waits for a review`, 'id'),
);

/** The party has to be told of the penalty proposed: not told yet, or facts have been recorded since. */
export const toBeTold = (state: CaseState): boolean => {
  const { served } = state.notice;
  const unknown = (state.findings?.facts ?? []).some(({ id }) => served?.facts.includes(id) !== true);
  return penaltyProposed(state) && (served === undefined || unknown);
};

/** What the party said has not been re-checked. */
export const someStatementWaits = ({ notice: { statements } }: CaseState): boolean =>
  statements.some(({ reviewed }) => !reviewed);
