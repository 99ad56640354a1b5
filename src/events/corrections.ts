import type { Recorded } from '../kernel/event';
import type { CivilDate } from '../kernel/time';
import { EventCorrected } from './ledger.events';
import { PersonalDataCorrected } from './case.events';

/** How the target of a correction read before it, and how it reads now. Same id, place and both times. */
export interface Reading {
  readonly was: Recorded;
  readonly now: Recorded;
}

interface Target {
  readonly revision: number;
}

/** Whether the event changes how an earlier event of its stream reads. */
export const isCorrection = (event: Recorded): boolean =>
  event.type === EventCorrected.type || event.type === PersonalDataCorrected.type;

/** Revision of the event that a correction is about. */
export const targetRevision = (correction: Recorded): number =>
  (correction.data as { target: Target }).target.revision;

/**
 * The target as it reads after one correction. Personal members that cannot be read any more (keys destroyed) stay
 * unreadable: then the correction of a name changes nothing that is shown.
 */
export function corrected(target: Recorded, correction: Recorded): Recorded {
  if (correction.type === EventCorrected.type) {
    const { members } = correction.data as ReturnType<typeof EventCorrected>['data'];
    return {
      ...target,
      data: members.reduce<unknown>(
        (data, m) => withMember(data, m.path.split('.'), m.now),
        target.data,
      ) as object,
    };
  }
  const subject = correction.personal?.['party'];
  if (target.personal === undefined || subject === undefined) return target;
  const now = subject['now'] as Readonly<Record<string, string>>;
  return { ...target, personal: { ...target.personal, party: { ...target.personal['party'], ...now } } };
}

/** Events of one stream, oldest first, each as it reads after all corrections among them; corrections stay in place. */
export function corrections(events: readonly Recorded[]): readonly Recorded[] {
  if (!events.some(isCorrection)) return events;
  const read = [...events];
  for (const event of events) {
    if (!isCorrection(event)) continue;
    const index = read.findIndex(({ meta }) => meta.revision === targetRevision(event));
    const target = read[index];
    if (target !== undefined) read[index] = corrected(target, event);
  }
  return read;
}

/**
 * Events of one stream, oldest first, that had legally happened up to and with a day. A correction has the date of its
 * target, also where it was made on a later one.
 *
 * @param events from revision 0 on
 */
export function happenedBy(events: readonly Recorded[], asOf: CivilDate): readonly Recorded[] {
  const dates = new Map(events.map(({ meta }) => [meta.revision, meta.legal.d]));
  const dateOf = (event: Recorded): CivilDate =>
    (isCorrection(event) ? dates.get(targetRevision(event)) : undefined) ?? event.meta.legal.d;
  return events.filter((event) => dateOf(event) <= asOf);
}

/** A copy in which the member at `path` is `now`; missing members on the way are made. */
function withMember(value: unknown, path: readonly string[], now: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return now;
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => (String(i) === head ? withMember(item, rest, now) : item));
  }
  const object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return { ...object, [head]: withMember(object[head], rest, now) };
}
