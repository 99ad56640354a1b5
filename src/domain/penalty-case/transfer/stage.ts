import type { Stage } from '../stage';

/** C.9: transfers. */
export const transferStage: Stage = { steps: [], watches: {} };
