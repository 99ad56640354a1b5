import type { Stage } from '../stage';
import { noticeSteps } from './steps';

/** P10, P11: prior notice and statements. */
export const noticeStage: Stage = {
  steps: noticeSteps,
  watches: {
    'statement.window': { of: ['officer'], zh: '陈述申辩', en: 'time for a statement' },
    'hearing.request': { of: ['officer'], zh: '申请听证', en: 'time to ask for a hearing' },
  },
};
