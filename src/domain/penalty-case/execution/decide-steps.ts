import { ExecutionDecided, ExecutionDecisionServed } from '../../../events/execution.events';
import { plain, present } from '../../../kernel/plain-data';
import { statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { notOnHold, notStayed } from '../guards/hold';
import { tierReached } from '../guards/identity';
import { serviceRules } from '../guards/service';
import { fileRule } from '../guards/rule';
import { breach, kept } from '../../../kernel/guard';
import { serviceFindings, serviceRecord, serviceWords } from '../service/proof';
import { DecideExecution, ServeExecutionDecision } from './commands';
import {
  demolitionRipe,
  executionDiscussed,
  executionReviewed,
  executionSealed,
  feeRanLongEnough,
  powerByLaw,
  urgePeriodOver,
  urgeStatementsReviewed,
} from './decide-rules';
import { ownDecision } from './court-rules';
import { documentOf, documentReady, reserveNumber } from './document';
import { mootClocks } from './duty';
import { goesOn, stillUnperformed } from './rules';

const law = (article: number): string => statute('compulsion', article);

/** 38: there is a decision to serve, and it was not served yet. */
const executionToServe = fileRule(
  { group: 'sequence', code: 'R-00', name: 'G-EXECUTION', basis: [law(38)] },
  ({ execution: { decided } }) =>
    decided !== undefined && decided.served === undefined
      ? kept
      : breach('没有待送达的强制执行决定书', 'no execution decision waits for service'),
);

/** X5, X5b: the organ decides to execute by itself (强制法 37, 38). */
export const decideSteps: readonly CaseStep[] = [
  caseStep<DecideExecution>({
    no: 'X5',
    command: DecideExecution,
    zh: '作出强制执行决定',
    en: 'Decide to execute',
    basis: [law(34), law(37), law(44), law(46)],
    who: ['approver'],
    from: ['delivered'],
    rules: [
      tierReached,
      ownDecision,
      powerByLaw,
      notOnHold,
      notStayed,
      goesOn,
      urgeStatementsReviewed,
      executionReviewed,
      executionDiscussed,
      documentReady('execution-decision'),
      executionSealed,
      urgePeriodOver,
      stillUnperformed,
      feeRanLongEnough,
      demolitionRipe,
    ],
    parameters: [
      ...(['review.list', 'collective.list', 'latefee.before.exec'] as const),
      ...(['latefee.rate', 'latefee.cap', 'appeal.apply', 'lawsuit'] as const),
    ],
    closes: ['court.apply'],
    alerts: ['W-18'],
    emits: ['ExecutionDecided'],
    reserves: reserveNumber,
    record: (
      { manners, power, immediate, approver, review, discussion, reasons },
      state,
      facts,
      reliance,
    ) => [
      ExecutionDecided(
        {
          document: documentOf(facts),
          ...{ manners: [...manners], power: plain(power), immediate, approver },
          ...present({
            review: review && { reviewer: review.reviewer, on: review.on, reference: review.reference },
            discussion: discussion && plain(discussion),
          }),
          ...{ opens: [], closes: mootClocks(state).filter((key) => key === 'court.apply') },
          reliance,
        },
        { party: { words: reasons } },
      ),
    ],
  }),
  caseStep<ServeExecutionDecision>({
    no: 'X5b',
    command: ServeExecutionDecision,
    zh: '送达强制执行决定书',
    en: 'Serve the execution decision',
    basis: [law(38)],
    who: ['officer'],
    from: ['delivered'],
    rules: [
      executionToServe,
      ...serviceRules('execution-decision', ({ execution }) => execution.decided?.on),
    ],
    parameters: ['officers.min', 'service.public'],
    alerts: ['W-30'],
    emits: ['ExecutionDecisionServed'],
    record: ({ service, officers }, _state, facts, reliance) => [
      ExecutionDecisionServed(
        {
          service: serviceRecord(service, officers, facts.rules),
          findings: serviceFindings(service, 'execution-decision'),
          reliance,
        },
        { party: serviceWords(service) },
      ),
    ],
  }),
];
