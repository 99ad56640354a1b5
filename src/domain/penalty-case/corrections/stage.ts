import type { Stage } from '../stage';
import { correctionSteps } from './correct-record';

/** Corrections of the record, in any procedure. */
export const correctionsStage: Stage = { steps: correctionSteps, watches: {} };
