import type { InvestigationEvent } from '../../../events/investigation.events';
import type { Folds } from '../stage';

export const investigationFolds: Folds<InvestigationEvent> = {};
