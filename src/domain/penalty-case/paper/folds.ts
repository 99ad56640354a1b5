import type { PaperEvent } from '../../../events/scrutiny.events';
import type { Folds } from '../stage';

export const paperFolds: Folds<PaperEvent> = {
  PaperDifferenceFound: (state, { data: { difference } }) => ({
    ...state,
    paper: { ...state.paper, [difference]: 'open' },
  }),
  PaperDifferenceSettled: (state, { data: { difference } }) => ({
    ...state,
    paper: { ...state.paper, [difference]: 'settled' },
  }),
};
