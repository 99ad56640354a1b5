import type { RecordingEvent } from '../../../events/recording.events';
import type { Folds } from '../stage';

/** An index judges nothing and is judged by nothing. */
export const recordingFolds: Folds<RecordingEvent> = { RecordingIndexed: (state) => state };
