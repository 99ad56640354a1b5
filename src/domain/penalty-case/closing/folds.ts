import type { CaseEvent } from '../../../events/case.events';
import type { ClosingEvent } from '../../../events/closing.events';
import type { Folds } from '../stage';

type EndEvent = Extract<CaseEvent, { type: 'CaseClosed' | 'CaseArchived' }>;

export const closingFolds: Folds<EndEvent | ClosingEvent> = {
  MajorDecisionFiled: (state) => ({ ...state, closing: { ...state.closing, majorFiled: true } }),
  IdentityChecked: (state) => ({ ...state, closing: { ...state.closing, identityChecked: true } }),
  CaseClosed: (state) => ({ ...state, phase: 'closed' }),
  CaseArchived: (state) => ({ ...state, phase: 'archived' }),
};
