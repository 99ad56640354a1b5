import type { CaseStep } from '../case-step';
import { closingSteps } from '../closing/steps';
import { decisionSteps } from './decision-steps';
import { disclosureSteps } from '../disclosure/steps';
import { encounterSteps } from './encounter-steps';
import { paymentSteps } from '../payment/steps';

/** 简易程序 whole, S1 to S10 (处罚法 51–53, 67–72): the only table of these rules. */
export const simpleProcedure: readonly CaseStep[] = [
  ...encounterSteps,
  ...decisionSteps,
  ...paymentSteps,
  ...disclosureSteps,
  ...closingSteps,
];
