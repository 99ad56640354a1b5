import type { Stage } from '../stage';
import { transferSteps } from './steps';

/** C.9: transfers (移送规定; 处罚法 22–27, 35). */
export const transferStage: Stage = {
  steps: transferSteps,
  watches: {
    'crime.report': {
      of: ['officer'],
      zh: '移送书面报告',
      en: 'report on a suspected crime',
      alert: 'W-33',
      row: 'V22',
    },
    'crime.chief': {
      of: ['approver'],
      zh: '负责人决定移送',
      en: 'decision on the transfer',
      alert: 'W-33',
      row: 'V22',
    },
    'crime.transfer': {
      of: ['officer'],
      zh: '移送公安机关',
      en: 'transfer to the police',
      alert: 'W-33',
      row: 'V22',
    },
    'crime.handover': {
      of: ['officer'],
      zh: '移交涉案物品',
      en: 'hand-over of items',
      alert: 'W-33',
      row: 'V22',
    },
    'crime.police.review': {
      of: ['officer'],
      zh: '公安机关审查',
      en: 'answer of the police',
      alert: 'W-47',
      row: 'V40',
    },
    // After these days only this way is closed; nobody has failed in a duty (C.9).
    'crime.review.ask': { of: ['officer'], zh: '提请公安机关复议', en: 'asking the police again' },
    'crime.procuratorate': { of: ['officer'], zh: '建议立案监督', en: 'asking the procuratorate' },
    'transfer.answer': { of: ['officer'], zh: '接收机关答复', en: 'answer of the receiving organ' },
  },
};
