import type { AlertCode } from '../../law/violations';
import { alerts } from '../../law/violations';
import { staffingAt } from '../../domain/registers/duty-holders';
import type { CivilDate } from '../../kernel/time';
import { addDays, addMonths } from '../../kernel/time';
import type { AnswerabilityRow } from '../../law/violations/row';
import type { OrganPeople } from '../bus/duty-queries';
import type { Law } from '../law/laws';
import type { Recorder } from '../recorder';
import { recordAlert } from './record-alert';

/** A duty of an organ that comes back: one alert for each period in which it was not kept (W-46). */
export interface PeriodicDuty {
  readonly code: AlertCode;
  /** The parameter that sets it; where no pack does, the duty does not exist. */
  readonly key: 'reviewer.ratio';
  /** Row of the answerability table: the code leads to several. */
  readonly row: AnswerabilityRow;
  /** Whether it is kept on a day. */
  readonly kept: (organ: OrganPeople, law: Law, date: CivilDate) => boolean;
}

/** 法制审核人员 are so many of those who hold a certificate of the organ, counted at the end of each quarter. */
const enoughReviewers = ({ organ, people }: OrganPeople, { rules }: Law, date: CivilDate): boolean => {
  const ratio = rules.find('reviewer.ratio')?.value;
  const { officers, reviewers } = staffingAt(organ.s, people, date);
  return ratio === undefined || reviewers * ratio.den >= officers * ratio.num;
};

export const periodicDuties: readonly PeriodicDuty[] = [
  { code: 'W-46', key: 'reviewer.ratio', row: 'V24', kept: enoughReviewers },
];

/** Quarters that are looked back on, where the program was not running at their end. */
const QUARTERS = 4;

/** Last days of the quarters that are over by a day, the latest last. */
export function quartersOver(today: CivilDate): readonly CivilDate[] {
  const month = Number(today.slice(5, 7));
  const first = `${today.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
  return Array.from({ length: QUARTERS }, (_, i) => addDays(addMonths(first, -3 * (QUARTERS - 1 - i)), -1));
}

/** What the alert on a period calls its clock: the parameter, and the last day of the period. */
export const periodClock = ({ key }: PeriodicDuty, last: CivilDate): string =>
  `${key}~${last.replaceAll('-', '')}`;

/**
 * Record what an organ did not keep in the quarters that ended since it came into the register.
 *
 * @returns how many alerts are new
 * @throws StoreUnavailable, OutcomeUnknown
 */
export async function raisePeriodic(
  parts: {
    readonly recorder: Pick<Recorder, 'record'>;
    readonly duties: readonly PeriodicDuty[];
    /** The law of the organ on a day. */
    readonly lawOn: (date: CivilDate) => Promise<Law>;
    /** Streams of alerts on the organ that are recorded. */
    readonly recorded: ReadonlySet<string>;
  },
  organ: OrganPeople,
  since: CivilDate,
  now: { readonly at: number; readonly today: CivilDate },
): Promise<number> {
  let raised = 0;
  for (const last of quartersOver(now.today).filter((each) => each >= since)) {
    const law = await parts.lawOn(last);
    for (const duty of parts.duties) {
      const clock = periodClock(duty, last);
      const pack = law.rules.find(duty.key)?.pack;
      const stream = `alert-${duty.code}-${organ.organ.s}-${clock}`;
      if (pack === undefined || parts.recorded.has(stream) || duty.kept(organ, law, last)) continue;
      const alert = { ...alerts[duty.code], row: duty.row };
      const about = { alert, case: organ.organ.s, clock, due: last, organ: organ.organ.s };
      if (await recordAlert(parts.recorder, { ...about, packs: [pack], calendars: [] }, now.at)) raised += 1;
    }
  }
  return raised;
}
