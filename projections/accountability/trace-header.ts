import type { OrganRef } from '../../src/kernel/entry';
import type { Recorded } from '../../src/kernel/event';
import type { CivilDate, Instant } from '../../src/kernel/time';
import { blankCase, broughtToCase, type CaseState } from '../cases/case-state';
import { latestDate, stateAsOf, type Entry } from '../two-clocks';

/** The case as it stands in the view. Members that nothing in the view says are absent. */
export interface TraceHeader {
  readonly case: string;
  /** Taken over from another system. */
  readonly imported: boolean;
  /** `simple`, `general` or `imported`. */
  readonly kind?: string;
  /** The last step taken, as the lists of cases name it; empty before the first. */
  readonly state: string;
  /** The organ in whose name the first act was done. */
  readonly organ?: OrganRef;
  /** Handle of the enforcement item. */
  readonly item?: string;
  /** Number of the decision document, or of the case in its source. */
  readonly number?: string;
  readonly partyKind?: string;
  /** Codes of the kinds of penalty. */
  readonly kinds?: readonly string[];
  readonly currency: string;
  /** Amounts in the smallest unit of the currency. */
  readonly fine?: number;
  readonly paid: number;
  readonly lateFee: number;
  readonly decidedOn?: CivilDate;
  readonly closedOn?: CivilDate;
  /** The view: nothing that happened later, nothing that was recorded later. */
  readonly asOf?: CivilDate;
  readonly knownAt?: Instant;
  /** Acts in the view. */
  readonly acts: number;
}

interface View {
  readonly asOf?: CivilDate;
  readonly knownAt?: Instant;
}

/** @param readings the acts in the view as they read, in log order */
export function headerOf(stream: string, readings: readonly Recorded[], view: View): TraceHeader {
  const state = stateOf(readings);
  const organ = readings.find(({ meta }) => meta.organ !== undefined)?.meta.organ;
  return {
    case: stream,
    imported: readings[0]?.meta.source !== undefined,
    ...present({ kind: state.procedure }),
    state: state.phase,
    ...present({ organ: organ ?? null, item: state.item, number: state.number }),
    ...present({ partyKind: state.party_kind, kinds: state.kinds?.split(',') ?? null }),
    currency: state.currency,
    ...present({ fine: state.fine }),
    paid: state.paid,
    lateFee: state.late_fee,
    ...present({ decidedOn: state.decided_on, closedOn: state.closed_on }),
    ...present({ asOf: view.asOf ?? null, knownAt: view.knownAt ?? null }),
    acts: readings.length,
  };
}

/** The same fold as the lists of cases, so that list and trace cannot differ. */
function stateOf(readings: readonly Recorded[]): CaseState {
  const history = readings.map((event): Entry<CaseState> => {
    const { set = 0, add } = broughtToCase(event);
    const { revision, legal } = event.meta;
    return add === undefined ? [revision, legal.d, set] : [revision, legal.d, set, add];
  });
  return stateAsOf(history, blankCase, latestDate(history));
}

type Present<T> = { readonly [K in keyof T]?: NonNullable<T[K]> };

const present = <T extends object>(members: T): Present<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as Present<T>;
