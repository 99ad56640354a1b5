import { breach, kept, type Breach } from '../../../kernel/guard';
import { unitAt } from '../../registers/organ-state';
import { penaltyLaw, statute } from '../../statute';
import type {
  CorrectDisclosure,
  DecideNotToPublish,
  IdentityBasis,
  PublishDecision,
  SecrecyReview,
  WithdrawDisclosure,
} from './commands';
import type { CaseFacts } from '../facts';
import { isGone } from '../remedy/state';
import type { CaseState } from '../state';
import { mustPublish } from './clock';
import { fields as knownFields } from './fields';
import { isShown, shownUntil, whyNotTaken } from './lasting';
import { commandRule, fileRule } from '../guards/rule';

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

/** A channel that exists and takes the decision (C.10; B.8). */
export const channelOpen = commandRule<{ readonly channel: string }>(
  { ...sealed, name: 'G-CHANNEL', basis: [penaltyLaw(48)] },
  ({ channel }, state, facts) => {
    const why = whyNotTaken(channel, state, facts);
    return why === undefined ? kept : breach(why.zh, why.en, 'channel');
  },
);

/** Nothing is shown longer than the packs allow, and nothing whose time is over is shown anew. */
export const endsInTime = commandRule<PublishDecision>(
  { group: 'time', code: 'R-03', name: 'G-UNTIL', basis: [penaltyLaw(48)] },
  ({ channel, until }, state, facts) => {
    const end = shownUntil(channel, facts.date, state, facts);
    return [
      ...(until !== undefined && end !== undefined && until > end
        ? breach(`公示期限不得超过 ${end}`, `it may be shown up to ${end} at most`, 'until')
        : kept),
      ...((until ?? end ?? facts.date) < facts.date
        ? breach('公示期限已经届满', 'the time of being public is over', 'until')
        : kept),
    ];
  },
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

/** 个保法 25: what is corrected was published; anything more is a publication, with its own basis, review and assessment. */
export const correctsWhatIsShown = commandRule<CorrectDisclosure>(
  { ...identity, name: 'G-CORRECTED' },
  ({ channel, fields }, { published }) => {
    const shown = published[channel]?.fields;
    return (shown === undefined ? [] : fields.filter((field) => !shown.includes(field))).flatMap((field) =>
      breach(
        `字段 ${field} 未经公示，不是更正`,
        `the field ${field} was not published: showing it is no correction`,
        'fields',
      ),
    );
  },
);

const channelOrder = {
  group: 'sequence',
  code: 'R-00',
  name: 'G-STEP.channel',
  basis: [penaltyLaw(48)],
} as const;

export const channelState = (
  wanted: (state: CaseState, channel: string, facts: CaseFacts) => boolean,
  zh: string,
  en: string,
) =>
  commandRule<{ readonly channel: string }>(channelOrder, ({ channel }, state, facts): readonly Breach[] =>
    wanted(state, channel, facts) ? kept : breach(zh, en, 'channel'),
  );

/** Nothing is published twice on one channel. */
export const notPublishedYet = channelState(
  ({ disclosures }, channel) => disclosures[channel] !== 'published',
  '该渠道已公示',
  'it is published on this channel already',
);

/** Only what is shown can be corrected or withdrawn: what has come to its end has left by itself. */
export const publishedThere = channelState(
  (state, channel, { date }) => isShown(state, channel, date),
  '该渠道未公示，或者公示期限已经届满',
  'it is not shown on this channel, or not any more',
);

/** 信息公开条例 17(3): what was referred waits for the answer. */
export const notReferred = commandRule<{ readonly channel: string }>(
  {
    group: 'sequence',
    code: 'R-00',
    name: 'G-STEP.referred',
    basis: [statute('information-disclosure', 17, 3)],
  },
  ({ channel }, { disclosure }) =>
    disclosure.referred[channel] === undefined
      ? kept
      : breach(
          '保密审查已报请确定，尚未答复',
          'the question was referred and is not answered yet',
          'channel',
        ),
);

/** 48(2): what was revoked, declared void or is to be made anew is not published before it is decided again. */
export const notReversed = fileRule(
  { group: 'sequence', code: 'R-00', name: 'G-STEP.reversed', basis: [penaltyLaw(48, 2)] },
  ({ remedy }) => (isGone(remedy) ? breach('决定已经被撤销', 'the decision has been reversed') : kept),
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

/** What is withdrawn for repair was granted it. */
export const repairSaid = commandRule<WithdrawDisclosure>(
  { group: 'sequence', code: 'R-00', name: 'G-STEP.repaired', basis: [penaltyLaw(48)] },
  ({ reason, channel }, { disclosure }) =>
    reason === 'repair' && disclosure.repairs[channel] !== 'granted'
      ? breach('未准予信用修复', 'no credit repair was granted', 'reason')
      : kept,
);

/** Why a ground for not publishing does not hold, by what the file and the packs say; the other grounds are the reviewer's. */
const groundProblem: Readonly<
  Record<string, (channel: string, state: CaseState, facts: CaseFacts) => readonly Breach[]>
> = {
  minor: (_channel, { opening }) =>
    opening?.party.minor === true ? kept : breach('当事人不是未成年人', 'the party is no minor', 'ground'),
  'publish-simple-off': (_channel, { procedure }, { rules }) =>
    procedure === 'simple' && rules.find('publish.simple')?.value.flag === false
      ? kept
      : breach(
          '规则包要求公示，或者不是简易程序处罚',
          'the packs ask for publication, or the penalty was not decided on the spot',
          'ground',
        ),
  'channel-not-required': (channel, state, facts) =>
    mustPublish(channel, state, facts)
      ? breach('该渠道应当公示', 'publication on this channel is a duty', 'ground')
      : kept,
};

/** C.10: a ground that the file or the packs can show holds only where they do. */
export const groundHolds = commandRule<DecideNotToPublish>(
  { group: 'authority', code: 'R-03', name: 'G-NOTPUBLISHED', basis: [penaltyLaw(48)] },
  ({ channel, ground }, state, facts) => groundProblem[ground]?.(channel, state, facts) ?? kept,
);
