import type { CivilDate } from '../../../kernel/time';

/** How a hearing ended. */
export interface ClosedHearing {
  readonly kind: 'held' | 'terminated';
  readonly on: CivilDate;
  /** Reference of the record, which the decision has to cite (处罚法 65). */
  readonly record: string;
}

/** The hearing (处罚法 63–65; P12, P13). */
export interface Hearing {
  readonly requested?: CivilDate;
  /** Given up expressly and on record; a filed or waived statement does not do it. */
  readonly waived?: CivilDate;
  readonly notified?: { readonly on: CivilDate; readonly for: CivilDate; readonly chair: string };
  readonly closed?: ClosedHearing;
  /** Hearings on earlier notices. */
  readonly earlier: readonly ClosedHearing[];
  /** Everybody who was ever named to chair: who chairs does not decide. */
  readonly chairs: readonly string[];
}

export const noHearing: Hearing = { earlier: [], chairs: [] };

/** The hearing on a new notice: nothing of the last one carries over but its record. */
export const anotherHearing = ({ closed, earlier, chairs }: Hearing): Hearing => ({
  earlier: closed === undefined ? earlier : [...earlier, closed],
  chairs,
});

/** Whether a hearing was held in the case: then the legal review is mandatory (处罚法 58(2)). */
export const hearingHeld = ({ closed, earlier }: Hearing): boolean =>
  [...earlier, ...(closed === undefined ? [] : [closed])].some(({ kind }) => kind === 'held');
