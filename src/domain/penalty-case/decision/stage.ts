import type { Stage } from '../stage';
import { generalDecisionSteps } from './steps';

/** P14–P16: collective discussion, decision, document. */
export const decisionStage: Stage = {
  steps: generalDecisionSteps,
  watches: {
    service: { of: ['officer'], zh: '送达决定书', en: 'service of the decision', alert: 'W-09', row: 'V15' },
  },
};
