import type { Stage } from '../stage';
import { filingSteps } from './steps';

/** P1–P3b: clue, verification, filing. */
export const filingStage: Stage = {
  steps: filingSteps,
  watches: {
    'clue.verify': { zh: '线索核查', en: 'verification of the clue', alert: 'W-02', row: 'V01' },
    'filing.time': { zh: '立案', en: 'filing', alert: 'W-03', row: 'V02' },
    'notfiled.tell': { zh: '告知举报人', en: 'telling the reporter' },
    'case.decide': { zh: '办案期限', en: 'decision of the case', alert: 'W-05', row: 'V12' },
  },
};
