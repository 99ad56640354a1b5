import type { RulePack } from '../rule-pack';

/**
 * For the import of Italian road traffic fines: history taken over as it was, by local dates of Rome. It sets nothing,
 * so that no Chinese rule is ever applied to these cases.
 */
export const itTrafficFines: RulePack = {
  id: 'it-traffic-fines',
  version: '1',
  zh: '意大利交通罚款导入（不适用中国规则）',
  en: 'Import of Italian traffic fines (no Chinese rules)',
  scope: { level: 'import', system: 'it-traffic-fines' },
  zone: 'Europe/Rome',
  parameters: [],
};
