import type { PaymentEvent } from '../../../events/payment.events';
import type { CivilDate } from '../../../kernel/time';
import type { Execution } from '../execution/state';
import type { Folds } from '../stage';
import { owedFine, type CaseState, type Money } from '../state';

const money = (state: CaseState, change: Partial<Money>): CaseState => ({
  ...state,
  money: { ...state.money, ...change },
});

const execution = (state: CaseState, change: Partial<Execution>): CaseState => ({
  ...state,
  execution: { ...state.execution, ...change },
});

const paid = (state: CaseState, on: CivilDate, fineFen: number): CaseState =>
  execution(state, { payments: [...state.execution.payments, { on, fineFen }] });

export const paymentFolds: Folds<PaymentEvent> = {
  FineCollectedOnSpot: (state, { data, meta }) =>
    money(paid(state, meta.legal.d, data.amountFen), {
      collectedFen: state.money.collectedFen + data.amountFen,
      landed: !data.onWater,
    }),
  LandingRecorded: (state) => money(state, { landed: true }),
  CollectedFineHandedIn: (state, { data }) =>
    money(state, { handedInFen: state.money.handedInFen + data.amountFen }),
  CollectedFineBanked: (state, { data }) =>
    money(state, { bankedFen: state.money.bankedFen + data.amountFen }),
  PaymentReceived: (state, { data, meta }) => {
    const whole = data.fineFen > 0 && owedFine(state) <= data.fineFen;
    return money(paid(state, meta.legal.d, data.fineFen), {
      paidFineFen: state.money.paidFineFen + data.fineFen,
      paidLateFeeFen: state.money.paidLateFeeFen + data.lateFeeFen,
      settled: data.complete,
      ...(whole ? { finePaidOn: meta.legal.d } : {}),
    });
  },
  LateFeeAccrued: (state, { data }) => money(state, { lateFeeFen: data.totalFen }),
  DeferralApproved: (state, { data: { until } }) =>
    execution({ ...state, payBy: until }, { deferredUntil: until }),
  InstalmentSet: (state, { data: { instalments } }) => {
    const until = instalments.reduce((last, { due }) => (due > last ? due : last), state.payBy ?? '');
    return execution({ ...state, payBy: until }, { deferredUntil: until, instalments });
  },
};
