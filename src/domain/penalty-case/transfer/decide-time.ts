import type { Clock } from '../../../events/schemas';
import type { Recorded } from '../../../kernel/event';
import type { CaseFacts } from '../facts';
import { beginning, decideBy, decideClock, ending } from '../investigation/case-clock';
import type { CaseState } from '../state';
import { heldByAnother, type OneTransfer } from './state';

/**
 * The time to decide stands still while a transfer holds the act of the case, and its days run on when the case is free
 * again (C.13, W-05; 移送规定 10). Time that has passed before the hold stays passed.
 */

const why = 'transfer';

const waits = ({ investigation }: CaseState): boolean =>
  investigation.excluded.some((each) => each.why === why && each.to === undefined);

/** The time to decide without its last day, where a new transfer holds the act of the case while it runs. */
export function standsStill(
  state: CaseState,
  facts: CaseFacts,
  { kind, actId }: Pick<OneTransfer, 'kind' | 'actId'>,
): Clock[] {
  const due = decideBy(state);
  const running = Object.hasOwn(state.clocks, 'case.decide') && (due === undefined || due >= facts.date);
  const holds = kind !== 'official' && actId === state.opening?.actId;
  return running && holds && !waits(state)
    ? [decideClock(state, facts, { excluded: beginning(state, facts, why) })]
    : [];
}

/** The time to decide with the days left, where this transfer was the last that held the act of the case. */
export const runsOn = (state: CaseState, facts: CaseFacts, transfer: string): Clock[] =>
  heldByAnother(state.transfer, transfer) ? [] : runsOnReleased(state, facts, transfer);

/** The same where the hold is released whatever else is pending. */
export function runsOnReleased(state: CaseState, facts: CaseFacts, transfer: string): Clock[] {
  const ofCase = state.transfer.all[transfer]?.actId === state.opening?.actId;
  return ofCase && waits(state) && Object.hasOwn(state.clocks, 'case.decide')
    ? [decideClock(state, facts, { excluded: ending(state, facts, why) })]
    : [];
}

/** The stretch that begins or ends with an event that opens the time to decide anew. */
export function withDecideTime(
  state: CaseState,
  { data, meta }: Recorded & { readonly data: { readonly opens: readonly Clock[] } },
): CaseState {
  if (!data.opens.some(({ key }) => key === 'case.decide')) return state;
  const day = { date: meta.legal.d };
  const excluded = waits(state) ? ending(state, day, why) : beginning(state, day, why);
  return { ...state, investigation: { ...state.investigation, excluded } };
}
