import type { FilingEvent } from '../../../events/filing.events';
import type { Folds } from '../stage';

export const filingFolds: Folds<FilingEvent> = {};
