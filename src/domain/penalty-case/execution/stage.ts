import type { Stage } from '../stage';
import { actSteps } from './act-steps';
import { courseSteps } from './course-steps';
import { courtSteps } from './court-steps';
import { decideSteps } from './decide-steps';
import { substituteSteps } from './substitute-steps';
import { urgeSteps } from './urge-steps';

/** C.5: enforcement of what was decided (强制法 34–60; 处罚法 72). Clocks of the court are its own: they only remind. */
export const executionStage: Stage = {
  steps: [...urgeSteps, ...decideSteps, ...actSteps, ...substituteSteps, ...courseSteps, ...courtSteps],
  watches: {
    'court.apply': { zh: '申请法院强制执行', en: 'application to the court', alert: 'W-18', row: 'V29' },
    'urge.before.court': { zh: '申请法院前催告', en: 'wait before the application to the court' },
    'exec.giveup': { zh: '中止满三年', en: 'three years since the halt' },
    'court.accept': { zh: '法院受理', en: 'acceptance by the court' },
    'court.rule': { zh: '法院裁定', en: 'ruling of the court' },
    'court.urgent': { zh: '法院立即执行', en: 'urgent execution by the court' },
    'court.review.ask': { zh: '向上一级法院申请复议', en: 'asking the higher court' },
    'court.review.ask.warn': {
      zh: '申请复议期限将满',
      en: 'the time to ask the higher court is running out',
      alert: 'W-42',
      row: 'V29',
    },
    'court.review.decide': { zh: '上一级法院裁定', en: 'ruling of the higher court' },
  },
};
