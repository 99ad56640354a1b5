import type { RecordEvent } from '../../../events/record.events';
import type { Folds } from '../stage';

export const recordFolds: Folds<RecordEvent> = {};
