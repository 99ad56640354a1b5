import type { BrokenRule } from './guard';

/**
 * What a decider answers: facts to record, or every rule that stands in the way. "No" is a value, because supervision
 * counts refusals and the trace shows them.
 */
export type Decision<E> =
  | { readonly outcome: 'accepted'; readonly events: readonly E[] }
  | { readonly outcome: 'refused'; readonly broken: readonly BrokenRule[] };

/** The command is lawful; these facts are to be recorded, in this order. */
export const accept = <E>(...events: readonly E[]): Decision<E> => ({ outcome: 'accepted', events });

/** The command is unlawful; at least one rule must be given. */
export const refuse = (...broken: readonly BrokenRule[]): Decision<never> => ({ outcome: 'refused', broken });
