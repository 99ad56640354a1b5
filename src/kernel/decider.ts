import type { Decision } from './decision';
import type { DomainEvent, Recorded } from './event';

/**
 * One aggregate: how its stream is folded and how a command on it is decided. Pure and total: `decide` never throws
 * for a lawful "no", never awaits, reads no clock; all that lies outside the stream comes in as `facts`.
 */
export interface Decider<C, S, E extends DomainEvent, F> {
  /** First part of the stream name: `case` in `case-7f3a…`. */
  readonly category: string;
  readonly initial: S;
  readonly evolve: (state: S, event: Recorded<E>) => S;
  readonly decide: (command: C, state: S, facts: F) => Decision<E>;
}
