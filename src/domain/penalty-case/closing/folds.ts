import type { CaseEvent } from '../../../events/case.events';
import type { Folds } from '../stage';

export const closingFolds: Folds<Extract<CaseEvent, { type: 'CaseClosed' | 'CaseArchived' }>> = {
  CaseClosed: (state) => ({ ...state, phase: 'closed' }),
  CaseArchived: (state) => ({ ...state, phase: 'archived' }),
};
