import type { Stage } from '../stage';

/** P8–P9c: legal review. */
export const reviewStage: Stage = { steps: [], watches: {} };
