import type { Stage } from '../stage';
import { contactSteps } from './contact-steps';
import { courseSteps } from './course-steps';
import { evidenceSteps } from './evidence-steps';
import { preservationSteps } from './preservation-steps';

/** P4–P7: officers, contacts, evidence, time, conclusion. */
export const investigationStage: Stage = {
  steps: [...courseSteps, ...contactSteps, ...preservationSteps, ...evidenceSteps],
  watches: {
    'preserve.evidence': {
      of: ['officer', 'approver'],
      zh: '先行登记保存处理',
      en: 'preserved evidence',
      alert: 'W-12',
      row: 'V19',
    },
    'test.max': { of: ['officer'], zh: '检测、检验、鉴定', en: 'testing', alert: 'W-06', row: 'V03' },
  },
};
