import type { RemedyEvent } from '../../../events/remedy.events';
import type { Folds } from '../stage';

export const remedyFolds: Folds<RemedyEvent> = {};
