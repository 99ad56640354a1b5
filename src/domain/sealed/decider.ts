import type { SealedEvent } from '../../events/sealed.events';
import { procedure, type Procedure } from '../procedure';
import type { SealedCommand } from './commands';
import type { SealedFacts } from './facts';
import { evolveSealed, nothingSealed, type SealedState } from './state';
import { sealedSteps } from './steps';

/**
 * The sealed record of a case: a stream of its own under a keyed pseudonym, so that the stream of the case neither
 * changes nor tells of it. No row of it stands among the actions of the case.
 */
export const sealedRecord: Procedure<SealedCommand, SealedState, SealedEvent, SealedFacts> = procedure({
  category: 'sealed',
  initial: nothingSealed,
  evolve: evolveSealed,
  steps: sealedSteps,
  table: () => sealedSteps,
});
