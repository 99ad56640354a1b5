import type { HearingEvent } from '../../../events/hearing.events';
import type { Clock } from '../../../events/schemas';
import type { Recorded } from '../../../kernel/event';
import { withStretch } from '../investigation/case-clock';
import { withAnnouncement } from '../service/announced-time';
import type { Folds } from '../stage';
import type { CaseState } from '../state';
import { HEARING } from './decide-time';
import type { Hearing } from './state';

const withHearing = (state: CaseState, changes: Partial<Hearing>): CaseState => ({
  ...state,
  hearing: { ...state.hearing, ...changes },
});

const closed = (
  state: CaseState,
  event: Recorded & { readonly data: { readonly record: string; readonly opens: readonly Clock[] } },
  kind: 'held' | 'terminated',
): CaseState =>
  withHearing(withStretch(state, event, HEARING), {
    closed: { kind, on: event.meta.legal.d, record: event.data.record },
  });

export const hearingFolds: Folds<HearingEvent> = {
  HearingRequested: (state, event) =>
    withHearing(withStretch(state, event, HEARING), { requested: event.meta.legal.d }),
  HearingWaived: (state, { meta }) => withHearing(state, { waived: meta.legal.d }),
  HearingNotified: (state, { data }) =>
    withHearing(withAnnouncement(state, data), {
      notified: { on: data.service.servedOn, for: data.for, chair: data.chair },
      chairs: [...new Set([...state.hearing.chairs, data.chair])],
    }),
  HearingPostponed: (state) => {
    const { notified: _notified, ...hearing } = state.hearing;
    return { ...state, hearing };
  },
  HearingHeld: (state, event) => closed(state, event, 'held'),
  HearingTerminated: (state, event) => closed(state, event, 'terminated'),
};
