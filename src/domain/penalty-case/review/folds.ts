import type { ReviewEvent } from '../../../events/review.events';
import type { Folds } from '../stage';

export const reviewFolds: Folds<ReviewEvent> = {};
