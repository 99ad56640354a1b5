import type { Stage } from '../stage';

/** P24–P27b: appeals, reversal, reopening. */
export const remedyStage: Stage = { steps: [], watches: {} };
