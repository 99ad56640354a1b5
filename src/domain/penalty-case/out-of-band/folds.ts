import type { OutOfBandEvent } from '../../../events/out-of-band.events';
import type { Folds } from '../stage';

/** What was done stands in the events that follow; that it came in late changes nothing of it. */
export const outOfBandFolds: Folds<OutOfBandEvent> = { OutOfBandFactRecorded: (state) => state };
