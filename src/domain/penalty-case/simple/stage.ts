import type { Stage } from '../stage';
import { decisionSteps } from './decision-steps';
import { encounterSteps } from './encounter-steps';

/** 简易程序, S1 to S6 and S8 (处罚法 51, 52); payment, publication and the end are stages of their own. */
export const simpleStage: Stage = {
  steps: [...encounterSteps, ...decisionSteps],
  watches: {
    'onspot.file': {
      of: ['officer'],
      zh: '当场处罚备案',
      en: 'filing with the organ',
      alert: 'W-21',
      row: 'V32',
    },
  },
};
