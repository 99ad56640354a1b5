import type { Clock } from '../../../events/schemas';
import type { CivilDate } from '../../../kernel/time';
import type { Interval } from '../../../law/interval';
import {
  channelCodes,
  isChannel,
  publicationChannels,
  type ChannelCode,
} from '../../../law/publication-channels';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { whyNotTaken } from './lasting';

/** Whether the organ has to publish there at all: the own site always, others where a pack says so. */
const isDuty: Readonly<Record<ChannelCode, (facts: CaseFacts) => boolean>> = {
  'own-site': () => true,
  'enterprise-system': ({ rules }) => rules.find('publish.samr')?.value.flag === true,
  'credit-china': ({ rules }) => rules.find('publish.credit_china') !== undefined,
};

/** Whether the decision has to be published on the channel: the organ publishes there, and the channel takes it. */
export const mustPublish = (channel: string, state: CaseState, facts: CaseFacts): boolean =>
  isChannel(channel) && isDuty[channel](facts) && whyNotTaken(channel, state, facts) === undefined;

/**
 * Publication runs from the decision and never before service: a decision that is still unserved when that time is
 * over gets `publish.after.service` from its service (C.10). One clock for each channel on which the decision has to
 * be published; nothing where there is no decision.
 */
export const publicationClocksOf = (
  state: CaseState,
  facts: CaseFacts,
  served: CivilDate = facts.date,
): Clock[] =>
  state.decision === undefined
    ? []
    : channelCodes
        .filter((channel) => mustPublish(channel, state, facts))
        .map((channel) => publicationClock(channel, state.decision?.date ?? served, facts, served));

/** The clock of a channel once a referred question is answered: the time of the referral does not count (C.10). */
export function resumedClock(channel: string, state: CaseState, facts: CaseFacts): Clock[] {
  const { decision, served, disclosure } = state;
  const from = disclosure.referred[channel];
  if (!isChannel(channel) || !isDuty[channel](facts) || decision === undefined || from === undefined)
    return [];
  const meanwhile = [{ from, to: facts.date }];
  return [publicationClock(channel, decision.date, facts, served ?? facts.date, meanwhile)];
}

function publicationClock(
  channel: ChannelCode,
  decided: CivilDate,
  facts: CaseFacts,
  served: CivilDate,
  intervals: readonly Interval[] = [],
): Clock {
  const as = publicationChannels[channel].clock;
  const late = served > (opening(facts, as, decided).due ?? served);
  return late
    ? opening(facts, 'publish.after.service', served, { as, intervals })
    : opening(facts, as, decided, { intervals });
}
