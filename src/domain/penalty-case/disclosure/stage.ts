import type { Stage } from '../stage';
import { disclosureSteps } from './steps';

/** S9, P21, C.10: publication, channel by channel (处罚法 48). */
export const disclosureStage: Stage = {
  steps: disclosureSteps,
  watches: {
    'publish.penalty.own_site': { zh: '处罚决定公示', en: 'publication', alert: 'W-10', row: 'V16' },
    'notpublished.review': { zh: '不公开定期复核', en: 'second look at what is not published' },
  },
};
