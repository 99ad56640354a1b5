import type { Clock } from '../../../events/schemas';
import type { CivilDate } from '../../../kernel/time';
import { remedyEnd } from '../../../law/remedy-expiry';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';

/** Until when the party may ask for reconsideration or sue, and what runs from there. */

type End = ReturnType<typeof remedyEnd>;

/** Reconsideration comes first after a decision on the spot (复议法 23(一)), and where the document says so. */
export function remedyEndOf(
  state: CaseState,
  { rules, calendar }: Pick<CaseFacts, 'rules' | 'calendar'>,
): End {
  const { served, procedure, service, decision } = state;
  if (service.remedyExpiry !== undefined) return { due: service.remedyExpiry };
  if (served === undefined) return { uncomputable: 'not-served' };
  return remedyEnd({
    served,
    told: true,
    reviewFirst: procedure === 'simple' || decision?.reviewFirst === true,
    rules,
    calendar,
  });
}

/**
 * W-18: three months to apply to the court, from the later of the end of the remedies (强制法 53) and of an approved
 * deferral or the last instalment (处罚法 72(2)).
 */
export function courtClock(
  state: CaseState,
  facts: Pick<CaseFacts, 'rules' | 'calendar' | 'date'>,
  deferredUntil?: CivilDate,
): Clock {
  const end = remedyEndOf(state, facts);
  if ('due' in end) {
    const from = deferredUntil !== undefined && deferredUntil > end.due ? deferredUntil : end.due;
    return opening(facts, 'court.apply', from);
  }
  const { due: _due, ...clock } = opening(facts, 'court.apply', state.served ?? facts.date);
  return { ...clock, uncomputable: end.uncomputable };
}
