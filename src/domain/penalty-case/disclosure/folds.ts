import type { DisclosureEvent } from '../../../events/disclosure.events';
import type { CivilDate } from '../../../kernel/time';
import { present } from '../../../kernel/plain-data';
import type { Folds } from '../stage';
import type { CaseState } from '../state';
import type { ChannelStatus, Disclosure, Standstill } from './state';

const disclosed = (state: CaseState, channel: string, status: ChannelStatus): CaseState => ({
  ...state,
  disclosures: { ...state.disclosures, [channel]: status },
});

const changed = (state: CaseState, change: Partial<Disclosure>): CaseState => ({
  ...state,
  disclosure: { ...state.disclosure, ...change },
});

function without<T>(held: Readonly<Record<string, T>>, channel: string): Readonly<Record<string, T>> {
  const { [channel]: _gone, ...rest } = held;
  return rest;
}

/** A last day that is absent takes the one before away. */
const ending = (
  held: Readonly<Record<string, CivilDate>>,
  channel: string,
  until: CivilDate | undefined,
): Readonly<Record<string, CivilDate>> =>
  until === undefined ? without(held, channel) : { ...held, [channel]: until };

export const disclosureFolds: Folds<DisclosureEvent> = {
  DecisionPublished: (state, { data, meta }) => {
    const { channel, content, fields, showsPerson, contentHash, until } = data;
    const { disclosure } = state;
    const shown = { content, fields, showsPerson, ...present({ contentHash }) };
    const after = {
      ...disclosed(state, channel, 'published'),
      published: { ...state.published, [channel]: shown },
    };
    return changed(after, {
      since: { ...disclosure.since, [channel]: meta.legal.d },
      until: ending(disclosure.until, channel, until),
      repairs: without(disclosure.repairs, channel),
    });
  },
  NotPublished: (state, { data }) => disclosed(state, data.channel, 'not-published'),
  DisclosureCorrected: (state, { data: { channel, contentHash } }) => {
    const shown = state.published[channel];
    if (shown === undefined || contentHash === undefined) return state;
    return { ...state, published: { ...state.published, [channel]: { ...shown, contentHash } } };
  },
  DisclosureWithdrawn: (state, { data }) => disclosed(state, data.channel, 'withdrawn'),
  DisclosureCollected: (state) => state,
  DisclosureReferred: (state, { data: { channel }, meta }) =>
    changed(state, { referred: { ...state.disclosure.referred, [channel]: meta.legal.d } }),
  DisclosureReferralAnswered: (state, { data: { channel, opens }, meta }) => {
    const { referred, stoodStill } = state.disclosure;
    const from = referred[channel];
    const answered = opens.map(({ key }): [string, Standstill] => [
      key,
      { from: from ?? meta.legal.d, to: meta.legal.d },
    ]);
    return changed(state, {
      referred: without(referred, channel),
      stoodStill: { ...stoodStill, ...Object.fromEntries(answered) },
    });
  },
  PublicationProven: (state) => state,
  DisclosureCancelled: (state, { data }) => disclosed(state, data.channel, 'cancelled'),
  DisclosureChecked: (state) => state,
  PrivacyBreachTold: (state) => state,
  CreditRepairApplied: (state, { data: { channel } }) =>
    changed(state, { repairs: { ...state.disclosure.repairs, [channel]: 'applied' } }),
  CreditRepairDecided: (state, { data: { channel, granted, until } }) =>
    changed(state, {
      repairs: { ...state.disclosure.repairs, [channel]: granted ? 'granted' : 'refused' },
      ...(granted ? { until: ending(state.disclosure.until, channel, until) } : {}),
    }),
};
