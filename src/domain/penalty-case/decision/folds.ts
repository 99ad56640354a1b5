import type { DecisionEvent } from '../../../events/decision.events';
import type { Folds } from '../stage';

export const decisionFolds: Folds<DecisionEvent> = {};
