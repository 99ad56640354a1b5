import type { CivilDate } from '../../../kernel/time';

/** Enforcement of what was decided (强制法 34–60; C.5). */
export interface Execution {
  readonly urged?: { readonly on: CivilDate; readonly by: CivilDate };
  readonly done?: CivilDate;
}

export const noExecution: Execution = {};
