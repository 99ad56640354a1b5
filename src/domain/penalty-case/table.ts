import { actStages, actSteps, actTables } from './acts';
import type { CaseStep } from './case-step';
import { outOfBandStage } from './out-of-band/stage';
import type { ClockWatch } from './stage';
import type { CaseState } from './state';

/** What is possible in any case that this program leads: to record what was done outside of it. */
const late = outOfBandStage.steps;

/** Every row on a penalty case. */
export const allSteps: readonly CaseStep[] = [...actSteps, ...late];

/** The rows in force under each procedure. */
export const procedureTables: Readonly<Record<CaseState['procedure'], readonly CaseStep[]>> = {
  none: allSteps,
  simple: [...actTables.simple, ...late],
  general: [...actTables.general, ...late],
  imported: actTables.imported,
};

/** The table in force: the procedure is state, so that simple can become general (`decisions.md` §1). */
export const caseTable = ({ procedure }: CaseState): readonly CaseStep[] => procedureTables[procedure];

const watches: Readonly<Record<string, ClockWatch>> = Object.assign(
  {},
  ...actStages.map((stage) => stage.watches),
) as Record<string, ClockWatch>;

/** Every watched clock by its parameter. */
export const clockWatches: ReadonlyMap<string, ClockWatch> = new Map(Object.entries(watches));

/** What watches over a clock. Of several clocks of one parameter in a case each has its thing after a slash. */
export const watchOf = (key: string): ClockWatch | undefined => clockWatches.get(key.split('/', 1)[0] ?? key);
