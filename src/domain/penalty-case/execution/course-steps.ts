import {
  ExecutionDone,
  ExecutionGivenUp,
  ExecutionHalted,
  ExecutionResumed,
  ExecutionReversed,
  ExecutionTerminated,
} from '../../../events/execution.events';
import type { Clock } from '../../../events/schemas';
import { plain } from '../../../kernel/plain-data';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { endClocks, opening, stillOpen } from '../clocks';
import type { CaseFacts } from '../facts';
import { tierReached } from '../guards/identity';
import { after, reopenedPhases } from '../remedy/appeal-steps';
import type { CaseState } from '../state';
import {
  CompleteExecution,
  GiveUpExecution,
  HaltExecution,
  ResumeExecution,
  ReverseExecution,
  TerminateExecution,
} from './course-commands';
import {
  isHalted,
  mayGiveUp,
  notHalted,
  reallyDone,
  restoredFirst,
  somethingToTurnBack,
  underWay,
} from './course-rules';
import { mootClocks } from './duty';
import { turnBackClock } from './state';

const law = (article: number): string => statute('compulsion', article);
const ends = ['onspot.close', 'onspot.archive', 'case.close'] as const;
const decides = { no: 'X9', who: ['approver'], from: ['delivered'] } as const;

/** X9, X11, X12: halted, resumed, ended, done, turned back (强制法 39–41). */
export const courseSteps: readonly CaseStep[] = [
  caseStep<HaltExecution>({
    ...decides,
    command: HaltExecution,
    zh: '中止执行',
    en: 'Halt the execution',
    basis: [law(39)],
    rules: [tierReached, underWay, notHalted],
    parameters: ['exec.giveup'],
    opens: ['exec.giveup'],
    emits: ['ExecutionHalted'],
    record: ({ reasons, ...c }, _state, facts, reliance) => [
      ExecutionHalted(
        { ...plain(c), opens: [opening(facts, 'exec.giveup', facts.date)], closes: [], reliance },
        { party: { words: reasons } },
      ),
    ],
  }),
  caseStep<ResumeExecution>({
    ...decides,
    command: ResumeExecution,
    zh: '恢复执行',
    en: 'Resume the execution',
    basis: [law(39)],
    who: ['officer', 'approver'],
    rules: [isHalted],
    closes: ['exec.giveup'],
    emits: ['ExecutionResumed'],
    record: ({ reasons }, _state, _facts, reliance) => [
      ExecutionResumed({ opens: [], closes: ['exec.giveup'], reliance }, { party: { words: reasons } }),
    ],
  }),
  caseStep<TerminateExecution>({
    ...decides,
    command: TerminateExecution,
    zh: '终结执行',
    en: 'Terminate the execution',
    basis: [law(40)],
    rules: [tierReached, underWay],
    parameters: ['onspot.archive', 'case.close'],
    opens: ends,
    closes: ['fine.pay', 'court.apply', 'exec.giveup'],
    alerts: ['W-15', 'W-18', 'W-23'],
    emits: ['ExecutionTerminated'],
    record: ({ reasons, ...c }, state, facts, reliance) => [
      ExecutionTerminated(
        { ...plain(c), ...atTheEnd(state, facts), reliance },
        { party: { words: reasons } },
      ),
    ],
  }),
  caseStep<GiveUpExecution>({
    ...decides,
    command: GiveUpExecution,
    zh: '不再执行',
    en: 'Give the execution up',
    basis: [law(39)],
    rules: [tierReached, underWay, mayGiveUp],
    parameters: ['exec.giveup', 'onspot.archive', 'case.close'],
    opens: ends,
    closes: ['fine.pay', 'court.apply', 'exec.giveup'],
    alerts: ['W-15', 'W-18', 'W-23'],
    emits: ['ExecutionGivenUp'],
    record: ({ approver }, state, facts, reliance) => [
      ExecutionGivenUp({
        ...{ approver, since: state.execution.halted?.since ?? facts.date },
        ...atTheEnd(state, facts),
        reliance,
      }),
    ],
  }),
  caseStep<CompleteExecution>({
    no: 'X11',
    command: CompleteExecution,
    zh: '执行完毕',
    en: 'Complete the execution',
    basis: [law(34), penaltyLaw(66)],
    who: ['officer'],
    from: ['delivered'],
    rules: [underWay, reallyDone],
    parameters: ['onspot.archive', 'case.close', 'latefee.rate', 'latefee.cap'],
    opens: ends,
    closes: ['fine.pay', 'court.apply', 'exec.giveup'],
    alerts: ['W-15', 'W-18', 'W-23'],
    emits: ['ExecutionDone'],
    record: ({ performedBy }, state, facts, reliance) => [
      ExecutionDone({ performedBy, ...atTheEnd(state, facts), reliance }),
    ],
  }),
  caseStep<ReverseExecution>({
    no: 'X12',
    command: ReverseExecution,
    zh: '执行回转',
    en: 'Reverse the execution',
    basis: [law(41)],
    who: ['approver'],
    from: [...after, ...reopenedPhases],
    rules: [somethingToTurnBack, restoredFirst],
    closes: ['fine.pay', 'court.apply', 'exec.giveup', 'remedy.duty'],
    alerts: ['W-15', 'W-18', 'W-43'],
    emits: ['ExecutionReversed'],
    record: ({ because, how, amountFen, reference }, state, _facts, reliance) => [
      ExecutionReversed({
        ...{ because, how, amountFen, reference },
        ...{ opens: [], closes: turnedBack(state), reliance },
      }),
    ],
  }),
];

/** What is turned back of a decision that is gone takes no clock of a new one away. */
const turnedBack = (state: CaseState): string[] => [
  ...(state.execution.toTurnBack === undefined ? mootClocks(state) : []),
  ...stillOpen(state, turnBackClock),
];

/** The case is to be closed, and nothing waits for the party or the court any more. */
const atTheEnd = (state: CaseState, facts: CaseFacts): { opens: Clock[]; closes: string[] } => ({
  opens: endClocks(state, facts),
  closes: mootClocks(state),
});
