import { breach, kept } from '../../kernel/guard';
import { civilDateOf } from '../../kernel/time';
import { exemptionGround } from '../../law/answerability/exemption';
import { outcomeOf } from '../../law/answerability/outcomes';
import type { Plain } from '../../kernel/plain-data';
import { registerRule } from '../registers/register';
import { statute } from '../statute';
import type {
  AcknowledgeInterference,
  AttachInterferenceEvidence,
  ClaimExemption,
  ProduceSealedItem,
  RaiseObjection,
  RecordInterference,
  RecordOrderAnswer,
  ReportRetaliation,
  RuleOnExemption,
} from './commands';
import type { SealedFacts } from './facts';
import { coveredByOrder, namedBy, type Claim, type Interference, type SealedState } from './state';

/** Rules on sealed records. What somebody may not read is answered like what is not there: one text for both. */

const rule = <C>(
  code: string,
  name: string,
  basis: readonly string[],
  check: (command: Plain<C>, state: SealedState, facts: SealedFacts) => ReturnType<typeof breach>,
) => registerRule<C, SealedState, SealedFacts>(code, name, basis, check);

const secret = [statute('official-sanctions', 47), statute('servant-sanctions', 25)];
const sixty = [statute('civil-servants', 60)];

const nothingOfYours = (field: string): ReturnType<typeof breach> =>
  breach('没有您可以办理的该项记录', 'there is no such record that is yours to handle', field);

/** Everybody whom a record names, by pseudonym; whoever stands in no register cannot be barred. */
export const barredBy = (
  people: readonly { readonly officer?: string }[],
  { pseudonyms }: SealedFacts,
): string[] => [...new Set(people.flatMap(({ officer }) => pseudonyms.get(officer ?? '') ?? []))];

/** Those whom an interference record names. */
export const namedIn = ({ who, through, witnesses }: Plain<RecordInterference>) => [
  who,
  ...through,
  ...witnesses,
];

/** The record is a true one of the sender: it happened, and he does not report himself. */
export const soundRecord = rule<RecordInterference>('R-00', 'G-RECORD', [], (command, _state, facts) => [
  ...(civilDateOf(command.happened) <= facts.date
    ? kept
    : breach('干预发生时间晚于记录时间', 'it happened after it was recorded', 'happened')),
  ...(barredBy(namedIn(command), facts).some((each) => each === facts.me || each === facts.account)
    ? breach('记录人不得列为干预人、经手人或者见证人', 'the recorder is not one of those named', 'who')
    : kept),
]);

/** D.5: by whom a record is read and acknowledged; never by anybody whom it names (政务处分法 47). */
export const mayRead = (
  { routing, barred }: Pick<Interference, 'routing' | 'barred'>,
  role: string,
  me: readonly string[],
): boolean =>
  (role === 'discipline' || (role === 'supervisor' && routing === 'supervision')) &&
  !barred.some((each) => me.includes(each));

/** only the body of D.5, and nobody whom the record names. */
export const routedToSender = rule<AcknowledgeInterference>(
  'R-31',
  'G-SEALED.route',
  secret,
  ({ record }, { interference }, { role, me, account }) => {
    const known = interference[record];
    return known !== undefined && mayRead(known, role, [me, account]) ? kept : nothingOfYours('record');
  },
);

export const notAcknowledged = rule<AcknowledgeInterference>(
  'R-00',
  'G-STEP.acknowledged',
  [],
  ({ record }, { interference }, { role, me, account }) => {
    const known = interference[record];
    return known?.acknowledged === true && mayRead(known, role, [me, account])
      ? breach('该记录已经确认', 'the record is acknowledged already', 'record')
      : kept;
  },
);

/** Whoever recorded the interference reports retaliation for that record, and adds evidence to it. */
export const ownRecord = rule<ReportRetaliation | AttachInterferenceEvidence>(
  'R-31',
  'G-SEALED.own',
  secret,
  ({ record }, { interference }, { me }) =>
    interference[record]?.recorder === me ? kept : nothingOfYours('record'),
);

export const newFile = rule<AttachInterferenceEvidence>(
  'R-00',
  'G-ENTRY',
  [],
  ({ record, blob }, { interference }, { me }) => {
    const known = interference[record];
    return known?.recorder === me && known.files.includes(blob)
      ? breach('该文件已经附入', 'the file is attached already', 'blob')
      : kept;
  },
);

export const retaliationPast = rule<ReportRetaliation>('R-00', 'G-DATES', [], ({ on }, _state, { date }) =>
  on <= date ? kept : breach('日期晚于报告时间', 'the day lies after the report', 'on'),
);

/** Only who received an order speaks of what became of it. */
export const ownOrder = rule<RaiseObjection | RecordOrderAnswer>(
  'R-31',
  'G-SEALED.own',
  secret,
  ({ order }, { orders }, { me }) => (orders[order]?.receiver === me ? kept : nothingOfYours('order')),
);

export const openOrder = rule<RaiseObjection | RecordOrderAnswer>(
  'R-00',
  'G-STEP.order',
  sixty,
  ({ order }, { orders }, { me }) => {
    const known = orders[order];
    return known?.receiver === me && known.answer !== undefined
      ? breach('上级已经答复', 'the superior has answered already', 'order')
      : kept;
  },
);

/** 60: an order is kept after an objection; without one there is nothing that could have been kept. */
export const keptAfterObjection = rule<RecordOrderAnswer>(
  'R-00',
  'G-ORDER.objection',
  sixty,
  ({ order, answer }, { orders }, { me }) => {
    const known = orders[order];
    return known?.receiver === me && answer === 'maintained' && !known.objected
      ? breach('未提出改正或者撤销的意见', 'no objection was raised before', 'answer')
      : kept;
  },
);

/** An order is the ground of a claim by the one who received it. */
export const orderNamed = rule<ClaimExemption>(
  'R-00',
  'G-EXEMPT.order',
  sixty,
  ({ ground, order }, { orders }, { me }) => {
    if ((ground === 'superior-order') !== (order !== undefined))
      return breach(
        '执行上级命令的，且仅此种情形，须列明该命令',
        'an order is named for this ground alone',
        'order',
      );
    return order === undefined || orders[order]?.receiver === me ? kept : nothingOfYours('order');
  },
);

/** The claim, unless the order that it rests on names the sender: to him there is none. */
const claimFor = (
  claim: string,
  { claims, orders }: SealedState,
  { me, account }: SealedFacts,
): Claim | undefined => {
  const known = claims[claim];
  const barred = orders[known?.order ?? '']?.barred ?? [];
  return barred.some((each) => each === me || each === account) ? undefined : known;
};

/** The claim is there, is open, and rests on no order that names the sender (D.5). */
export const openClaim = rule<RuleOnExemption>('R-31', 'G-SEALED.claim', secret, ({ claim }, state, facts) =>
  claimFor(claim, state, facts)?.ruled === false ? kept : nothingOfYours('claim'),
);

export const byOthers = rule<RuleOnExemption>(
  'R-07',
  'G-SEP',
  [statute('servant-sanctions', 42)],
  ({ claim }, state, facts) =>
    claimFor(claim, state, facts)?.person === facts.me || facts.tookPart.includes(facts.by)
      ? breach(
          '本人或者办理、审核、批准本案的人员不得认定',
          'neither the person nor whoever acted in the case rules on it',
        )
      : kept,
);

/** only a body of the row decides the measure, and so on exemption from it. */
export const rightBody = rule<RuleOnExemption>(
  'R-34',
  'G-BODY',
  [statute('official-sanctions', 3), statute('servant-sanctions', 37)],
  ({ measure, body }) =>
    outcomeOf(measure).bodies.includes(body)
      ? kept
      : breach('该机关无权决定该项处理', 'this body does not decide this measure', 'body'),
);

/** the person is heard first. */
export const heardFirst = rule<RuleOnExemption>(
  'R-33',
  'G-HEARD.official',
  [statute('civil-servants', 63), statute('official-sanctions', 43)],
  ({ heard }) => (heard ? kept : breach('未听取本人陈述和申辩', 'the person was not heard', 'heard')),
);

/** D.6: what shuts a ground out. */
export const notExcluded = rule<RuleOnExemption>(
  'R-00',
  'G-EXEMPT.excluded',
  sixty,
  ({ claim, outcome, exclusions }, state, facts) => {
    const excludedBy = exemptionGround(claimFor(claim, state, facts)?.ground ?? '')?.excludedBy ?? [];
    const found = exclusions.filter((each) => excludedBy.includes(each));
    return outcome === 'denied' || found.length === 0
      ? kept
      : breach('存在不得免责、减轻的情形', 'what was found shuts exemption out', 'exclusions');
  },
);

/** 60: exempt only who objected and whose superior kept the order, or who was told to execute at once. */
export const orderCovers = rule<RuleOnExemption>(
  'R-00',
  'G-EXEMPT.kept',
  sixty,
  ({ claim, outcome }, state, facts) => {
    const known = claimFor(claim, state, facts);
    if (outcome !== 'exempt' || known?.ground !== 'superior-order') return kept;
    const order = state.orders[known.order ?? ''];
    return order !== undefined && coveredByOrder(order)
      ? kept
      : breach(
          '未记录提出意见后上级不改变命令，或者上级要求立即执行',
          'neither an order kept after an objection nor a demand to execute at once is on record',
          'outcome',
        );
  },
);

/** 0.3(7): what is handed over is there, and it is not the approver who is named in it; other items are no records here. */
export const mayProduce = rule<ProduceSealedItem>(
  'R-31',
  'G-SEALED.produce',
  secret,
  ({ item, produced }, state, { me, account }) => {
    const isRecord = item === 'record';
    if (!isRecord && produced === undefined) return kept;
    const barred = isRecord && produced !== undefined ? namedBy(state, produced) : undefined;
    return barred === undefined || barred.some((each) => each === me || each === account)
      ? nothingOfYours('produced')
      : kept;
  },
);

/** Only a body before which the decision was brought orders it, in writing, and before it is handed over. */
export const orderedInWriting = rule<ProduceSealedItem>(
  'R-31',
  'G-SEALED.order',
  [statute('reconsideration', 45), statute('litigation', 40)],
  ({ to, order }, _state, { broughtBefore, date }) => [
    ...(broughtBefore.includes(to)
      ? kept
      : breach('本案没有该机关受理的复议或者诉讼', 'the case was not brought before such a body', 'to')),
    ...(order.on <= date
      ? kept
      : breach('命令的日期晚于提交', 'the order is dated after it was handed over', 'order.on')),
  ],
);
