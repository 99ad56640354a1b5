import {
  ReviewDisagreementEscalated,
  ReviewPassed,
  ReviewProblemsFound,
  ReviewSubmitted,
} from '../../../events/review.events';
import type { Reliance } from '../../../events/case-schemas';
import { present } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseRecord, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import { penaltyProposed } from '../investigation/state';
import type { CaseState } from '../state';
import { EscalateReview, GiveOpinion, SubmitReview } from './commands';
import { proposalOnFile } from './file';
import * as rules from './rules';

const basis = [penaltyLaw(58)];

/** The investigation is over and nothing is decided: review and notice may come in either order. */
const from = ['concluded', 'noticed'] as const;

const nextRound = ({ review: { submitted } }: CaseState): number => (submitted?.round ?? 0) + 1;

/** P8 to P9c: submitted, passed or sent back, and again; a disagreement goes to the chiefs (处罚法 58). */
export const reviewSteps: readonly CaseStep[] = [
  caseStep<SubmitReview>({
    no: 'P8',
    command: SubmitReview,
    zh: '送法制审核',
    en: 'Submit the file for legal review',
    basis,
    who: ['officer'],
    from,
    rules: [rules.needsReview, rules.problemsAnswered],
    parameters: ['review.time'],
    opens: ['review.time'],
    alerts: ['W-04'],
    awaited: { in: from, when: penaltyProposed, clears: 'R-14' },
    emits: ['ReviewSubmitted'],
    record: ({ note, answers }, state, facts, reliance) => [
      ReviewSubmitted(
        {
          ...{ round: nextRound(state), fileHash: facts.fileHash },
          answers: answers.map(({ problem }) => problem),
          opens: [opening(facts, 'review.time', facts.date)],
          closes: [],
          reliance,
        },
        {
          party: {
            ...present({ note }),
            answers: answers.map(({ problem, text }) => ({ problem, text })),
          },
        },
      ),
    ],
  }),
  caseStep<GiveOpinion>({
    no: 'P9',
    command: GiveOpinion,
    zh: '出具法制审核意见',
    en: 'Give the legal opinion',
    basis,
    who: ['legal-reviewer'],
    from,
    rules: [
      rules.namedReviewer,
      rules.reviewerApart,
      rules.reviewerUnbiased,
      rules.submittedForReview,
      rules.fileAsSubmitted,
      rules.checklistComplete,
      rules.outcomeFollows,
    ],
    closes: ['review.time'],
    alerts: ['W-04'],
    emits: ['ReviewPassed', 'ReviewProblemsFound'],
    record: (command, state, facts, reliance) => [opinionOf(command, state, facts, reliance)],
  }),
  caseStep<EscalateReview>({
    no: 'P9c',
    command: EscalateReview,
    zh: '审核分歧提请集体讨论',
    en: 'Bring the disagreement before the chiefs',
    basis: [penaltyLaw(57, 2), penaltyLaw(58)],
    who: ['officer', 'legal-reviewer', 'approver'],
    from,
    rules: [rules.inDisagreement],
    emits: ['ReviewDisagreementEscalated'],
    record: ({ ofOfficers, ofReviewer }, { review: { opinion } }, _facts, reliance) => [
      ReviewDisagreementEscalated(
        {
          ...{ round: opinion?.round ?? 0, reviewer: opinion?.reviewer ?? '' },
          ...{ problems: [...(opinion?.problems ?? [])], opens: [], closes: [], reliance },
        },
        { party: { ofOfficers, ofReviewer } },
      ),
    ],
  }),
];

function opinionOf(
  { reviewer, outcome, checklist, problems, opinion }: GiveOpinion,
  state: CaseState,
  facts: CaseFacts,
  reliance: Reliance,
): CaseRecord {
  const data = {
    ...{ round: state.review.submitted?.round ?? 0, reviewer, fileHash: facts.fileHash },
    ...present({ proposal: proposalOnFile(state) }),
    checklist: checklist.map(({ item, result }) => ({ item, result })),
    ...{ opens: [], closes: ['review.time'], reliance },
  };
  const remarks = checklist.flatMap(({ item, remark }) =>
    remark === undefined ? [] : [{ item, text: remark }],
  );
  if (outcome === 'passed') return ReviewPassed(data, { party: { opinion, remarks } });
  const named = problems.map(({ id, item }) => ({ id, item }));
  const inWords = problems.map(({ id, text }) => ({ id, text }));
  return ReviewProblemsFound(
    { ...data, problems: named },
    { party: { opinion, remarks, problems: inWords } },
  );
}
