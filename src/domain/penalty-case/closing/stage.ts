import type { Stage } from '../stage';
import { closingSteps } from './steps';

/** S10, P22, P23, P27, P28: the end of the case and of its file. */
export const closingStage: Stage = {
  steps: closingSteps,
  watches: {
    'onspot.close': {
      of: ['officer', 'archivist', 'approver'],
      parameter: 'onspot.archive',
      zh: '结案',
      en: 'closing of the case',
      alert: 'W-23',
      row: 'V32',
    },
    'major.filing': {
      of: ['officer', 'legal-reviewer'],
      zh: '重大处罚决定备案',
      en: 'filing of the major decision',
      alert: 'W-11',
      row: 'V32',
    },
    'case.close': {
      of: ['officer', 'archivist', 'approver'],
      zh: '结案',
      en: 'closing of the case',
      alert: 'W-23',
      row: 'V32',
    },
    'discipline.handover': {
      of: [],
      ...{ zh: '纪检移送', en: 'hand-over to discipline inspection', alert: 'W-16', row: 'V23' },
    },
    archive: { of: ['archivist'], zh: '归档', en: 'archiving', alert: 'W-24', row: 'V32' },
    'onspot.archive': { of: ['archivist'], zh: '归档', en: 'archiving', alert: 'W-24', row: 'V32' },
  },
};
