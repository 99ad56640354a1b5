import type { CivilDate } from '../../../kernel/time';

/** Transfers out of the organ, and what they hold (C.9, G-HOLD). */
export interface Transfer {
  /** Holds on acts, by the act that they bind; an act without one is free. */
  readonly holds: Readonly<
    Record<string, { readonly kind: 'criminal' | 'other-organ'; readonly since: CivilDate }>
  >;
}

export const noTransfer: Transfer = { holds: {} };
