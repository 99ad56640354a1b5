import type { DisclosureEvent } from '../../../events/disclosure.events';
import type { Folds } from '../stage';
import type { CaseState } from '../state';

const disclosed = (
  state: CaseState,
  channel: string,
  status: 'published' | 'not-published' | 'withdrawn',
): CaseState => ({ ...state, disclosures: { ...state.disclosures, [channel]: status } });

export const disclosureFolds: Folds<DisclosureEvent> = {
  DecisionPublished: (state, { data }) => disclosed(state, data.channel, 'published'),
  NotPublished: (state, { data }) => disclosed(state, data.channel, 'not-published'),
  DisclosureCorrected: (state) => state,
  DisclosureWithdrawn: (state, { data }) => disclosed(state, data.channel, 'withdrawn'),
};
