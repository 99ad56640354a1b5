import { corrections, isCorrection } from '../events/corrections';
import type { Decider } from '../kernel/decider';
import type { DomainEvent, Recorded } from '../kernel/event';

/**
 * Fold a whole stream. Corrections are applied to their targets before the fold, so that no decider has to know of
 * them: what a later decision rests on is the corrected record. The log keeps both.
 */
export const fold = <C, S, E extends DomainEvent, F>(
  decider: Decider<C, S, E, F>,
  events: readonly Recorded[],
): S =>
  corrections(events).reduce<S>(
    (state, event) => (isCorrection(event) ? state : decider.evolve(state, event as Recorded<E>)),
    decider.initial,
  );
