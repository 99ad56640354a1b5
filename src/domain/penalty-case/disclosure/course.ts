import {
  DisclosureCancelled,
  DisclosureCollected,
  DisclosureReferralAnswered,
  DisclosureReferred,
} from '../../../events/disclosure-course.events';
import { breach, kept } from '../../../kernel/guard';
import { isChannel, publicationChannels } from '../../../law/publication-channels';
import { plain } from '../../../kernel/plain-data';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { stillOpen } from '../clocks';
import { fileRule } from '../guards/rule';
import { resumedClock } from './clock';
import { CancelDisclosure, CollectDisclosure, RecordReferralAnswer, ReferDisclosure } from './commands';
import { isGone } from '../remedy/state';
import { channelOpen, channelState, notPublishedYet, notReferred } from './guards';

/** C.10: what happens around a publication: collecting, referring, cancelling. */

const served = ['delivered', 'closed', 'archived'] as const;
const who = ['publisher'] as const;

/** The clock of a channel, where it is open. */
export const clockOn = (channel: string): string[] =>
  isChannel(channel) ? [publicationChannels[channel].clock] : [];

const referredThere = channelState(
  ({ disclosure }, channel) => disclosure.referred[channel] !== undefined,
  '该渠道没有报请确定的事项',
  'nothing was referred on this channel',
);

const reversedBefore = fileRule(
  { group: 'sequence', code: 'R-00', name: 'G-STEP.gone', basis: [penaltyLaw(48, 2)] },
  ({ remedy }) => (isGone(remedy) ? kept : breach('决定没有被撤销', 'the decision was not reversed')),
);

export const courseSteps: readonly CaseStep[] = [
  caseStep<CollectDisclosure>({
    no: 'C.10',
    command: CollectDisclosure,
    zh: '采集、传递公示信息',
    en: 'Collect and pass on what is to be published',
    basis: [penaltyLaw(48)],
    who: ['publisher', 'officer'],
    from: ['decided', ...served],
    rules: [notPublishedYet, channelOpen],
    emits: ['DisclosureCollected'],
    record: (c, _state, _facts, reliance) => [
      DisclosureCollected({ ...plain(c), opens: [], closes: [], reliance }),
    ],
  }),
  caseStep<ReferDisclosure>({
    no: 'C.10',
    command: ReferDisclosure,
    zh: '报请确定是否公示',
    en: 'Refer the question whether to publish',
    basis: [statute('information-disclosure', 17, 3)],
    who,
    from: served,
    rules: [notPublishedYet, channelOpen, notReferred],
    closes: ['publish.penalty.own_site'],
    emits: ['DisclosureReferred'],
    record: (c, state, _facts, reliance) => [
      DisclosureReferred({
        ...plain(c),
        opens: [],
        closes: stillOpen(state, ...clockOn(c.channel)),
        reliance,
      }),
    ],
  }),
  caseStep<RecordReferralAnswer>({
    no: 'C.10',
    command: RecordReferralAnswer,
    zh: '登记是否公示的确定结果',
    en: 'Record the answer whether to publish',
    basis: [statute('information-disclosure', 17, 3)],
    who,
    from: served,
    rules: [referredThere],
    parameters: ['publish.penalty.own_site', 'publish.after.service'],
    opens: ['publish.penalty.own_site'],
    emits: ['DisclosureReferralAnswered'],
    record: (c, state, facts, reliance) => [
      DisclosureReferralAnswered({
        ...plain(c),
        opens: resumedClock(c.channel, state, facts),
        closes: [],
        reliance,
      }),
    ],
  }),
  caseStep<CancelDisclosure>({
    no: 'C.10',
    command: CancelDisclosure,
    zh: '公示前终止公示',
    en: 'Cancel the publication before it takes place',
    basis: [penaltyLaw(48, 2)],
    who,
    from: served,
    rules: [notPublishedYet, reversedBefore],
    closes: ['publish.penalty.own_site'],
    emits: ['DisclosureCancelled'],
    record: ({ channel }, state, _facts, reliance) => [
      DisclosureCancelled({ channel, opens: [], closes: stillOpen(state, ...clockOn(channel)), reliance }),
    ],
  }),
];
