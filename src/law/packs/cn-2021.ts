import type { RulePack } from '../rule-pack';
import { licenceParameters } from './cn-2021/licence';
import { measureParameters } from './cn-2021/measures';
import { penaltyParameters } from './cn-2021/penalty';
import { publicationParameters } from './cn-2021/publication';
import { supervisionParameters } from './cn-2021/supervision';
import { transferAndAppealParameters } from './cn-2021/transfer-appeal';

/**
 * The national rules from 2021-07-15, when the revised 行政处罚法 came into force. Keys that the law leaves to provinces
 * and departments are not in it: see `requiredKeys`.
 */
export const cn2021: RulePack = {
  id: 'cn-2021',
  version: '2',
  zh: '全国规则（2021）',
  en: 'National rules (2021)',
  scope: { level: 'national' },
  parameters: [
    ...penaltyParameters,
    ...publicationParameters,
    ...measureParameters,
    ...licenceParameters,
    ...transferAndAppealParameters,
    ...supervisionParameters,
  ],
};
