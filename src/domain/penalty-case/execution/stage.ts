import type { Stage } from '../stage';

/** C.5: enforcement of what was decided. */
export const executionStage: Stage = {
  steps: [],
  watches: {
    'court.apply': { zh: '申请法院强制执行', en: 'application to the court', alert: 'W-18', row: 'V29' },
  },
};
