import { closingStage } from './closing/stage';
import { correctionsStage } from './corrections/stage';
import { decisionStage } from './decision/stage';
import { disclosureStage } from './disclosure/stage';
import { executionStage } from './execution/stage';
import { filingStage } from './filing/stage';
import { hearingStage } from './hearing/stage';
import { investigationStage } from './investigation/stage';
import { noticeStage } from './notice/stage';
import { paperStage } from './paper/stage';
import { paymentStage } from './payment/stage';
import { recordingStage } from './recording/stage';
import { recusalStage } from './recusal/stage';
import { remedyStage } from './remedy/stage';
import { reviewStage } from './review/stage';
import { attemptStage, serviceStage } from './service/stage';
import { simpleStage } from './simple/stage';
import { transferStage } from './transfer/stage';
import type { CaseStep } from './case-step';
import type { Stage } from './stage';
import type { CaseState } from './state';

/** Everything that can be done in a case, whether the program takes part in it or is told of it afterwards. */

const ofSimple: readonly Stage[] = [simpleStage];

const ofGeneral: readonly Stage[] = [
  filingStage,
  investigationStage,
  reviewStage,
  noticeStage,
  hearingStage,
  decisionStage,
  serviceStage,
];

/** After the decision both procedures go the same way. */
const ofBoth: readonly Stage[] = [
  attemptStage,
  paymentStage,
  disclosureStage,
  executionStage,
  transferStage,
  remedyStage,
  closingStage,
];

/** What is possible in any case, one that was imported included. */
const ofAny: readonly Stage[] = [recusalStage, correctionsStage, paperStage, recordingStage];

export const actStages: readonly Stage[] = [...ofSimple, ...ofGeneral, ...ofBoth, ...ofAny];

const rows = (...from: readonly (readonly Stage[])[]): readonly CaseStep[] =>
  from.flat().flatMap(({ steps }) => steps);

/** Every row on an act. */
export const actSteps = rows(actStages);

/** The rows in force under each procedure. */
export const actTables: Readonly<Record<CaseState['procedure'], readonly CaseStep[]>> = {
  none: actSteps,
  simple: rows(ofSimple, ofBoth, ofAny),
  general: rows(ofGeneral, ofBoth, ofAny),
  imported: rows(ofAny),
};
