import { breach, kept } from '../../../kernel/guard';
import { statute } from '../../statute';
import { commandRule, fileRule } from '../guards/rule';
import type { CompleteExecution, ReverseExecution } from './course-commands';
import { isOver, lastDay, unperformed } from './duty';
import { anythingPerformed } from './state';

/** X9, X11 and X12: the course and the end of an execution (强制法 39–41). */

const law = (article: number, paragraph?: number): string => statute('compulsion', article, paragraph);
const order = { group: 'sequence', code: 'R-00' } as const;

/** There is an execution that can be halted or ended. */
export const underWay = fileRule(
  { ...order, name: 'G-COURSE', basis: [law(39), law(40)] },
  ({ execution }) =>
    execution.overdue !== undefined && execution.ended === undefined && execution.done === undefined
      ? kept
      : breach('没有进行中的强制执行', 'no execution is under way'),
);

/** Only what runs can be halted. */
export const notHalted = fileRule({ ...order, name: 'G-COURSE.runs', basis: [law(39)] }, ({ execution }) =>
  execution.halted === undefined ? kept : breach('已中止执行', 'execution is halted already'),
);

/** Only what is halted can be resumed. */
export const isHalted = fileRule(
  { ...order, name: 'G-COURSE.halted', basis: [law(39, 2)] },
  ({ execution }) =>
    execution.halted === undefined ? breach('没有中止的执行', 'no execution is halted') : kept,
);

/** 39(2): no evident social harm, truly unable, and three years since the halt without resumption. */
export const mayGiveUp = fileRule(
  { group: 'time', code: 'R-27', name: 'G-GIVEUP', basis: [law(39, 2)] },
  ({ execution: { halted } }, facts) =>
    halted?.ground === 'unable' &&
    halted.harmless &&
    isOver(lastDay(facts, 'exec.giveup', halted.since), facts)
      ? kept
      : breach(
          '中止执行未满三年，或者不属于确无能力履行且没有明显社会危害',
          'not three years since the halt, or not for a harmless inability',
        ),
);

/** X11: what is called done has been done. */
export const reallyDone = commandRule<CompleteExecution>(
  { ...order, name: 'G-DONE', basis: [law(34)] },
  ({ performedBy }, state, facts) => {
    const { acted, court, overdue } = state.execution;
    const done = {
      party: overdue?.duty === 'act' || !unperformed(state, facts),
      organ: acted.includes('organ'),
      substitute: acted.includes('substitute'),
      court: court?.status === 'executed',
    }[performedBy];
    return done
      ? kept
      : breach('没有相应的履行、执行记录', 'nothing on file shows that it was done', 'performedBy');
  },
);

/** X12: something was paid or executed that can be turned back. */
export const somethingToTurnBack = fileRule(
  { ...order, name: 'G-REVERSE', basis: [law(41)] },
  ({ execution, money }) =>
    execution.toTurnBack !== undefined || anythingPerformed(execution) || money.paidLateFeeFen > 0
      ? kept
      : breach('没有可以回转的执行', 'nothing was executed that could be reversed'),
);

/** 41: compensation only where it can be neither restored nor returned. */
export const restoredFirst = commandRule<ReverseExecution>(
  { group: 'content', code: 'R-03', name: 'G-REVERSE.first', basis: [law(41)] },
  ({ how, impossible }) =>
    how === 'compensated' && impossible === undefined
      ? breach(
          '应当先恢复原状或者退还财物；不能的，说明理由后赔偿',
          'it is restored or returned; compensation says why that cannot be',
          'impossible',
        )
      : kept,
);
