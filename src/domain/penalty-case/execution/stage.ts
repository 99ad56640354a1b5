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
    'court.apply': {
      of: ['officer', 'approver'],
      zh: '申请法院强制执行',
      en: 'application to the court',
      reminder: 'court.apply.warn',
      alert: 'W-18',
      row: 'V29',
    },
    'urge.before.court': {
      of: ['officer'],
      zh: '申请法院前催告',
      en: 'wait before the application to the court',
    },
    'exec.giveup': { of: ['approver'], zh: '中止满三年', en: 'three years since the halt' },
    'court.accept': { of: ['officer'], zh: '法院受理', en: 'acceptance by the court' },
    'court.rule': { of: ['officer'], zh: '法院裁定', en: 'ruling of the court' },
    'court.urgent': { of: ['officer'], zh: '法院立即执行', en: 'urgent execution by the court' },
    'court.review.ask': { of: ['approver'], zh: '向上一级法院申请复议', en: 'asking the higher court' },
    'court.review.ask.warn': {
      of: ['approver'],
      zh: '申请复议期限将满',
      en: 'the time to ask the higher court is running out',
      alert: 'W-42',
      row: 'V29',
    },
    'court.review.decide': { of: ['officer'], zh: '上一级法院裁定', en: 'ruling of the higher court' },
  },
};
