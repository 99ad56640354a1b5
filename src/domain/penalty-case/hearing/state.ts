import type { CivilDate } from '../../../kernel/time';

/** The hearing (处罚法 63–65; P12, P13). */
export interface Hearing {
  readonly requested?: CivilDate;
  /** Given up expressly and on record; a filed or waived statement does not do it. */
  readonly waived?: CivilDate;
  readonly notified?: { readonly on: CivilDate; readonly for: CivilDate; readonly chair: string };
  readonly closed?: { readonly kind: 'held' | 'terminated'; readonly on: CivilDate; readonly record: string };
}

export const noHearing: Hearing = {};
