import type { Stage } from '../stage';

/** P10, P11: prior notice and statements. */
export const noticeStage: Stage = { steps: [], watches: {} };
