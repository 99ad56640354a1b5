import type { CaseEvent } from '../../../events/case.events';
import type { Folds } from '../stage';
import type { CaseState } from '../state';

const recusal = (state: CaseState, officer: string, status: 'open' | 'granted' | 'denied'): CaseState => ({
  ...state,
  recusals: { ...state.recusals, [officer]: status },
});

export const recusalFolds: Folds<Extract<CaseEvent, { type: 'RecusalRequested' | 'RecusalDecided' }>> = {
  RecusalRequested: (state, { data: { officer } }) => recusal(state, officer, 'open'),
  RecusalDecided: (state, { data: { officer, granted } }) =>
    recusal(state, officer, granted ? 'granted' : 'denied'),
};
