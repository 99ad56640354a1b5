import {
  CollectedFineBanked,
  CollectedFineHandedIn,
  FineCollectedOnSpot,
  LandingRecorded,
  LateFeeAccrued,
  PaymentReceived,
} from '../../../events/payment.events';
import type { Clock } from '../../../events/schemas';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { endClocks, opening } from '../clocks';
import type { CaseFacts } from '../facts';
import { confiscationDone, owedFine, type CaseState } from '../state';
import { certified } from '../guards/identity';
import {
  accruesForward,
  bankedFromHandedIn,
  collectionAllowed,
  handedInFromCollected,
  lateFeeStated,
  lateFeeWithinCap,
  officialReceipt,
  onWater,
  paymentOwed,
  settledBy,
  wholeFine,
} from './guards';
import { lawfulLateFee } from './late-fee';
import {
  AccrueLateFee,
  BankCollected,
  CollectOnSpot,
  HandInCollected,
  ReceivePayment,
  RecordLanding,
} from './commands';

const afterDecision = ['decided', 'delivered'] as const;
const anyTimeAfter = ['decided', 'delivered', 'closed', 'archived'] as const;

/** S7 and S7b: how a fine is performed (处罚法 67–72). */
export const paymentSteps: readonly CaseStep[] = [
  caseStep<CollectOnSpot>({
    no: 'S7',
    command: CollectOnSpot,
    zh: '当场收缴',
    en: 'Collect on the spot',
    basis: [penaltyLaw(68), penaltyLaw(69), penaltyLaw(70)],
    who: ['officer'],
    from: afterDecision,
    rules: [certified, collectionAllowed, officialReceipt, wholeFine],
    parameters: ['onspot.collect', 'money.to.organ', 'money.to.organ.start', 'onspot.archive', 'case.close'],
    opens: ['money.to.organ', 'onspot.close', 'onspot.archive', 'case.close'],
    closes: ['fine.pay', 'court.apply'],
    alerts: ['W-20'],
    emits: ['FineCollectedOnSpot'],
    record: ({ circumstances, receipt = '', ...c }, state, facts, reliance) => [
      FineCollectedOnSpot(
        {
          ...plain(c),
          receipt,
          complete: true,
          opens: [
            ...cashClocks(c.onWater, facts),
            ...(state.served === undefined ? [] : endClocks(state, facts)),
          ],
          closes: whenPerformed(state),
          reliance,
        },
        { party: present({ circumstances }) },
      ),
    ],
  }),
  caseStep<RecordLanding>({
    no: 'S7',
    command: RecordLanding,
    zh: '抵岸',
    en: 'Record the landing',
    basis: [penaltyLaw(71)],
    who: ['officer'],
    from: anyTimeAfter,
    rules: [onWater],
    parameters: ['money.to.organ'],
    opens: ['money.to.organ'],
    alerts: ['W-20'],
    emits: ['LandingRecorded'],
    record: (c, _state, facts, reliance) => [
      LandingRecorded({
        ...plain(c),
        opens: [opening(facts, 'money.to.organ', facts.date)],
        closes: [],
        reliance,
      }),
    ],
  }),
  caseStep<HandInCollected>({
    no: 'S7',
    command: HandInCollected,
    zh: '交至行政机关',
    en: 'Hand the money in',
    basis: [penaltyLaw(71)],
    who: ['officer', 'finance'],
    from: anyTimeAfter,
    rules: [handedInFromCollected],
    parameters: ['money.to.bank'],
    opens: ['money.to.bank'],
    closes: ['money.to.organ'],
    alerts: ['W-20'],
    emits: ['CollectedFineHandedIn'],
    record: (c, _state, facts, reliance) => [
      CollectedFineHandedIn({
        ...plain(c),
        opens: [opening(facts, 'money.to.bank', facts.date)],
        closes: ['money.to.organ'],
        reliance,
      }),
    ],
  }),
  caseStep<BankCollected>({
    no: 'S7',
    command: BankCollected,
    zh: '缴付指定银行',
    en: 'Pay the money into the bank',
    basis: [penaltyLaw(71)],
    who: ['finance'],
    from: anyTimeAfter,
    rules: [bankedFromHandedIn],
    closes: ['money.to.bank'],
    alerts: ['W-20'],
    emits: ['CollectedFineBanked'],
    record: (c, _state, _facts, reliance) => [
      CollectedFineBanked({ ...plain(c), opens: [], closes: ['money.to.bank'], reliance }),
    ],
  }),
  caseStep<ReceivePayment>({
    no: 'S7b',
    command: ReceivePayment,
    zh: '收到缴款',
    en: 'Receive a payment',
    basis: [penaltyLaw(53), penaltyLaw(67)],
    who: ['finance'],
    from: ['delivered'],
    rules: [paymentOwed, lateFeeStated, lateFeeWithinCap],
    parameters: ['latefee.rate', 'latefee.cap', 'onspot.archive', 'case.close'],
    opens: ['onspot.close', 'onspot.archive', 'case.close'],
    closes: ['fine.pay', 'court.apply'],
    alerts: ['W-15'],
    emits: ['PaymentReceived'],
    record: (c, state, facts, reliance) => {
      const complete = settledBy(c, state, facts);
      const clocks = complete
        ? { opens: confiscationDone(state) ? endClocks(state, facts) : [], closes: whenPerformed(state) }
        : { opens: [], closes: instalmentsPaid(c, state) };
      return [PaymentReceived({ ...plain(c), complete, ...clocks, reliance })];
    },
  }),
  caseStep<AccrueLateFee>({
    no: 'S7b',
    command: AccrueLateFee,
    zh: '加处罚款',
    en: 'Accrue the late fee',
    basis: [penaltyLaw(72)],
    who: ['finance', 'officer'],
    from: ['delivered'],
    rules: [accruesForward, lateFeeStated, lateFeeWithinCap],
    parameters: ['latefee.rate', 'latefee.cap'],
    emits: ['LateFeeAccrued'],
    record: ({ through, totalFen, notice }, state, facts, reliance) => {
      const fee = lawfulLateFee(state, facts, through);
      if (fee === undefined) return [];
      const { from, days, capped } = fee;
      return [LateFeeAccrued({ from, through, days, totalFen, capped, notice, reliance })];
    },
  }),
];

const isInstalment = (key: string): boolean => key.startsWith('fine.pay/');

/** Nothing is left to pay, and nothing to apply to the court for (W-15, W-18). */
const whenPerformed = ({ clocks }: CaseState): string[] => [
  'fine.pay',
  ...Object.keys(clocks).filter((key) => isInstalment(key) || key === 'court.apply'),
];

/** The clocks of instalments that the payments cover by now. */
function instalmentsPaid({ fineFen }: ReceivePayment, state: CaseState): string[] {
  const left = Math.max(0, owedFine(state) - fineFen);
  const parts = state.execution.instalments ?? [];
  return parts.flatMap((_part, i) => {
    const after = parts.slice(i + 1).reduce((sum, { amountFen }) => sum + amountFen, 0);
    const key = `fine.pay/${i + 1}`;
    return left <= after && key in state.clocks ? [key] : [];
  });
}

/** 71: two days from the collection, or from the landing where the packs say so. */
function cashClocks(water: boolean, facts: CaseFacts): Clock[] {
  const start = facts.rules.find('money.to.organ.start')?.value.cases;
  return water && start?.['water'] === 'landed' ? [] : [opening(facts, 'money.to.organ', facts.date)];
}
