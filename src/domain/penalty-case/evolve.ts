import type { Clock } from '../../events/schemas';
import type { Recorded } from '../../kernel/event';
import { owedFine, type CaseState, type CaseStreamEvent, type Money, type Phase } from './state';

type EventNamed<T extends CaseStreamEvent['type']> = Recorded<Extract<CaseStreamEvent, { type: T }>>;

/** One fold per event, all of them: an event that no one folds does not compile. */
type Folds = {
  readonly [T in CaseStreamEvent['type']]: (state: CaseState, event: EventNamed<T>) => CaseState;
};

const moved = (phase: Phase): { readonly phase: Phase } => ({ phase });

const together = (a: readonly string[], b: readonly string[]): readonly string[] => [
  ...new Set([...a, ...b]),
];

const money = (state: CaseState, change: Partial<Money>): CaseState => ({
  ...state,
  money: { ...state.money, ...change },
});

const imported = (state: CaseState): CaseState => ({ ...state, ...moved('imported'), procedure: 'imported' });

const unchanged = (state: CaseState): CaseState => state;

const folds: Folds = {
  OnSiteCaseOpened: (state, { data, meta }) => {
    const { organ, item, actId, place, party, officers } = data;
    const opening = { organ, item, actId, place, party, date: meta.legal.d };
    return { ...state, ...moved('opened'), procedure: 'simple', opening, officers };
  },
  CredentialShown: (state, { data: { contact, officers } }) => ({
    ...state,
    ...(state.phase === 'opened' ? moved('shown') : {}),
    officers: together(state.officers, officers),
    shown: [...state.shown, { contact, officers }],
  }),
  FactsRecorded: (state, { data }) => {
    const { violation, facts, evidence, disputed } = data;
    const known = state.findings?.evidence ?? [];
    const fresh = evidence.filter(({ id }) => !known.some((each) => each.id === id));
    const newEvidence = fresh.some(({ fromDefence }) => !fromDefence);
    const informed = state.informed && {
      ...state.informed,
      stale: true,
      newEvidence: state.informed.newEvidence || newEvidence,
    };
    const kept = known.filter(({ id }) => !evidence.some((each) => each.id === id));
    return {
      ...state,
      ...moved('recorded'),
      officers: together(state.officers, data.officers),
      findings: { violation, facts, evidence: [...kept, ...evidence], disputed },
      ...(informed === undefined ? {} : { informed }),
    };
  },
  InformedAndHeard: (state, { data: { contact, proposal, answer, officers } }) => ({
    ...state,
    ...moved('informed'),
    officers: together(state.officers, officers),
    informed: { contact, proposal, answer, stale: false, newEvidence: false },
  }),
  ConvertedToGeneral: (state) => ({ ...state, ...moved('converted'), procedure: 'general' }),
  OnSpotDecisionIssued: (state, { data, meta }) => ({
    ...state,
    ...moved('decided'),
    decision: {
      number: data.document.number,
      date: meta.legal.d,
      proposal: data.proposal,
      lateFee: data.payment?.lateFee ?? false,
      contact: data.contact,
    },
  }),
  OnSpotDelivered: (state, { data, meta }) => {
    const payBy = data.opens.find(({ key }) => key === 'fine.pay')?.due;
    const delivered = { ...state, ...moved('delivered'), delivered: meta.legal.d };
    return payBy === undefined ? delivered : { ...delivered, payBy };
  },
  OnSpotFiled: (state) => ({ ...state, filed: true }),
  RecusalRequested: (state, { data: { officer } }) => recusal(state, officer, 'open'),
  RecusalDecided: (state, { data: { officer, granted } }) =>
    recusal(state, officer, granted ? 'granted' : 'denied'),
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
  CaseClosed: (state) => ({ ...state, ...moved('closed') }),
  CaseArchived: (state) => ({ ...state, ...moved('archived') }),
  PersonalDataCorrected: unchanged,
  DecisionPublished: (state, { data }) => disclosed(state, data.channel, 'published'),
  NotPublished: (state, { data }) => disclosed(state, data.channel, 'not-published'),
  DisclosureCorrected: unchanged,
  DisclosureWithdrawn: (state, { data }) => disclosed(state, data.channel, 'withdrawn'),
  ActivityImported: imported,
  PenaltyDecisionImported: imported,
};

/** Fold of a case stream: records what was decided, judges nothing, reads public members only. */
export function evolveCase(state: CaseState, event: Recorded<CaseStreamEvent>): CaseState {
  const fold = folds[event.type] as (state: CaseState, event: Recorded<CaseStreamEvent>) => CaseState;
  return withClocks(fold(state, event), event.data as ClockMembers);
}

interface ClockMembers {
  readonly opens?: readonly Clock[];
  readonly closes?: readonly string[];
}

/** Closing comes first, so that an event may replace a clock by opening it anew. */
function withClocks(state: CaseState, data: ClockMembers): CaseState {
  if (data.opens === undefined && data.closes === undefined) return state;
  const left = Object.entries(state.clocks).filter(([key]) => data.closes?.includes(key) !== true);
  const opened = (data.opens ?? []).map((clock): [string, Clock] => [clock.key, clock]);
  return { ...state, clocks: Object.fromEntries([...left, ...opened]) };
}

const recusal = (state: CaseState, officer: string, status: 'open' | 'granted' | 'denied'): CaseState => ({
  ...state,
  recusals: { ...state.recusals, [officer]: status },
});

const disclosed = (
  state: CaseState,
  channel: string,
  status: 'published' | 'not-published' | 'withdrawn',
): CaseState => ({ ...state, disclosures: { ...state.disclosures, [channel]: status } });
