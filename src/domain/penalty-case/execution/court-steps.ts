import {
  CourtAccepted,
  CourtEnded,
  CourtEnforcementApplied,
  CourtExecuted,
  CourtNotAccepted,
  CourtReviewAsked,
  CourtReviewDecided,
  CourtRuled,
} from '../../../events/court.events';
import type { Clock } from '../../../events/schemas';
import { addDays, type CivilDate } from '../../../kernel/time';
import { plain, present } from '../../../kernel/plain-data';
import { statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { endClocks, opening } from '../clocks';
import type { CaseFacts } from '../facts';
import { notOnHold, notStayed } from '../guards/hold';
import {
  ApplyToCourt,
  AskCourtReview,
  RecordCourtAcceptance,
  RecordCourtEnd,
  RecordCourtExecution,
  RecordCourtRefusal,
  RecordCourtReview,
  RecordCourtRuling,
} from './course-commands';
import {
  courtAt,
  courtDated,
  courtLimit,
  courtPackage,
  latenessExplained,
  noApplicationOpen,
  ownApplication,
  ownDecision,
  remediesOver,
  rightCourt,
  urgedBeforeCourt,
} from './court-rules';
import { isOver, lastDay, mootClocks } from './duty';
import { goesOn, stillUnperformed } from './rules';

const law = (article: number): string => statute('compulsion', article);
const row = { who: ['officer'], from: ['delivered'] } as const;
const review = ['court.review.ask', 'court.review.ask.warn'] as const;

/** X10 to X10e: application to the court, its answers, and the higher court (强制法 53–59). */
export const courtSteps: readonly CaseStep[] = [
  caseStep<ApplyToCourt>({
    no: 'X10',
    command: ApplyToCourt,
    zh: '申请法院强制执行',
    en: 'Apply to the court for enforcement',
    basis: [law(53), law(54), law(55), statute('reconsideration', 78), statute('litigation', 95)],
    who: ['approver'],
    from: ['delivered'],
    rules: [
      ownDecision,
      ownApplication,
      rightCourt,
      notOnHold,
      notStayed,
      goesOn,
      noApplicationOpen,
      courtPackage,
      latenessExplained,
      remediesOver,
      urgedBeforeCourt,
      stillUnperformed,
    ],
    parameters: [
      ...(['court.apply', 'court.apply.judgment', 'urge.before.court', 'court.accept'] as const),
      ...(['appeal.apply', 'lawsuit', 'lawsuit.after.review'] as const),
    ],
    opens: ['court.accept'],
    closes: ['fine.pay', 'court.apply'],
    alerts: ['W-15', 'W-18'],
    emits: ['CourtEnforcementApplied'],
    record: (c, state, facts, reliance) => {
      const limit = courtLimit(c, state, facts);
      const { ground, court, courtPlace, immovable, urgent, documents, signer } = c;
      return [
        CourtEnforcementApplied(
          {
            ...{ ground, court, courtPlace, immovable, urgent, documents: [...documents], signer },
            ...present({ limit }),
            late: isOver(limit, facts),
            opens: [opening(facts, 'court.accept', facts.date)],
            closes: mootClocks(state),
            reliance,
          },
          { party: present({ lateReason: c.lateReason }) },
        ),
      ];
    },
  }),
  caseStep<RecordCourtAcceptance>({
    ...row,
    no: 'X10b',
    command: RecordCourtAcceptance,
    zh: '法院受理',
    en: 'Record the acceptance by the court',
    basis: [law(56)],
    rules: [courtAt('applied'), courtDated],
    parameters: ['court.rule'],
    opens: ['court.rule'],
    closes: ['court.accept'],
    emits: ['CourtAccepted'],
    record: (c, _state, facts, reliance) => [
      CourtAccepted({
        ...plain(c),
        opens: [opening(facts, 'court.rule', c.on)],
        closes: ['court.accept'],
        reliance,
      }),
    ],
  }),
  caseStep<RecordCourtRefusal>({
    ...row,
    no: 'X10b',
    command: RecordCourtRefusal,
    zh: '法院不予受理',
    en: 'Record that the court does not accept',
    basis: [law(56)],
    rules: [courtAt('applied'), courtDated],
    parameters: ['court.review.ask', 'court.review.ask.warn'],
    opens: review,
    closes: ['court.accept'],
    alerts: ['W-42'],
    emits: ['CourtNotAccepted'],
    record: (c, _state, facts, reliance) => [
      CourtNotAccepted({ ...plain(c), opens: reviewClocks(facts, c.on), closes: ['court.accept'], reliance }),
    ],
  }),
  caseStep<RecordCourtRuling>({
    ...row,
    no: 'X10c',
    command: RecordCourtRuling,
    zh: '法院裁定',
    en: 'Record the ruling of the court',
    basis: [law(57), law(58), law(59)],
    rules: [courtAt('accepted'), courtDated],
    parameters: ['court.review.ask', 'court.review.ask.warn', 'court.ruling.serve', 'court.urgent'],
    opens: [...review, 'court.urgent'],
    closes: ['court.rule'],
    alerts: ['W-42'],
    emits: ['CourtRuled'],
    record: (c, _state, facts, reliance) => [
      CourtRuled({
        ...plain(c),
        ...present({ serveBy: c.granted ? undefined : lastDay(facts, 'court.ruling.serve', c.ruled) }),
        opens: c.granted ? [opening(facts, 'court.urgent', c.ruled)] : reviewClocks(facts, c.on),
        closes: ['court.rule'],
        reliance,
      }),
    ],
  }),
  caseStep<AskCourtReview>({
    ...row,
    no: 'X10d',
    command: AskCourtReview,
    zh: '向上一级法院申请复议',
    en: 'Ask the higher court',
    basis: [law(56), law(58)],
    who: ['approver'],
    rules: [courtAt('not-accepted', 'execution-refused'), courtDated],
    parameters: ['court.review.decide'],
    opens: ['court.review.decide'],
    closes: review,
    alerts: ['W-42'],
    emits: ['CourtReviewAsked'],
    record: (c, { execution: { court } }, facts, reliance) => {
      const caseName = court?.status === 'not-accepted' ? 'not-accepted' : 'not-executed';
      return [
        CourtReviewAsked({
          ...plain(c),
          late: court?.reviewBy !== undefined && c.on > court.reviewBy,
          opens: [opening(facts, 'court.review.decide', c.on, { caseName })],
          closes: [...review],
          reliance,
        }),
      ];
    },
  }),
  caseStep<RecordCourtReview>({
    ...row,
    no: 'X10d',
    command: RecordCourtReview,
    zh: '上一级法院裁定',
    en: 'Record the ruling of the higher court',
    basis: [law(56), law(58)],
    rules: [courtAt('review-asked'), courtDated],
    parameters: ['court.rule'],
    opens: ['court.rule'],
    closes: ['court.review.decide'],
    emits: ['CourtReviewDecided'],
    record: (c, _state, facts, reliance) => [
      CourtReviewDecided({
        ...plain(c),
        opens: c.outcome === 'to-accept' ? [opening(facts, 'court.rule', c.on)] : [],
        closes: ['court.review.decide'],
        reliance,
      }),
    ],
  }),
  caseStep<RecordCourtExecution>({
    ...row,
    no: 'X10e',
    command: RecordCourtExecution,
    zh: '法院执行完毕',
    en: 'Record the execution by the court',
    basis: [law(57), law(59)],
    rules: [courtAt('execution-granted'), courtDated],
    closes: ['court.urgent'],
    emits: ['CourtExecuted'],
    record: (c, _state, _facts, reliance) => [
      CourtExecuted({ ...plain(c), opens: [], closes: ['court.urgent'], reliance }),
    ],
  }),
  caseStep<RecordCourtEnd>({
    ...row,
    no: 'X10e',
    command: RecordCourtEnd,
    zh: '法院终结执行',
    en: 'Record that the court ended the execution',
    basis: [law(57), law(40)],
    rules: [courtAt('execution-granted'), courtDated],
    parameters: ['onspot.archive', 'case.close'],
    opens: ['onspot.close', 'onspot.archive', 'case.close'],
    closes: ['court.urgent'],
    emits: ['CourtEnded'],
    record: (c, state, facts, reliance) => [
      CourtEnded({ ...plain(c), opens: endClocks(state, facts), closes: ['court.urgent'], reliance }),
    ],
  }),
];

/**
 * The fifteen days to ask the higher court, and W-42 five days before their end: the clock of the warning ends on the day
 * before it is to be raised.
 */
function reviewClocks(facts: CaseFacts, received: CivilDate): Clock[] {
  const ask = opening(facts, 'court.review.ask', received);
  const { due } = ask;
  const before = facts.rules.find('court.review.ask.warn')?.value.before[0];
  if (due === undefined || before === undefined) return [ask];
  return [ask, { ...ask, key: 'court.review.ask.warn', due: addDays(due, -before - 1) }];
}
