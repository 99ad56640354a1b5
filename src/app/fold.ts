import type { Entry } from '../domain/registers/register';
import { corrections, isCorrection } from '../events/corrections';
import type { Decider } from '../kernel/decider';
import type { DomainEvent, Recorded } from '../kernel/event';
import { epochOf, type Instant } from '../kernel/time';

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

/**
 * A stream as it was known at an instant: folded from what had been recorded by then, each event as read after the
 * corrections among them. What was recorded later, with whatever dates, has no part in it.
 */
export function entryKnownAt<C, S, E extends DomainEvent, F>(
  decider: Decider<C, S, E, F>,
  stream: string,
  events: readonly Recorded[],
  known: Instant,
): Entry<S> {
  const limit = epochOf(known);
  const then = events.filter(({ meta }) => epochOf(meta.recordedAt) <= limit);
  return { s: stream, n: then.at(-1)?.meta.revision ?? -1, state: fold(decider, then) };
}
