import {
  DecisionPublished,
  DisclosureCorrected,
  DisclosureWithdrawn,
  NotPublished,
} from '../../../events/disclosure.events';
import { plain, present } from '../../fields';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import type { CaseState } from '../state';
import { takeDown } from './check';
import {
  CorrectDisclosure,
  DecideNotToPublish,
  PublishDecision,
  WithdrawDisclosure,
  type SecrecyReview,
} from './commands';
import {
  channelOpen,
  identityHasBasis,
  impactAssessed,
  inOwnName,
  notAMinor,
  notPublishedYet,
  openFieldsOnly,
  packSaysNot,
  publishedThere,
  reversalSaid,
  secrecyReviewed,
  showsPerson,
} from './guards';

/** Not before service (C.10 of the specification). */
const served = ['delivered', 'closed', 'archived'] as const;
const who = ['publisher'] as const;

const reviewed = ({ reviewer, on, reference }: SecrecyReview) => ({ reviewer, on, reference });

/** The clock that a publication on the channel closes. */
const clockOf = (channel: string): string[] => (channel === 'own-site' ? ['publish.penalty.own_site'] : []);

/** A reversed decision is withdrawn once no channel shows it any more. */
const shownElsewhere = ({ disclosures }: CaseState, channel: string): boolean =>
  Object.entries(disclosures).some(([other, status]) => other !== channel && status === 'published');

/** S9: publication, channel by channel (处罚法 48; 信息公开条例 17; 个保法 25, 34, 55). */
export const disclosureSteps: readonly CaseStep[] = [
  caseStep<PublishDecision>({
    no: 'S9',
    command: PublishDecision,
    zh: '公示',
    en: 'Publish the decision',
    basis: [penaltyLaw(48)],
    who,
    from: served,
    rules: [
      inOwnName,
      identityHasBasis,
      impactAssessed,
      notPublishedYet,
      secrecyReviewed,
      openFieldsOnly,
      notAMinor,
      channelOpen,
    ],
    closes: ['publish.penalty.own_site'],
    alerts: ['W-10'],
    emits: ['DecisionPublished'],
    record: ({ channel, content, fields, identity, review, inNameOf, ...c }, state, _facts, reliance) =>
      review === undefined
        ? []
        : [
            DecisionPublished({
              ...{ channel, content, fields: [...fields], inNameOf, review: reviewed(review) },
              ...present({ assessment: c.assessment, until: c.until, contentHash: c.contentHash }),
              ...present({ identityBasis: identity?.basis && plain(identity.basis) }),
              showsPerson: showsPerson(fields, state),
              socialImpact: identity?.socialImpact ?? false,
              opens: [],
              closes: clockOf(channel),
              reliance,
            }),
          ],
  }),
  caseStep<DecideNotToPublish>({
    no: 'S9',
    command: DecideNotToPublish,
    zh: '不予公示',
    en: 'Decide not to publish',
    basis: [statute('information-disclosure', 17), penaltyLaw(48)],
    who,
    from: served,
    rules: [notPublishedYet, packSaysNot],
    parameters: ['notpublished.review'],
    opens: ['notpublished.review'],
    closes: ['publish.penalty.own_site'],
    alerts: ['W-10'],
    emits: ['NotPublished'],
    record: ({ channel, ground, basis, review }, _state, facts, reliance) => [
      NotPublished({
        ...{ channel, ground, review: reviewed(review) },
        ...present({ basis: basis && plain(basis) }),
        opens: [opening(facts, 'notpublished.review', facts.date)],
        closes: clockOf(channel),
        reliance,
      }),
    ],
  }),
  caseStep<CorrectDisclosure>({
    no: 'S9',
    command: CorrectDisclosure,
    zh: '更正公示信息',
    en: 'Correct what is published',
    basis: [statute('personal-information', 46)],
    who,
    from: served,
    rules: [publishedThere, openFieldsOnly],
    emits: ['DisclosureCorrected'],
    record: (c, _state, _facts, reliance) => [
      DisclosureCorrected({ ...plain(c), opens: [], closes: [], reliance }),
    ],
  }),
  caseStep<WithdrawDisclosure>({
    no: 'S9',
    command: WithdrawDisclosure,
    zh: '撤回公示信息',
    en: 'Withdraw the publication',
    basis: [penaltyLaw(48, 2), statute('personal-information', 47)],
    who,
    from: served,
    rules: [publishedThere, reversalSaid],
    closes: ['withdraw.penalty', 'privacy.withdraw'],
    alerts: ['W-35'],
    emits: ['DisclosureWithdrawn'],
    record: (c, state, _facts, reliance) => [
      DisclosureWithdrawn({
        ...plain(c),
        opens: [],
        closes: [...(shownElsewhere(state, c.channel) ? [] : ['withdraw.penalty']), takeDown(c.channel)],
        reliance,
      }),
    ],
  }),
];
