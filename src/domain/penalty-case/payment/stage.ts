import type { Stage } from '../stage';
import { paymentSteps } from './steps';
import { termsSteps } from './terms-steps';

/** S7, S7b, P18, P19: how a fine is performed (处罚法 66–72). */
export const paymentStage: Stage = {
  steps: [...paymentSteps, ...termsSteps],
  watches: {
    'fine.pay': { of: ['officer', 'finance'], zh: '缴纳罚款', en: 'payment of the fine', alert: 'W-15' },
    'money.to.organ': {
      of: ['officer', 'finance'],
      zh: '当场收缴款交至机关',
      en: 'collected money to the organ',
      alert: 'W-20',
      row: 'V21',
    },
    'money.to.bank': {
      of: ['finance'],
      zh: '机关缴付银行',
      en: 'collected money to the bank',
      alert: 'W-20',
      row: 'V21',
    },
  },
};
