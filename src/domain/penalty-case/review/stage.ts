import type { Stage } from '../stage';
import { reviewSteps } from './steps';

/** P8–P9c: legal review. */
export const reviewStage: Stage = {
  steps: reviewSteps,
  watches: {
    'review.time': { of: ['legal-reviewer'], zh: '法制审核', en: 'legal review', alert: 'W-04', row: 'V07' },
  },
};
