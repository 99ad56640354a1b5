import type { Clock } from '../../../events/schemas';
import type { CivilDate } from '../../../kernel/time';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import {
  beginning,
  decideClock,
  ending,
  standsFor,
  stillRuns,
  withStretch,
} from '../investigation/case-clock';
import type { CaseState } from '../state';
import { heldByAnother, type OneTransfer } from './state';

/**
 * The time to decide stands still while a transfer holds the act of the case, and its days run on when the case is free
 * again (C.13, W-05; 移送规定 10). Time that has passed before the hold stays passed.
 */

const why = 'transfer';

/** The time to decide without its last day, where a new transfer holds the act of the case while it runs. */
export function standsStill(
  state: CaseState,
  facts: CaseFacts,
  { kind, actId }: Pick<OneTransfer, 'kind' | 'actId'>,
): Clock[] {
  const holds = kind !== 'official' && actId === state.opening?.actId;
  return stillRuns(state, facts) && holds && !standsFor(state, why)
    ? [decideClock(state, facts, { excluded: beginning(state, facts, why) })]
    : [];
}

/** The time to decide with the days left, where this transfer was the last that held the act of the case. */
export const runsOn = (state: CaseState, facts: CaseFacts, transfer: string): Clock[] =>
  heldByAnother(state.transfer, transfer) ? [] : runsOnReleased(state, facts, transfer);

/** The same where the hold is released whatever else is pending. */
export function runsOnReleased(state: CaseState, facts: CaseFacts, transfer: string): Clock[] {
  const ofCase = state.transfer.all[transfer]?.actId === state.opening?.actId;
  return ofCase && standsFor(state, why) && Object.hasOwn(state.clocks, 'case.decide')
    ? [decideClock(state, facts, { excluded: ending(state, facts, why) })]
    : [];
}

/** The stretch that begins or ends with an event of a transfer. */
export const withDecideTime = (state: CaseState, event: Parameters<typeof withStretch>[1]): CaseState =>
  withStretch(state, event, why);

/** A time to decide that begins with a filing, or anew; it stands still from the start where a transfer holds the act. */
export const freshDecideTime = (state: CaseState, facts: CaseFacts, from: CivilDate): Clock =>
  opening(
    facts,
    'case.decide',
    from,
    holdsCase(state) ? { intervals: [{ from: facts.date, to: null }] } : {},
  );

/** The file after that: what holds the act then is a stretch of the new time, too. */
export function heldFromStart(state: CaseState, on: CivilDate): CaseState {
  if (!holdsCase(state)) return state;
  const { investigation } = state;
  return {
    ...state,
    investigation: { ...investigation, excluded: [...investigation.excluded, { why, from: on }] },
  };
}

const holdsCase = ({ transfer, opening: opened }: CaseState): boolean =>
  opened !== undefined &&
  Object.hasOwn(transfer.holds, opened.actId) &&
  transfer.holds[opened.actId]?.only === undefined;
