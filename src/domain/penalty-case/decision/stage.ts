import type { Stage } from '../stage';

/** P14–P16: collective discussion, decision, document. */
export const decisionStage: Stage = { steps: [], watches: {} };
