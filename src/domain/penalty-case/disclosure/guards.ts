import { breach, kept, type Breach } from '../../../kernel/guard';
import { unitAt } from '../../registers/organ-state';
import { penaltyLaw, statute } from '../../statute';
import type {
  DecideNotToPublish,
  IdentityBasis,
  PublishDecision,
  SecrecyReview,
  WithdrawDisclosure,
} from './commands';
import { channels, fields as knownFields } from './fields';
import type { CaseState } from '../state';
import { commandRule } from '../guards/rule';

/** Publication of a decision, one channel at a time (C.10 of the specification). */

/** G-OWN: in the name of the organ; a unit only where a 法律, 法规 or 规章 lets it. */
export const inOwnName = commandRule<{ readonly inNameOf: string }>(
  { group: 'identity', code: 'R-20', name: 'G-OWN', basis: [penaltyLaw(17), penaltyLaw(19)] },
  ({ inNameOf }, _state, { organ, date }) => {
    if (organ === undefined || inNameOf === organ.s) return kept;
    return unitAt(organ.state, inNameOf, date)?.ownName === undefined
      ? breach('内设、派出机构不得以自己的名义公示', 'a unit may not publish in its own name', 'inNameOf')
      : kept;
  },
);

const sealed = { group: 'content', code: 'R-31' } as const;

/** 信息公开条例 17: a secrecy review that says "open", before publication. */
export const secrecyReviewed = commandRule<{ readonly review?: SecrecyReview }>(
  { ...sealed, name: 'G-SECRECY', basis: [statute('information-disclosure', 17), penaltyLaw(50)] },
  ({ review }, _state, { date }) => {
    if (review === undefined)
      return breach('公示前未经保密审查', 'no secrecy review before publication', 'review');
    return [
      ...(review.result === 'open'
        ? kept
        : breach('保密审查结论不允许公开', 'the secrecy review does not allow it', 'review.result')),
      ...(review.on > date
        ? breach('保密审查晚于公示', 'the review comes after the publication', 'review.on')
        : kept),
    ];
  },
);

/** Closed-exchange fields and fields that nobody declared never reach a public channel. */
export const openFieldsOnly = commandRule<{ readonly fields: readonly string[] }>(
  { ...sealed, name: 'G-FIELDS', basis: [statute('personal-information', 28), penaltyLaw(50)] },
  ({ fields }) =>
    fields
      .filter((field) => knownFields[field]?.closed !== false)
      .flatMap((field) =>
        breach(`字段 ${field} 不得公开`, `the field ${field} may not be published`, 'fields'),
      ),
);

/** Decisions on minors are not published [D]. */
export const notAMinor = commandRule<{ readonly channel: string }>(
  { ...sealed, name: 'G-MINOR', basis: [statute('personal-information', 31), penaltyLaw(50)] },
  (_command, { opening }) =>
    opening?.party.minor === true
      ? breach('当事人是未成年人，不公示', 'the party is a minor: no publication')
      : kept,
);

/** A channel that exists and takes decisions made on the spot. */
export const channelOpen = commandRule<{ readonly channel: string }>(
  { ...sealed, name: 'G-CHANNEL', basis: [penaltyLaw(48)] },
  ({ channel }) =>
    channels[channel]?.takesOnSpot === true
      ? kept
      : breach(
          `渠道 ${channel} 不公示当场处罚`,
          `the channel ${channel} takes no decisions made on the spot`,
          'channel',
        ),
);

/** Whether a natural person could be told from the fields. */
export const showsPerson = (fields: readonly string[], { opening }: CaseState): boolean =>
  opening !== undefined &&
  opening.party.kind !== 'organisation' &&
  fields.some((field) => knownFields[field]?.identifies !== false);

const identity = {
  group: 'authority',
  code: 'R-03',
  basis: [penaltyLaw(48), statute('personal-information', 25), statute('personal-information', 34)],
} as const;

/** 个保法 25, 34: a person is shown only on a 法律 or 行政法规 for this decision, or by separate consent. */
export const identityHasBasis = commandRule<PublishDecision>(
  { ...identity, name: 'G-IDENTITY' },
  ({ fields, identity: given }, state) =>
    !showsPerson(fields, state) || (given !== undefined && carries(given))
      ? kept
      : breach(
          '没有法律、行政法规依据或者单独同意，不得公开可识别自然人的信息',
          'nothing of rank 法律 or 行政法规, and no consent, lets a natural person be shown',
          'identity',
        ),
);

/** 处罚法 48 carries only a decision with social impact, and the reason is on record. */
function carries({ basis, consent, socialImpact, reason }: IdentityBasis): boolean {
  if (consent) return true;
  if (basis === undefined || !['law', 'administrative-regulation'].includes(basis.rank)) return false;
  const fortyEight = basis.norm.includes('行政处罚法') && basis.article.includes('四十八');
  return !fortyEight || (socialImpact && reason !== undefined);
}

/** 个保法 55: an impact assessment before personal information is published. */
export const impactAssessed = commandRule<PublishDecision>(
  { ...identity, name: 'G-PIA', basis: [statute('personal-information', 55)] },
  ({ fields, assessment }, state) =>
    showsPerson(fields, state) && assessment === undefined
      ? breach('公开个人信息前未进行影响评估', 'no impact assessment before publishing', 'assessment')
      : kept,
);

const channelOrder = {
  group: 'sequence',
  code: 'R-00',
  name: 'G-STEP.channel',
  basis: [penaltyLaw(48)],
} as const;

const channelState = (wanted: (status: string | undefined) => boolean, zh: string, en: string) =>
  commandRule<{ readonly channel: string }>(
    channelOrder,
    ({ channel }, { disclosures }): readonly Breach[] =>
      wanted(disclosures[channel]) ? kept : breach(zh, en, 'channel'),
  );

/** Nothing is published twice on one channel. */
export const notPublishedYet = channelState(
  (status) => status !== 'published',
  '该渠道已公示',
  'it is published on this channel already',
);

/** Only what is published can be corrected or withdrawn. */
export const publishedThere = channelState(
  (status) => status === 'published',
  '该渠道未公示',
  'it is not published on this channel',
);

/**
 * 48(2): what is withdrawn because of a reversal was reversed, and the public is told why, whatever the reason that is
 * given for the withdrawal while a reversed decision is still shown.
 */
export const reversalSaid = commandRule<WithdrawDisclosure>(
  { group: 'sequence', code: 'R-11', name: 'G-WITHDRAW', basis: [penaltyLaw(48, 2)] },
  ({ reason, publicReason }, { remedy, clocks }) => {
    if (reason !== 'reversal' && !Object.hasOwn(clocks, 'withdraw.penalty')) return kept;
    return [
      ...(remedy.reversal === undefined
        ? breach('决定未被纠正', 'the decision was not reversed', 'reason')
        : kept),
      ...(publicReason === undefined
        ? breach('撤回应当公开说明理由', 'the public has to be told why', 'publicReason')
        : kept),
    ];
  },
);

/** "Not published because the pack does not ask for it" holds only where the pack says so. */
export const packSaysNot = commandRule<DecideNotToPublish>(
  { group: 'authority', code: 'R-03', name: 'G-NOTPUBLISHED', basis: [penaltyLaw(48)] },
  ({ ground }, _state, { rules }) =>
    ground === 'publish-simple-off' && rules.find('publish.simple')?.value.flag !== false
      ? breach(
          '规则包要求公示简易程序处罚',
          'the packs ask for on-the-spot penalties to be published',
          'ground',
        )
      : kept,
);
