import * as e from '../../../events/remedy.events';
import { breach, kept } from '../../../kernel/guard';
import { statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import { commandRule } from '../guards/rule';
import type { CaseState } from '../state';
import { after } from './appeal-steps';
import { RecordReviewOpinion, ReportOnOpinion } from './commands';

const legal = ['officer', 'legal-reviewer', 'approver'] as const;
const basis = [statute('reconsideration', 76)];

/** Clock of the report on the opinion that came with a reconsideration. */
const reportOn = (appeal: string): string => `appeal.opinion/${appeal}`;

const waits = ({ clocks }: CaseState, appeal: string): boolean => Object.hasOwn(clocks, reportOn(appeal));

/** 76: it comes in the course of a reconsideration, or at its end; one report is owed at a time. */
const inReconsideration = commandRule<RecordReviewOpinion>(
  { group: 'sequence', code: 'R-00', name: 'G-STEP.opinion', basis },
  ({ appeal }, state) =>
    state.remedy.appeals[appeal]?.kind === 'reconsideration' && !waits(state, appeal)
      ? kept
      : breach(
          `没有行政复议“${appeal}”，或者其意见书尚待报告`,
          `there is no reconsideration ${appeal}, or its opinion still waits for a report`,
          'appeal',
        ),
);

/** What is reported on was received. */
const opinionWaits = commandRule<ReportOnOpinion>(
  { group: 'sequence', code: 'R-00', name: 'G-STEP.opinion-waits', basis },
  ({ appeal }, state) =>
    waits(state, appeal)
      ? kept
      : breach('没有待报告的行政复议意见书', 'no opinion waits for a report', 'appeal'),
);

/** P24: 行政复议意见书 and the report on what was done about it (复议法 76; W-48). */
export const opinionSteps: readonly CaseStep[] = [
  caseStep<RecordReviewOpinion>({
    no: 'P24',
    command: RecordReviewOpinion,
    zh: '收到行政复议意见书',
    en: 'Record an opinion of the reconsideration organ',
    basis,
    who: legal,
    from: after,
    rules: [inReconsideration],
    parameters: ['appeal.opinion'],
    opens: ['appeal.opinion'],
    alerts: ['W-48'],
    emits: ['ReviewOpinionReceived'],
    record: ({ appeal, reference }, _state, facts, reliance) => [
      e.ReviewOpinionReceived({
        ...{ appeal, reference },
        opens: [opening(facts, 'appeal.opinion', facts.date, reportOn(appeal))],
        ...{ closes: [], reliance },
      }),
    ],
  }),
  caseStep<ReportOnOpinion>({
    no: 'P24',
    command: ReportOnOpinion,
    zh: '报告行政复议意见书落实情况',
    en: 'Report on an opinion of the reconsideration organ',
    basis,
    who: legal,
    from: after,
    rules: [opinionWaits],
    closes: ['appeal.opinion'],
    alerts: ['W-48'],
    emits: ['ReviewOpinionReported'],
    record: ({ appeal, reference }, _state, _facts, reliance) => [
      e.ReviewOpinionReported({ appeal, reference, opens: [], closes: [reportOn(appeal)], reliance }),
    ],
  }),
];
