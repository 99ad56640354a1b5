import { reviewItems, type ReviewItem } from '../../../events/review.events';
import { Code, OneOf, Optional, Parts, Person, Text } from '../../fields';

/** P8–P9c: legal review. */

/** What was done about a problem that the last opinion named. */
export class ProblemAnswer {
  @Code() problem!: string;
  @Text(4000) text!: string;
}

/** P8 送法制审核, and P9b again after an opinion that found problems. */
export class SubmitReview {
  @Optional() @Text(4000) note?: string;
  /** One for each problem of the last opinion. */
  @Parts(() => ProblemAnswer, 0, 50) answers!: ProblemAnswer[];
}

/** One item of the checklist. */
export class ChecklistAnswer {
  @OneOf(reviewItems) item!: ReviewItem;
  @OneOf(['pass', 'problem', 'not-applicable']) result!: 'pass' | 'problem' | 'not-applicable';
  @Optional() @Text(2000) remark?: string;
}

/** A problem that the file has to answer before it is reviewed again. */
export class ReviewProblem {
  @Code() id!: string;
  @OneOf(reviewItems) item!: ReviewItem;
  @Text(4000) text!: string;
}

/** P9 审核意见: 同意, or 存在问题 with every problem named. */
export class GiveOpinion {
  /** The named reviewer of the organ, who signs. */
  @Person() reviewer!: string;
  @OneOf(['passed', 'problems']) outcome!: 'passed' | 'problems';
  @Parts(() => ChecklistAnswer, 0, 20) checklist!: ChecklistAnswer[];
  @Parts(() => ReviewProblem, 0, 50) problems!: ReviewProblem[];
  @Text(4000) opinion!: string;
}

/** P9c 提请集体讨论: officers and reviewer do not agree; both opinions are kept. */
export class EscalateReview {
  @Text(4000) ofOfficers!: string;
  @Text(4000) ofReviewer!: string;
}

export type ReviewCommand = SubmitReview | GiveOpinion | EscalateReview;
