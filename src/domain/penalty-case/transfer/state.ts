import type { CivilDate } from '../../../kernel/time';

/** Where a transfer stands; what may follow is said by the rows. */
export type TransferStage =
  | 'suspected'
  | 'group'
  | 'reported'
  | 'approved'
  | 'out-of-competence'
  | 'sent'
  | 'received'
  | 'refused'
  | 'review-asked'
  | 'refused-again'
  | 'procuratorate'
  | 'police-filed'
  | 'silent'
  | 'ended';

/** One transfer of the case (C.9). */
export interface OneTransfer {
  readonly kind: 'ordinary' | 'intellectual-property' | 'official' | 'other-organ';
  readonly actId: string;
  readonly stage: TransferStage;
  readonly since: CivilDate;
  /** How it ended: `unblocked` gives the case back, `final` ends the act in the criminal way, `receiver` hands it over. */
  readonly ended?: 'unblocked' | 'final' | 'receiver';
}

/** What a transfer holds up of an act. */
export interface Hold {
  readonly kind: 'criminal' | 'other-organ';
  readonly since: CivilDate;
  /** Released while the police have the case: only 罚款 and 行政拘留 still wait (处罚法 35). */
  readonly only?: 'offset';
}

/** Transfers out of the organ, and what they hold (C.9, G-HOLD). */
export interface Transfer {
  readonly all: Readonly<Record<string, OneTransfer>>;
  /** Holds on acts, by the act that they bind; an act without one is free. */
  readonly holds: Readonly<Record<string, Hold>>;
  /** Acts for which a court has imposed 罚金: no fine any more (处罚法 35). */
  readonly courtFined: readonly string[];
}

export const noTransfer: Transfer = { all: {}, holds: {}, courtFined: [] };

/** Whether another transfer of the same act keeps it held when this one lets go. */
export function heldByAnother({ all }: Transfer, id: string): boolean {
  const actId = all[id]?.actId ?? '';
  return Object.entries(all).some(
    ([other, each]) =>
      other !== id && each.actId === actId && each.stage !== 'ended' && each.kind !== 'official',
  );
}
