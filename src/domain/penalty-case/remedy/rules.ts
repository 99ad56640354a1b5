import { breach, kept, type Breach } from '../../../kernel/guard';
import { addDays, type CivilDate } from '../../../kernel/time';
import { deadline } from '../../../law/deadline';
import { periodIn } from '../../../law/rule-book';
import { reaches, tierAt } from '../../registers/posting-state';
import { penaltyLaw, statute } from '../../statute';
import type { PenaltyProposal } from '../command-parts';
import type { CaseFacts } from '../facts';
import { whereCalendarReaches } from '../guards/calendar-reach';
import { heavier } from '../guards/imposed';
import { commandRule, fileRule } from '../guards/rule';
import { fineReceived, type CaseState } from '../state';
import type {
  PayRefund,
  PerformJudgment,
  RecordAppealWithdrawal,
  RecordCourtAppearance,
  RecordJudgment,
  ReverseDecision,
  SubmitEvidence,
} from './commands';
import { reversalInForce, type Appeal } from './state';

/** What a step of an appeal or a reversal must meet (复议法, 行诉法). */

const order = { group: 'sequence', code: 'R-00' } as const;

interface OfAppeal {
  readonly appeal: string;
}

/** The appeal is not known yet, or is one of this kind that has not ended. */
export const ofKind = (kind: Appeal['kind']) =>
  commandRule<OfAppeal>(
    {
      ...order,
      name: `G-STEP.${kind}`,
      basis: [statute(kind === 'suit' ? 'litigation' : 'reconsideration', 20)],
    },
    ({ appeal: id }, { remedy }) => {
      const known = remedy.appeals[id];
      if (known === undefined || (known.kind === kind && !known.ended)) return kept;
      return breach(
        `“${id}”已经终结，或者不是${kind === 'suit' ? '诉讼' : '行政复议'}`,
        `${id} has ended, or is no ${kind}`,
        'appeal',
      );
    },
  );

/** The suit is there; after a judgment of first instance only the second may follow (行诉法 85). */
export const mayBeJudged = commandRule<RecordJudgment>(
  { ...order, name: 'G-STEP.judged', basis: [statute('litigation', 69), statute('litigation', 85)] },
  ({ appeal: id, instance }, { remedy }) => {
    const known = remedy.appeals[id];
    const open =
      known?.kind === 'suit' && (!known.ended || (known.instance === 'first' && instance === 'second'));
    return open ? kept : breach(`没有可以裁判的诉讼“${id}”`, `there is no suit ${id} to be judged`, 'appeal');
  },
);

/** 解释 153: the time to perform that a judgment sets does not end before it was served. */
export const performedAfterService = commandRule<RecordJudgment>(
  { ...order, name: 'G-DATES.judgment', basis: [statute('litigation-interpretation', 153)] },
  ({ servedOn, performBy = servedOn }) =>
    performBy >= servedOn
      ? kept
      : breach('履行期限早于送达', 'the time to perform ends before the service', 'performBy'),
);

/** There is such a suit: who appeared in it is noted also after the judgment. */
export const knownSuit = commandRule<RecordCourtAppearance>(
  { ...order, name: 'G-STEP.appearance', basis: [statute('litigation', 3)] },
  ({ appeal: id }, { remedy }) =>
    remedy.appeals[id]?.kind === 'suit'
      ? kept
      : breach(`没有诉讼“${id}”`, `there is no suit ${id}`, 'appeal'),
);

/** Who counts as a head holds that post on the day; where none appeared, the record says why (解释 128, 129). */
export const headOrReason = commandRule<RecordCourtAppearance>(
  { group: 'content', code: 'R-08', name: 'G-TIER.court', basis: [statute('litigation', 3)] },
  ({ leader, absence, on }, _state, { people, organ }) => {
    if (leader === undefined) {
      return absence === undefined
        ? breach('负责人未出庭的，应当说明理由', 'where no head appeared, the record says why', 'absence')
        : kept;
    }
    const known = people.get(leader.officer)?.state;
    const held = known === undefined || organ === undefined ? 'staff' : tierAt(known, organ.s, on);
    return leader.as === 'other-leader' || reaches(held, leader.as)
      ? kept
      : breach(
          `${leader.officer} 在 ${on} 未任该职务`,
          `${leader.officer} held no such post on ${on}`,
          'leader',
        );
  },
);

/** There is such an appeal, and it has not ended. */
export const pendingAppeal = commandRule<OfAppeal>(
  { ...order, name: 'G-STEP.pending', basis: [statute('reconsideration', 48), statute('litigation', 67)] },
  ({ appeal: id }, { remedy }) =>
    remedy.appeals[id]?.ended === false
      ? kept
      : breach(`没有进行中的“${id}”`, `no appeal ${id} is pending`, 'appeal'),
);

/** 行诉法 62: a suit ends by withdrawal only where the court allows it, also after the organ has changed its act. */
export const withdrawalAllowed = commandRule<RecordAppealWithdrawal>(
  { ...order, name: 'G-STEP.ruling', basis: [statute('litigation', 62)] },
  ({ appeal: id, ruling }, { remedy }) =>
    remedy.appeals[id]?.kind === 'suit' && ruling === undefined
      ? breach(
          '撤诉未经人民法院裁定准许',
          'no ruling of the court allows the withdrawal of the suit',
          'ruling',
        )
      : kept,
);

/** A copy came that waits for the answer. */
export const waitsForAnswer = commandRule<SubmitEvidence>(
  { ...order, name: 'G-STEP.answer', basis: [statute('reconsideration', 48), statute('litigation', 67)] },
  ({ appeal: id }, { remedy }) => {
    const found = remedy.appeals[id];
    return found?.copy !== undefined && !found.answered
      ? kept
      : breach('没有待答复的副本', 'no copy waits for an answer', 'appeal');
  },
);

/** 0.3(7): the volumes are handed over as packages whose hashes are on record, the open one among them. */
export const volumesHandedOver = commandRule<SubmitEvidence>(
  {
    group: 'content',
    code: 'R-31',
    name: 'G-VOLUMES',
    basis: [statute('reconsideration', 47), statute('litigation', 32)],
  },
  ({ volumes, packages }) =>
    volumes.includes('open') && packages.length === volumes.length
      ? kept
      : breach(
          '证据依据应当以公开卷提交，不公开的另成一卷，并各记其散列值',
          'evidence goes in an open volume, what is closed in a volume of its own, each with its hash',
          'packages',
        ),
);

/** The procedure of the copy was the simple one (复议法 55). */
export const wasSimple = commandRule<OfAppeal>(
  { ...order, name: 'G-STEP.procedure', basis: [statute('reconsideration', 55)] },
  ({ appeal: id }, { remedy }) =>
    remedy.appeals[id]?.copy?.procedure === 'simple'
      ? kept
      : breach('复议未适用简易程序', 'the reconsideration is not in the simple procedure', 'appeal'),
);

const stayBasis = [statute('reconsideration', 42), statute('litigation', 56), penaltyLaw(73)];

export const notStayedYet = fileRule({ ...order, name: 'G-STEP.stay', basis: stayBasis }, ({ remedy }) =>
  remedy.stayed === undefined ? kept : breach('已经停止执行', 'execution is stayed already'),
);

export const isStayed = fileRule({ ...order, name: 'G-STEP.stayed', basis: stayBasis }, ({ remedy }) =>
  remedy.stayed === undefined ? breach('没有停止执行', 'execution is not stayed') : kept,
);

/** What is reversed once is not reversed again before it was decided anew. */
export const standsYet = fileRule(
  { ...order, name: 'G-STEP.reversed', basis: [statute('reconsideration', 64), statute('litigation', 70)] },
  ({ remedy, decision }) => [
    ...(decision === undefined ? breach('没有可纠正的决定', 'there is no decision to reverse') : kept),
    ...(reversalInForce(remedy) === undefined
      ? kept
      : breach('决定已经被纠正', 'the decision has been reversed')),
  ],
);

/** Not before a first-instance judgment counts, which is after the time for an appeal (行诉法 85). */
function afterAppeal(servedOn: CivilDate, on: CivilDate, { rules, calendar }: CaseFacts): readonly Breach[] {
  const found = rules.find('appeal.judgment');
  if (found === undefined) return kept;
  const period = periodIn('appeal.judgment', found.value, {});
  const last = whereCalendarReaches(() => deadline({ from: servedOn, period, calendar }).due.slice(0, 10));
  if (last === undefined) {
    return breach(
      '工作日历未加载，不能确认上诉期限',
      'no calendar is loaded to tell the last day for an appeal',
      'effectiveAt',
    );
  }
  const first = addDays(last, 1);
  return on >= first
    ? kept
    : breach(
        `一审判决上诉期未满，最早自 ${first} 生效`,
        `the time for an appeal is not over; the judgment counts from ${first} at the earliest`,
        'effectiveAt',
      );
}

/** P25: a reconsideration counts from its service, a judgment from the end of the time for an appeal, or from the second instance. */
export const effectiveRightly = commandRule<ReverseDecision>(
  {
    group: 'time',
    code: 'R-13',
    name: 'G-EFFECTIVE',
    basis: [statute('reconsideration', 75), statute('litigation', 85)],
  },
  ({ by, effectiveAt }, { remedy }, facts) => {
    const last = (kind: Appeal['kind']): Appeal | undefined =>
      Object.values(remedy.appeals).findLast((each) => isCurrent(each, kind));
    if (by === 'reconsideration') return sameDay(last('reconsideration')?.servedOn, effectiveAt);
    const judged = by === 'court' ? last('suit') : undefined;
    if (by === 'court' && judged?.servedOn === undefined) return sameDay(undefined, effectiveAt);
    if (judged?.servedOn === undefined) return kept;
    if (judged.instance === 'second') return sameDay(judged.servedOn, effectiveAt);
    return afterAppeal(judged.servedOn, effectiveAt, facts);
  },
);

const sameDay = (served: CivilDate | undefined, effectiveAt: CivilDate): readonly Breach[] => {
  if (served === undefined) {
    return breach('没有已送达的复议决定或者裁判', 'no decision or judgment has been served', 'effectiveAt');
  }
  return served === effectiveAt
    ? kept
    : breach(`应当自送达之日 ${served} 生效`, `it counts from its service on ${served}`, 'effectiveAt');
};

/** An end that leaves the decision as it was reverses nothing. */
const leavesIt: readonly (string | undefined)[] = ['upheld', 'rejected', 'dismissed'];

const isCurrent = (each: Appeal, kind: Appeal['kind']): boolean =>
  each.kind === kind && each.past !== true && each.servedOn !== undefined && !leavesIt.includes(each.outcome);

interface Reversing {
  readonly kind: ReverseDecision['kind'];
  readonly partly: boolean;
  readonly proposal?: PenaltyProposal;
  readonly orderedRefundFen?: number;
  readonly refundDue?: CivilDate;
  readonly effectiveAt: CivilDate;
}

/** Where something stands afterwards it is said what, and nowhere else. */
export const saysWhatStands = commandRule<Reversing>(
  {
    group: 'content',
    code: 'R-11',
    name: 'G-REVERSAL',
    basis: [statute('reconsideration', 63), statute('litigation', 77)],
  },
  ({ kind, partly, proposal, orderedRefundFen, refundDue, effectiveAt }) => {
    const stands = kind === 'changed' || kind === 'mediated' || partly;
    return [
      ...(stands === (proposal !== undefined)
        ? kept
        : breach(
            '变更、调解或者部分撤销应当写明其后的处罚，其他情形不得填写',
            'a change, a mediation or a partial reversal says the penalty that stands; nothing else does',
            'proposal',
          )),
      ...(orderedRefundFen === undefined || kind === 'unlawful'
        ? kept
        : breach(
            '只有确认违法才另行写明责令退还的数额',
            'only where the act is declared unlawful is a refund ordered by amount',
            'orderedRefundFen',
          )),
      ...(refundDue === undefined || refundDue >= effectiveAt
        ? kept
        : breach(
            '退还的最后日期早于纠正生效之日',
            'the refund would be due before the reversal takes effect',
            'refundDue',
          )),
    ];
  },
);

/** 复议法 63(2), 行诉法 77(2): the party is not made worse off. */
export const notWorse = commandRule<Reversing>(
  {
    group: 'content',
    code: 'R-23',
    name: 'G-HEAVIER.reversal',
    basis: [statute('reconsideration', 63, 2), statute('litigation', 77, 2)],
  },
  ({ proposal }, { decision }) =>
    proposal !== undefined && decision !== undefined && heavier({ proposal }, decision)
      ? breach('变更不得加重处罚', 'a change may not make the penalty heavier', 'proposal')
      : kept,
);

/** All that the party has paid on the decision. */
export const paidSoFar = ({
  money,
}: CaseState): { readonly fineFen: number; readonly lateFeeFen: number } => ({
  fineFen: fineReceived(money).allFen,
  lateFeeFen: money.paidLateFeeFen,
});

/** Refund of P25: all of it, the difference, or what is ordered (行诉法 76, 复议法 72). */
export function refundOf({ kind, proposal, orderedRefundFen = 0 }: Reversing, state: CaseState): number {
  const { fineFen, lateFeeFen } = paidSoFar(state);
  if (kind === 'unlawful') return orderedRefundFen;
  return proposal === undefined ? fineFen + lateFeeFen : Math.max(0, fineFen - proposal.fineFen);
}

/** The refund is owed, and not more of it is paid. */
export const refundOwed = commandRule<PayRefund>(
  { ...order, name: 'G-OWED.refund', basis: [statute('reconsideration', 72), statute('litigation', 76)] },
  ({ amountFen }, { remedy: { reversal } }) => {
    const owed = reversal === undefined ? 0 : reversal.refundFen - reversal.refundedFen;
    return amountFen > 0 && amountFen <= owed
      ? kept
      : breach(`应退还${owed / 100}元`, `${owed / 100} yuan are to be refunded`, 'amountFen');
  },
);

export const dutyOpen = commandRule<PerformJudgment>(
  { ...order, name: 'G-STEP.duty', basis: [statute('reconsideration', 77), statute('litigation', 94)] },
  ({ duty }, { remedy: { duties } }) =>
    duties.includes(duty) ? kept : breach('没有该项待履行义务', 'there is no such duty to perform', 'duty'),
);

export const inquiryOpen = fileRule(
  { ...order, name: 'G-STEP.inquiry', basis: [penaltyLaw(75)] },
  ({ remedy: { inquiry } }) =>
    inquiry ? kept : breach('没有待结论的调查', 'no inquiry waits for an outcome'),
);

/** What was reversed may be decided anew (P27b). */
export const mayBeReopened = commandRule<{ readonly ground: 'redo' | 'new-act' }>(
  { ...order, name: 'G-STEP.reopen', basis: [statute('reconsideration', 64), statute('litigation', 70)] },
  ({ ground }, { remedy }) => {
    const reversal = reversalInForce(remedy);
    const redo = reversal !== undefined && (reversal.kind === 'redo' || remedy.duties.includes('redo'));
    const free = reversal !== undefined && ['revoked', 'void', 'unlawful'].includes(reversal.kind);
    return (ground === 'redo' && redo) || (ground === 'new-act' && (redo || free))
      ? kept
      : breach(
          '决定未被撤销或者责令重作',
          'the decision was not set aside, and no new one was ordered',
          'ground',
        );
  },
);
