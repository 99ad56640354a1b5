import { meaningOf, type ParameterKey } from '../parameter-keys';
import type { RulePack } from '../rule-pack';
import { cn2021 } from './cn-2021';
import { demonstrationPack } from './demonstration';
import { cn130306 } from './territories';

/**
 * Versions that were released and may stand in records. They say what they said then, for ever; a version that only
 * added keys to the one before is written as what it added.
 */

const before = (pack: RulePack, version: string, added: (key: ParameterKey) => boolean): RulePack => ({
  ...pack,
  version,
  parameters: pack.parameters.filter(({ key }) => !added(key)),
});

const inNational2 = new Set<ParameterKey>([
  ...(['clue.officers.min', 'service.officers.min', 'major.filing.acts'] as const),
  'filing.time.start',
  ...(['publish.until.samr', 'publish.until.credit_china', 'repair.min.credit_china'] as const),
  ...(['credit.slight.shown', 'register.warn'] as const),
]);

/** As released with Henji 0.1. */
export const cn2021v1: RulePack = before(cn2021, '1', (key) => inNational2.has(key));

/** As released with Henji 0.1. */
export const cn130306v1: RulePack = before(cn130306, '1', (key) => key === 'transfer.wait');

/** As released with Henji 0.1: the keys that must be set, and no others. */
export const demonstrationPackV1: RulePack = before(
  demonstrationPack,
  '1',
  (key) => meaningOf(key).need === 'optional',
);
