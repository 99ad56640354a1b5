import type { Stage } from '../stage';
import { checkSteps } from './check-steps';
import { disclosureSteps } from './steps';

/** S9, P21, C.10: publication, channel by channel (处罚法 48). */
export const disclosureStage: Stage = {
  steps: [...disclosureSteps, ...checkSteps],
  watches: {
    'publish.penalty.own_site': {
      of: ['publisher'],
      zh: '处罚决定公示',
      en: 'publication',
      alert: 'W-10',
      row: 'V16',
    },
    'publish.samr.enterprise': {
      of: ['publisher'],
      zh: '处罚决定公示（企业信用信息公示系统）',
      en: 'publication in the enterprise credit system',
      alert: 'W-10',
      row: 'V16',
    },
    'publish.credit_china': {
      of: ['publisher'],
      zh: '处罚决定公示（信用中国）',
      en: 'publication on Credit China',
      alert: 'W-10',
      row: 'V16',
    },
    'repair.decide': { of: ['publisher'], zh: '信用修复决定', en: 'decision on credit repair' },
    'notpublished.review': {
      of: ['publisher'],
      zh: '不公开定期复核',
      en: 'second look at what is not published',
    },
    // The finding is the alert (W-36); these are what it sets going at once.
    'privacy.withdraw': {
      of: ['publisher'],
      zh: '撤下未脱敏的个人信息',
      en: 'taking down unmasked personal data',
    },
    'privacy.tell': { of: ['publisher'], zh: '告知个人信息泄露', en: 'telling of the breach' },
  },
};
