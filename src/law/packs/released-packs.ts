import type { RulePack } from '../rule-pack';
import { cn2021 } from './cn-2021';
import { demonstrationPack } from './demonstration';
import { itTrafficFines } from './it-traffic-fines';
import { territoryPacks } from './territories';

/** Every pack that this build carries. A record that names one by its label can be read as long as it stands here. */
export const releasedPacks: readonly RulePack[] = [
  cn2021,
  ...territoryPacks,
  demonstrationPack,
  itTrafficFines,
];
