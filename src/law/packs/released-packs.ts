import { packLabel, type RulePack } from '../rule-pack';
import { cn2021 } from './cn-2021';
import { demonstrationPack } from './demonstration';
import { cn130306v1, cn2021v1, demonstrationPackV1 } from './earlier-versions';
import { itTrafficFines } from './it-traffic-fines';
import { territoryPacks } from './territories';

/** The newest version of every pack: what speaks where an organ has adopted nothing else. */
export const currentPacks: readonly RulePack[] = [
  cn2021,
  ...territoryPacks,
  demonstrationPack,
  itTrafficFines,
];

/**
 * Every version of every pack that this build carries. A record that names one by its label can be read as long as it
 * stands here.
 */
export const releasedPacks: readonly RulePack[] = [
  cn2021v1,
  cn130306v1,
  demonstrationPackV1,
  ...currentPacks,
];

/** A released pack by its label, `cn-2021@1`. */
export const packOf = (label: string): RulePack | undefined =>
  releasedPacks.find((pack) => packLabel(pack) === label);
