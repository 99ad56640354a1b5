import type { Stage } from '../stage';
import { hearingSteps } from './steps';

/** P12, P13: hearing. */
export const hearingStage: Stage = { steps: hearingSteps, watches: {} };
