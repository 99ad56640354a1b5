import { closingStage } from './closing/stage';
import { correctionsStage } from './corrections/stage';
import { decisionStage } from './decision/stage';
import { disclosureStage } from './disclosure/stage';
import { executionStage } from './execution/stage';
import { filingStage } from './filing/stage';
import { hearingStage } from './hearing/stage';
import { investigationStage } from './investigation/stage';
import { noticeStage } from './notice/stage';
import { paymentStage } from './payment/stage';
import { recusalStage } from './recusal/stage';
import { remedyStage } from './remedy/stage';
import { reviewStage } from './review/stage';
import { attemptStage, serviceStage } from './service/stage';
import { simpleStage } from './simple/stage';
import { transferStage } from './transfer/stage';
import type { CaseStep } from './case-step';
import type { ClockWatch, Stage } from './stage';
import type { CaseState } from './state';

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
const ofAny: readonly Stage[] = [recusalStage, correctionsStage];

const stages: readonly Stage[] = [...ofSimple, ...ofGeneral, ...ofBoth, ...ofAny];

const rows = (...from: readonly (readonly Stage[])[]): readonly CaseStep[] =>
  from.flat().flatMap(({ steps }) => steps);

/** Every row on a penalty case. */
export const allSteps = rows(stages);

/** The rows in force under each procedure. */
export const procedureTables: Readonly<Record<CaseState['procedure'], readonly CaseStep[]>> = {
  none: allSteps,
  simple: rows(ofSimple, ofBoth, ofAny),
  general: rows(ofGeneral, ofBoth, ofAny),
  imported: rows(ofAny),
};

/** The table in force: the procedure is state, so that simple can become general (`decisions.md` §1). */
export const caseTable = ({ procedure }: CaseState): readonly CaseStep[] => procedureTables[procedure];

const watches: Readonly<Record<string, ClockWatch>> = Object.assign(
  {},
  ...stages.map((stage) => stage.watches),
) as Record<string, ClockWatch>;

/** Every watched clock by its parameter. */
export const clockWatches: ReadonlyMap<string, ClockWatch> = new Map(Object.entries(watches));

/** What watches over a clock. Of several clocks of one parameter in a case each has its thing after a slash. */
export const watchOf = (key: string): ClockWatch | undefined => clockWatches.get(key.split('/', 1)[0] ?? key);
