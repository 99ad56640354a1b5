import type { Stage } from '../stage';
import { recusalSteps } from './steps';

/** 回避 (处罚法 43), in any procedure. */
export const recusalStage: Stage = { steps: recusalSteps, watches: {} };
