import type { Stage } from '../stage';

/** P12, P13: hearing. */
export const hearingStage: Stage = { steps: [], watches: {} };
