import type { CaseEvent } from '../../../events/case.events';
import type { Folds } from '../stage';

export const correctionsFolds: Folds<Extract<CaseEvent, { type: 'PersonalDataCorrected' }>> = {
  PersonalDataCorrected: (state) => state,
};
