import { breach, kept } from '../../../kernel/guard';
import { penaltyLaw, statute } from '../../statute';
import { lateFeeFen } from './late-fee';
import type {
  AccrueLateFee,
  ApproveDeferral,
  CollectOnSpot,
  ReceivePayment,
  SetInstalments,
} from './commands';
import { owedFine, type CaseState } from '../state';
import type { CaseFacts } from '../facts';
import { commandRule, fileRule } from '../guards/rule';

/** Performing a fine: cash on the spot, the way of the cash, the bank, the late fee, the end of the case. */

const collect = { group: 'content', code: 'R-22', name: 'G-CASH' } as const;

/** 68, 69: only under one of three conditions; in the general procedure only the last of them. */
export const collectionAllowed = commandRule<CollectOnSpot>(
  { ...collect, name: 'G-CASH.condition', basis: [penaltyLaw(68), penaltyLaw(69)] },
  ({ condition, circumstances, requested }, { decision, procedure }, { rules }) => {
    if (procedure === 'general' && condition !== 'remote-at-request') {
      return breach(
        '普通程序的罚款，仅在边远、水上、交通不便地区经当事人提出可以当场收缴',
        'after the general procedure only in remote places, on water, or where travel is hard, at request',
        'condition',
      );
    }
    if (condition === 'up-to-100-yuan') {
      const limit = rules.find('onspot.collect')?.value.fen ?? 0;
      return (decision?.proposal.fineFen ?? 0) <= limit
        ? kept
        : breach(`罚款超过${limit / 100}元`, `the fine exceeds ${limit / 100} yuan`, 'condition');
    }
    const reason =
      circumstances === undefined
        ? breach('未记录当场收缴的事由', 'the circumstances are not recorded', 'circumstances')
        : kept;
    const request =
      condition === 'remote-at-request' && !requested
        ? breach('未记录当事人提出当场缴纳', 'the request of the party is not recorded', 'requested')
        : kept;
    return [...reason, ...request];
  },
);

/** 70: an official receipt, always. */
export const officialReceipt = commandRule<CollectOnSpot>(
  { ...collect, name: 'G-CASH.receipt', basis: [penaltyLaw(70)] },
  ({ receipt }) =>
    receipt === undefined
      ? breach(
          '未出具财政部门统一制发的专用票据',
          'no receipt of the finance department was given',
          'receipt',
        )
      : kept,
);

/** 67: the whole of what is owed, and no more. */
export const wholeFine = commandRule<CollectOnSpot>(
  { ...collect, name: 'G-CASH.amount', basis: [penaltyLaw(67)] },
  ({ amountFen }, state) =>
    amountFen > 0 && amountFen === owedFine(state)
      ? kept
      : breach('收缴数额与应缴罚款不符', 'the amount is not what is owed of the fine', 'amountFen'),
);

const handOn = (name: string, zh: string, en: string, left: (state: CaseState) => number) =>
  commandRule<{ readonly amountFen: number }>(
    { ...collect, name, basis: [penaltyLaw(71)] },
    ({ amountFen }, state) =>
      amountFen > 0 && amountFen === left(state) ? kept : breach(zh, en, 'amountFen'),
  );

/** 71: what the officers hand in was collected, and on water only after landing. */
export const handedInFromCollected = handOn(
  'G-CASH.handed-in',
  '交款数额与当场收缴的罚款不符，或者尚未抵岸',
  'the amount is not what was collected and landed',
  ({ money }) => (money.landed ? money.collectedFen - money.handedInFen : 0),
);

/** 71: what the organ pays in was handed in to it. */
export const bankedFromHandedIn = handOn(
  'G-CASH.banked',
  '缴付数额与执法人员交来的罚款不符',
  'the amount is not what the officers handed in',
  ({ money }) => money.handedInFen - money.bankedFen,
);

/** There is a landing to record: money was collected on water and is not yet landed. */
export const onWater = fileRule(
  { ...collect, group: 'sequence', name: 'G-CASH.water', basis: [penaltyLaw(71)] },
  ({ money }) =>
    money.collectedFen > 0 && !money.landed
      ? kept
      : breach('没有在水上收缴而未抵岸的罚款', 'no money collected on water waits for landing'),
);

const fee = {
  group: 'content',
  code: 'R-26',
  basis: [penaltyLaw(72), statute('fine-separation', 7)],
} as const;

/** 罚缴分离办法 7: no late fee that the decision does not state. */
export const lateFeeStated = commandRule<AccrueLateFee | ReceivePayment>(
  { ...fee, name: 'G-LATEFEE.stated' },
  (command, { decision }) =>
    claimed(command) > 0 && decision?.lateFee !== true
      ? breach('决定书未载明逾期加处罚款', 'the decision does not state a late fee')
      : kept,
);

/** 72: not above three per cent a day, and not above the fine. */
export const lateFeeWithinCap = commandRule<AccrueLateFee | ReceivePayment>(
  { ...fee, name: 'G-LATEFEE' },
  (command, state, facts) => {
    if (state.decision?.lateFee !== true) return kept;
    const most = lateFeeFen(state, facts, 'through' in command ? command.through : facts.date);
    const already = 'through' in command ? 0 : state.money.paidLateFeeFen;
    return claimed(command) + already <= most
      ? kept
      : breach(
          `加处罚款超过依法可加处的${most / 100}元`,
          `the late fee exceeds the lawful ${most / 100} yuan`,
        );
  },
);

const claimed = (command: AccrueLateFee | ReceivePayment): number =>
  'through' in command ? command.totalFen : command.lateFeeFen;

const order = { group: 'sequence', code: 'R-00', basis: [penaltyLaw(66), penaltyLaw(67)] } as const;

/** A late fee accrues forward, up to the day of the act. */
export const accruesForward = commandRule<AccrueLateFee>(
  { ...order, name: 'G-LATEFEE.forward' },
  ({ through, totalFen }, { money }, { date }) => [
    ...(through > date
      ? breach('加处罚款不得计算至将来', 'a late fee is not counted into the future', 'through')
      : kept),
    ...(totalFen > money.lateFeeFen
      ? kept
      : breach('加处罚款没有增加', 'the late fee has not grown', 'totalFen')),
  ],
);

/** A payment is of something that is owed. */
export const paymentOwed = commandRule<ReceivePayment>(
  { ...order, name: 'G-OWED' },
  ({ fineFen, lateFeeFen: feeFen }, state) =>
    fineFen + feeFen > 0 && fineFen <= Math.max(0, owedFine(state))
      ? kept
      : breach('缴款与应缴罚款不符', 'the payment is not what is owed of the fine', 'fineFen'),
);

/** All that a payment leaves open, with the late fee that the law adds by itself. */
export const settledBy = (
  { fineFen, lateFeeFen: feeFen }: ReceivePayment,
  state: CaseState,
  facts: CaseFacts,
): boolean =>
  owedFine(state) - fineFen <= 0 &&
  state.money.paidLateFeeFen + feeFen >= lateFeeFen(state, facts, facts.date);

const hardshipHead = { group: 'content', code: 'R-03', basis: [penaltyLaw(66, 2)] } as const;

/**
 * 66(2): something is owed, the party asked, and the organ answers before the last day; later only 强制法 42 helps. A last
 * day that cannot be computed, for want of the calendar of its year, keeps nobody from it.
 */
export const deferralInTime = commandRule<ApproveDeferral | SetInstalments>(
  { ...hardshipHead, name: 'G-DEFER' },
  ({ applied }, state, { date }) => [
    ...(owedFine(state) > 0 ? kept : breach('没有应缴的罚款', 'nothing is owed of the fine')),
    ...(applied <= date ? kept : breach('申请日期尚未到来', 'the application lies in the future', 'applied')),
    ...(state.payBy === undefined || date <= state.payBy
      ? kept
      : breach(
          '缴纳期限已满，不得再批准延期、分期',
          'the time to pay is over; no deferral or instalment can be approved any more',
        )),
  ],
);

/** A deferral ends later than the time to pay. */
export const deferredFurther = commandRule<ApproveDeferral>(
  { ...hardshipHead, name: 'G-DEFER.until' },
  ({ until }, { payBy }) =>
    payBy !== undefined && until <= payBy
      ? breach('延期届满日不晚于原缴纳期限', 'the deferral ends no later than the time to pay', 'until')
      : kept,
);

/** Instalments follow each other in time and make up what is owed. */
export const instalmentsWhole = commandRule<SetInstalments>(
  { ...hardshipHead, name: 'G-DEFER.parts' },
  ({ instalments }, state, { date }) => {
    const sum = instalments.reduce((total, { amountFen }) => total + amountFen, 0);
    const ordered = instalments.every(
      ({ due, amountFen }, i) => amountFen > 0 && due > (instalments[i - 1]?.due ?? date),
    );
    return sum === owedFine(state) && ordered
      ? kept
      : breach(
          '各期应当按日期先后，合计等于应缴罚款',
          'instalments come one after another and make up what is owed',
          'instalments',
        );
  },
);
