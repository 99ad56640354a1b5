import type { Stage } from '../stage';
import { filingSteps } from './steps';

/** P1–P3b: clue, verification, filing. */
export const filingStage: Stage = {
  steps: filingSteps,
  watches: {
    'clue.verify': {
      of: ['officer'],
      zh: '线索核查',
      en: 'verification of the clue',
      alert: 'W-02',
      row: 'V01',
    },
    'filing.time': { of: ['approver'], zh: '立案', en: 'filing', alert: 'W-03', row: 'V02' },
    'notfiled.tell': { of: ['officer'], zh: '告知举报人', en: 'telling the reporter' },
    'case.decide': {
      of: ['officer'],
      zh: '办案期限',
      en: 'decision of the case',
      reminder: 'case.decide.warn',
      alert: 'W-05',
      row: 'V12',
    },
  },
};
