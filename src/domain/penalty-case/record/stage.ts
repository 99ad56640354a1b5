import type { Stage } from '../stage';

/** What any procedure may record: out-of-band facts, interference. */
export const recordStage: Stage = { steps: [], watches: {} };
