import type { ReviewPassed, ReviewProblemsFound } from '../../../events/review.events';
import { type ReviewEvent } from '../../../events/review.events';
import type { EventOf } from '../../../events/define-event';
import type { Recorded } from '../../../kernel/event';
import { present } from '../../../kernel/plain-data';
import type { Folds } from '../stage';
import type { CaseState } from '../state';
import type { Review } from './state';

type Opinion = Recorded<EventOf<typeof ReviewPassed>> | Recorded<EventOf<typeof ReviewProblemsFound>>;

const together = (known: readonly string[], another: string): readonly string[] => [
  ...new Set([...known, another]),
];

function opinion(state: CaseState, event: Opinion): CaseState {
  const { round, fileHash, reviewer, proposal } = event.data;
  const { submitted, reviewers } = state.review;
  const problems = event.type === 'ReviewPassed' ? [] : event.data.problems.map(({ id }) => id);
  const outcome = event.type === 'ReviewPassed' ? 'passed' : 'problems';
  const given = { round, outcome, fileHash, reviewer, on: event.meta.legal.d, problems } as const;
  const review: Review = {
    ...present({ submitted }),
    opinion: { ...given, ...present({ proposal }) },
    reviewers: together(reviewers, reviewer),
  };
  return { ...state, review };
}

export const reviewFolds: Folds<ReviewEvent> = {
  ReviewSubmitted: (state, { data: { round, fileHash }, meta }) => ({
    ...state,
    review: { ...state.review, submitted: { round, fileHash, on: meta.legal.d } },
  }),
  ReviewPassed: opinion,
  ReviewProblemsFound: opinion,
  ReviewDisagreementEscalated: (state, { data: { round }, meta }) => ({
    ...state,
    review: { ...state.review, escalated: { round, on: meta.legal.d } },
  }),
};
