import type { Clock } from '../../../events/schemas';
import type { CivilDate } from '../../../kernel/time';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';

/**
 * Publication runs from the decision and never before service: a decision that is still unserved when that time is
 * over gets `publish.after.service` from its service (C.10). Nothing where there is no decision.
 */
export function publicationClock(
  { decision }: CaseState,
  facts: CaseFacts,
  served: CivilDate = facts.date,
): Clock[] {
  if (decision === undefined) return [];
  const key = 'publish.penalty.own_site';
  const clock = opening(facts, key, decision.date);
  const late = clock.due !== undefined && served > clock.due;
  return [late ? opening(facts, 'publish.after.service', served, key) : clock];
}
