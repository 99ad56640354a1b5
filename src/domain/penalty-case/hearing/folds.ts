import type { HearingEvent } from '../../../events/hearing.events';
import type { Folds } from '../stage';
import type { CaseState } from '../state';
import type { Hearing } from './state';

const withHearing = (state: CaseState, changes: Partial<Hearing>): CaseState => ({
  ...state,
  hearing: { ...state.hearing, ...changes },
});

export const hearingFolds: Folds<HearingEvent> = {
  HearingRequested: (state, { meta }) => withHearing(state, { requested: meta.legal.d }),
  HearingWaived: (state, { meta }) => withHearing(state, { waived: meta.legal.d }),
  HearingNotified: (state, { data }) =>
    withHearing(state, {
      notified: { on: data.service.servedOn, for: data.for, chair: data.chair },
      chairs: [...new Set([...state.hearing.chairs, data.chair])],
    }),
  HearingPostponed: (state) => {
    const { notified: _notified, ...hearing } = state.hearing;
    return { ...state, hearing };
  },
  HearingHeld: (state, { data: { record }, meta }) =>
    withHearing(state, { closed: { kind: 'held', on: meta.legal.d, record } }),
  HearingTerminated: (state, { data: { record }, meta }) =>
    withHearing(state, { closed: { kind: 'terminated', on: meta.legal.d, record } }),
};
