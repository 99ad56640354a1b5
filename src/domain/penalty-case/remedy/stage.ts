import type { Stage } from '../stage';
import { remedySteps } from './steps';

/** P24–P27b: appeals, reversal, self-correction, reopening. */
export const remedyStage: Stage = {
  steps: remedySteps,
  watches: {
    'appeal.forward': {
      of: ['officer', 'legal-reviewer'],
      zh: '转送复议申请',
      en: 'forwarding of an application',
      alert: 'W-40',
      row: 'V30',
    },
    'appeal.answer': {
      of: ['officer', 'legal-reviewer'],
      zh: '复议答复举证',
      en: 'answer and evidence in reconsideration',
      alert: 'W-19',
      row: 'V30',
    },
    'court.answer': {
      of: ['officer', 'legal-reviewer'],
      zh: '应诉举证',
      en: 'answer and evidence in court',
      alert: 'W-19',
      row: 'V30',
    },
    'appeal.opinion': {
      of: ['officer', 'legal-reviewer'],
      zh: '报告复议意见书落实情况',
      en: 'report on an opinion of the reconsideration organ',
      alert: 'W-48',
      row: 'V37',
    },
    'withdraw.penalty': {
      of: ['publisher'],
      zh: '撤回公示',
      en: 'withdrawal of a reversed decision',
      alert: 'W-35',
      row: 'V17',
    },
    'remedy.refund': {
      of: ['finance', 'legal-reviewer'],
      zh: '退还款项',
      en: 'refund',
      alert: 'W-43',
      row: 'V30',
    },
    'remedy.duty': {
      of: ['officer', 'legal-reviewer'],
      zh: '履行裁判或者决定',
      en: 'performance of a judgment',
      alert: 'W-43',
      row: 'V30',
    },
    'correct.receivers': {
      of: ['publisher', 'officer'],
      zh: '更正告知接收方',
      en: 'correction to receivers',
    },
    'lawsuit.after.review': {
      of: ['officer', 'legal-reviewer'],
      zh: '复议后起诉',
      en: 'suit after reconsideration',
    },
    'appeal.judgment': { of: ['officer', 'legal-reviewer'], zh: '上诉', en: 'appeal against a judgment' },
  },
};
