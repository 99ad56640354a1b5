import type { Stage } from '../stage';

/** P4–P7: officers, contacts, evidence, time, conclusion. */
export const investigationStage: Stage = { steps: [], watches: {} };
