import type { HearingEvent } from '../../../events/hearing.events';
import type { Folds } from '../stage';

export const hearingFolds: Folds<HearingEvent> = {};
