import type { Stage } from '../stage';

/** P17: service. */
export const serviceStage: Stage = { steps: [], watches: {} };
