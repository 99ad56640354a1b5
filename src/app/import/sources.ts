import { penaltyDecisions } from './penalty-decisions';
import type { ImportSource } from './source';
import { trafficFines } from './traffic-fines';

/** Every kind of file that history can be taken over from, by name. */
export const importSources: ReadonlyMap<string, ImportSource> = new Map(
  [trafficFines, penaltyDecisions].map((source) => [source.name, source]),
);
