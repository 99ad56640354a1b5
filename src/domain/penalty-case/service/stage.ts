import type { Stage } from '../stage';
import { attemptSteps, serviceSteps } from './steps';

/** P17: service of the decision in the general procedure. */
export const serviceStage: Stage = { steps: serviceSteps, watches: {} };

/** P17: attempts to serve any document, in both procedures. */
export const attemptStage: Stage = { steps: attemptSteps, watches: {} };
