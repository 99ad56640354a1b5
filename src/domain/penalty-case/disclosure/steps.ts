import {
  DecisionPublished,
  DisclosureCorrected,
  DisclosureWithdrawn,
  NotPublished,
} from '../../../events/disclosure.events';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening, stillOpen } from '../clocks';
import { reopenedPhases } from '../remedy/appeal-steps';
import type { CaseState } from '../state';
import {
  CorrectDisclosure,
  DecideNotToPublish,
  PublishDecision,
  WithdrawDisclosure,
  type SecrecyReview,
} from './commands';
import {
  channelOpen,
  correctsWhatIsShown,
  endsInTime,
  groundHolds,
  identityHasBasis,
  impactAssessed,
  inOwnName,
  notAMinor,
  notPublishedYet,
  notReferred,
  notReversed,
  openFieldsOnly,
  publishedThere,
  repairSaid,
  reversalSaid,
  secrecyReviewed,
  showsPerson,
} from './guards';
import { takeDown } from './check';
import { clockOn, courseSteps } from './course';
import { shownUntil, withdrawalCloses } from './lasting';
import { repairSteps } from './repair';

/** Not before service (C.10 of the specification). */
const served = ['delivered', 'closed', 'archived'] as const;
const who = ['publisher'] as const;

const reviewed = ({ reviewer, on, reference }: SecrecyReview) => ({ reviewer, on, reference });

/** The second look at what is not published, channel by channel. */
const secondLook = (channel: string): string => `notpublished.review/${channel}`;

/** The clocks that an answer to the question whether to publish there closes. */
const settles = (channel: string, state: CaseState): string[] => [
  ...clockOn(channel),
  ...stillOpen(state, secondLook(channel)),
];

/** S9: publication, channel by channel (处罚法 48; 信息公开条例 17; 个保法 25, 34, 55). */
const publicationSteps: readonly CaseStep[] = [
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
      notReferred,
      notReversed,
      endsInTime,
    ],
    closes: ['publish.penalty.own_site'],
    alerts: ['W-10'],
    emits: ['DecisionPublished'],
    record: ({ channel, content, fields, identity, review, inNameOf, ...c }, state, facts, reliance) =>
      review === undefined
        ? []
        : [
            DecisionPublished({
              ...{ channel, content, fields: [...fields], inNameOf, review: reviewed(review) },
              ...present({ assessment: c.assessment, contentHash: c.contentHash }),
              ...present({ until: c.until ?? shownUntil(channel, facts.date, state, facts) }),
              ...present({ identityBasis: identity?.basis && plain(identity.basis) }),
              showsPerson: showsPerson(fields, state),
              socialImpact: identity?.socialImpact ?? false,
              opens: [],
              closes: settles(channel, state),
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
    rules: [notPublishedYet, groundHolds, notReferred],
    parameters: ['notpublished.review'],
    opens: ['notpublished.review'],
    closes: ['publish.penalty.own_site'],
    alerts: ['W-10'],
    emits: ['NotPublished'],
    record: ({ channel, ground, basis, review }, state, facts, reliance) => [
      NotPublished({
        ...{ channel, ground, review: reviewed(review) },
        ...present({ basis: basis && plain(basis) }),
        opens: [opening(facts, 'notpublished.review', facts.date, secondLook(channel))],
        closes: settles(channel, state),
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
    rules: [publishedThere, openFieldsOnly, correctsWhatIsShown],
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
    // What was set aside goes also while the case is open again.
    from: [...served, ...reopenedPhases],
    rules: [publishedThere, reversalSaid, repairSaid],
    closes: ['withdraw.penalty', 'privacy.withdraw'],
    alerts: ['W-35'],
    emits: ['DisclosureWithdrawn'],
    record: (c, state, facts, reliance) => [
      DisclosureWithdrawn({
        ...plain(c),
        opens: [],
        closes: [...withdrawalCloses(c.channel, state, facts.date), takeDown(c.channel)],
        reliance,
      }),
    ],
  }),
];

/** C.10 whole. */
export const disclosureSteps: readonly CaseStep[] = [...publicationSteps, ...courseSteps, ...repairSteps];
