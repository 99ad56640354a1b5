import type { DisclosureEvent } from '../../../events/disclosure.events';
import { present } from '../../fields';
import type { Folds } from '../stage';
import type { CaseState } from '../state';

const disclosed = (
  state: CaseState,
  channel: string,
  status: 'published' | 'not-published' | 'withdrawn',
): CaseState => ({ ...state, disclosures: { ...state.disclosures, [channel]: status } });

export const disclosureFolds: Folds<DisclosureEvent> = {
  DecisionPublished: (state, { data }) => {
    const { channel, content, fields, showsPerson, contentHash } = data;
    const shown = { content, fields, showsPerson, ...present({ contentHash }) };
    const after = disclosed(state, channel, 'published');
    return { ...after, published: { ...state.published, [channel]: shown } };
  },
  NotPublished: (state, { data }) => disclosed(state, data.channel, 'not-published'),
  DisclosureCorrected: (state, { data: { channel, contentHash } }) => {
    const shown = state.published[channel];
    if (shown === undefined || contentHash === undefined) return state;
    return { ...state, published: { ...state.published, [channel]: { ...shown, contentHash } } };
  },
  DisclosureWithdrawn: (state, { data }) => disclosed(state, data.channel, 'withdrawn'),
  DisclosureChecked: (state) => state,
  PrivacyBreachTold: (state) => state,
};
