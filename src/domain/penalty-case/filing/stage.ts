import type { Stage } from '../stage';

/** P1–P3b: clue, verification, filing. */
export const filingStage: Stage = { steps: [], watches: {} };
