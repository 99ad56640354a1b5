import type { Recorded } from '../../kernel/event';
import type { exemptionGrounds, routings, SealedEvent } from '../../events/sealed.events';

/** What later commands on a sealed record must know; persons by their pseudonyms. */
export interface SealedState {
  readonly phase: 'none' | 'sealed';
  readonly interference: Readonly<Record<string, Interference>>;
  readonly orders: Readonly<Record<string, Order>>;
  readonly claims: Readonly<Record<string, Claim>>;
  /** Whom a report of retaliation names. */
  readonly reports: Readonly<Record<string, { readonly barred: readonly string[] }>>;
}

export interface Interference {
  readonly recorder: string;
  readonly routing: (typeof routings)[number];
  readonly barred: readonly string[];
  readonly acknowledged: boolean;
  /** Addresses of the files that were attached. */
  readonly files: readonly string[];
}

export interface Order {
  readonly receiver: string;
  /** Whom it names; neither it nor a claim that rests on it is for them. */
  readonly barred: readonly string[];
  readonly objected: boolean;
  readonly answer?: 'maintained' | 'immediate-execution' | 'withdrawn';
}

export interface Claim {
  readonly person: string;
  readonly ground: (typeof exemptionGrounds)[number];
  readonly order?: string;
  readonly ruled: boolean;
}

export const nothingSealed: SealedState = {
  phase: 'none',
  interference: {},
  orders: {},
  claims: {},
  reports: {},
};

/** 公务员法 60: who objected and whose superior kept the order, or who had to execute at once, is covered by it. */
export const coveredByOrder = ({ objected, answer }: Order): boolean =>
  answer === 'immediate-execution' || (objected && answer === 'maintained');

/** Whom a sealed record of the case names, whatever its kind; nothing where there is no such record. */
export function namedBy(
  { interference, orders, claims, reports }: SealedState,
  record: string,
): readonly string[] | undefined {
  const claim = claims[record];
  if (claim !== undefined) return orders[claim.order ?? '']?.barred ?? [];
  return (interference[record] ?? orders[record] ?? reports[record])?.barred;
}

type FoldOf<T> = (state: SealedState, event: Recorded<Extract<SealedEvent, { type: T }>>) => SealedState;

const withInterference = (
  state: SealedState,
  record: string,
  change: (known: Interference) => Partial<Interference>,
): SealedState => {
  const known = state.interference[record];
  return known === undefined
    ? state
    : { ...state, interference: { ...state.interference, [record]: { ...known, ...change(known) } } };
};

const withOrder = (state: SealedState, order: string, change: Partial<Order>): SealedState => {
  const known = state.orders[order];
  return known === undefined
    ? state
    : { ...state, orders: { ...state.orders, [order]: { ...known, ...change } } };
};

const folds: { readonly [T in SealedEvent['type']]: FoldOf<T> } = {
  InterferenceRecorded: (state, { data: { record, recorder, routing, barred } }) => ({
    ...state,
    interference: {
      ...state.interference,
      [record]: { recorder, routing, barred, acknowledged: false, files: [] },
    },
  }),
  InterferenceEvidenceAttached: (state, { data: { record, blob } }) =>
    withInterference(state, record, ({ files }) => ({ files: [...files, blob] })),
  InterferenceAcknowledged: (state, { data: { record } }) =>
    withInterference(state, record, () => ({ acknowledged: true })),
  RetaliationReported: (state, { data: { report, barred } }) => ({
    ...state,
    reports: { ...state.reports, [report]: { barred } },
  }),
  OrderReceived: (state, { data: { order, receiver, barred } }) => ({
    ...state,
    orders: { ...state.orders, [order]: { receiver, barred, objected: false } },
  }),
  ObjectionRaised: (state, { data: { order } }) => withOrder(state, order, { objected: true }),
  OrderMaintained: (state, { data: { order } }) => withOrder(state, order, { answer: 'maintained' }),
  ImmediateExecutionDemanded: (state, { data: { order } }) =>
    withOrder(state, order, { answer: 'immediate-execution' }),
  OrderWithdrawn: (state, { data: { order } }) => withOrder(state, order, { answer: 'withdrawn' }),
  ExemptionClaimed: (state, { data: { claim, person, ground, order } }) => ({
    ...state,
    claims: {
      ...state.claims,
      [claim]: { person, ground, ruled: false, ...(order === undefined ? {} : { order }) },
    },
  }),
  ExemptionRuled: (state, { data: { claim } }) => {
    const known = state.claims[claim];
    return known === undefined
      ? state
      : { ...state, claims: { ...state.claims, [claim]: { ...known, ruled: true } } };
  },
  SealedItemProduced: (state) => state,
};

/** Fold of a sealed stream. */
export const evolveSealed = (state: SealedState, event: Recorded<SealedEvent>): SealedState =>
  (folds[event.type] as (state: SealedState, event: Recorded<SealedEvent>) => SealedState)(
    { ...state, phase: 'sealed' },
    event,
  );
