import type { Clock } from '../../../events/schemas';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import { actFacts } from '../guards/before-decision';
import { imposedBy, type DecidesPenalty } from '../guards/imposed';
import type { CaseState } from '../state';

/**
 * P22: the filing of a major decision, where the pack has decisions of penalty filed. What is major `collective.list`
 * says (处罚法 57(2)); `review.list` may name every penalty of the general procedure.
 */
export function majorFiling(command: DecidesPenalty, state: CaseState, facts: CaseFacts): Clock[] {
  const act = actFacts(imposedBy(command), state, facts);
  const lists = ['major.filing.acts', 'collective.list'] as const;
  const named = lists.every(
    (key) => facts.rules.find(key) !== undefined && facts.rules.naming(key, act).length > 0,
  );
  return named ? [opening(facts, 'major.filing', facts.date)] : [];
}
