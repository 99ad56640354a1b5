import type { Stage } from '../stage';
import { outOfBandSteps } from './steps';

/** 补录 of what was done outside of the program, in any procedure. */
export const outOfBandStage: Stage = { steps: outOfBandSteps, watches: {} };
