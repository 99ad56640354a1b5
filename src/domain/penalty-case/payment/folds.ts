import type { PaymentEvent } from '../../../events/payment.events';
import type { Folds } from '../stage';
import { owedFine, type CaseState, type Money } from '../state';

const money = (state: CaseState, change: Partial<Money>): CaseState => ({
  ...state,
  money: { ...state.money, ...change },
});

export const paymentFolds: Folds<PaymentEvent> = {
  FineCollectedOnSpot: (state, { data }) =>
    money(state, { collectedFen: state.money.collectedFen + data.amountFen, landed: !data.onWater }),
  LandingRecorded: (state) => money(state, { landed: true }),
  CollectedFineHandedIn: (state, { data }) =>
    money(state, { handedInFen: state.money.handedInFen + data.amountFen }),
  CollectedFineBanked: (state, { data }) =>
    money(state, { bankedFen: state.money.bankedFen + data.amountFen }),
  PaymentReceived: (state, { data, meta }) => {
    const paid = data.fineFen > 0 && owedFine(state) <= data.fineFen;
    return money(state, {
      paidFineFen: state.money.paidFineFen + data.fineFen,
      paidLateFeeFen: state.money.paidLateFeeFen + data.lateFeeFen,
      settled: data.complete,
      ...(paid ? { finePaidOn: meta.legal.d } : {}),
    });
  },
  LateFeeAccrued: (state, { data }) => money(state, { lateFeeFen: data.totalFen }),
};
