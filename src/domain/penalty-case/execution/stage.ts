import type { Stage } from '../stage';

/** C.5: enforcement. */
export const executionStage: Stage = { steps: [], watches: {} };
