import { DeadlinesRecomputed, type RecomputationEvent } from '../../../events/recomputation.events';
import type { Clock } from '../../../events/schemas';
import { present } from '../../../kernel/plain-data';
import { civilDateAt, dayOf, type CivilDate } from '../../../kernel/time';
import { reopenClock } from '../../../law/clock';
import { channelOfClock } from '../../../law/publication-channels';
import { opening } from '../clocks';
import { courtClock, remedyEndOf } from '../execution/remedy-end';
import type { CaseFacts } from '../facts';
import { standstills } from '../standstills';
import { courtTimeAfterReview } from '../remedy/court-time';
import { appealsInForce } from '../remedy/state';
import type { CaseState } from '../state';

/** What a clock is computed again with: a calendar loaded since, and the day on which that is done. */
export type Recomputing = Pick<CaseFacts, 'rules' | 'calendar' | 'date'>;

/**
 * The periods of a case that still run and end on another day by the calendar at hand, or on a day at last; `undefined`
 * where there are none. What has ended stays as it was, and so does what asked no calendar (0.5(e)).
 */
export function recomputed(state: CaseState, facts: Recomputing): RecomputationEvent | undefined {
  const { [COURT]: court, ...others } = state.clocks;
  const changed = Object.values(others).flatMap((clock) => {
    const now = again(clock, state, facts);
    return now === undefined ? [] : [{ was: clock.calendar, now }];
  });
  const remedyExpiry = remediesAnew(state, facts);
  const after = { ...state, service: { ...state.service, ...present({ remedyExpiry }) } };
  const toSue = changed.find(({ now }) => now.key === 'lawsuit.after.review')?.now;
  const toCourt = toSue === undefined ? courtAnew(court, after, facts) : courtAfter(toSue, state, facts);
  if (changed.length + toCourt.length === 0 && remedyExpiry === undefined) return undefined;
  const was = [...new Set(changed.flatMap((each) => each.was ?? []))].sort();
  return DeadlinesRecomputed({
    calendars: { was, now: facts.calendar.version },
    ...present({ remedyExpiry }),
    opens: [...changed.map(({ now }) => now), ...toCourt],
    closes: [],
  });
}

/** The time to apply to the court asks no calendar itself: it begins where something ends that rolls over. */
const COURT = 'court.apply';

/** Whether the last day of a clock may be another by another calendar, or is missing for want of one. */
export const mayMove = (
  { key, opened, calendar, uncomputable }: Pick<Clock, 'key' | 'opened' | 'calendar' | 'uncomputable'>,
  today: CivilDate,
): boolean =>
  uncomputable === undefined
    ? calendar !== undefined || (key === COURT && opened >= today)
    : uncomputable.startsWith('calendar-');

function again(clock: Clock, state: CaseState, facts: Recomputing): Clock | undefined {
  const { due } = clock;
  if (!mayMove(clock, facts.date) || (due !== undefined && hasEnded(due, facts))) return undefined;
  const now = anew(clock, state, facts);
  if (now.due === undefined || knowsLess(now, clock)) return undefined;
  return now.due === due && now.provisional === clock.provisional ? undefined : now;
}

/** What was settled stays so where a process that was started without the next year looks again. */
const knowsLess = (now: Clock, { due, provisional }: Clock): boolean =>
  now.provisional === true && due !== undefined && provisional !== true;

const hasEnded = (due: string, { date, rules }: Recomputing): boolean => civilDateAt(due, rules.zone) < date;

/** Publication that was over before the service, which could not be told then, runs from the service (C.10). */
function anew(clock: Clock, state: CaseState, facts: Recomputing): Clock {
  const { key, due } = clock;
  const intervals = standstills(key, state);
  const now = reopenClock(clock, { ...facts, intervals });
  const { served } = state;
  const missed = due === undefined && served !== undefined && now.due !== undefined && now.due < served;
  return missed && channelOfClock(key) !== undefined
    ? opening(facts, 'publish.after.service', served, { as: key, intervals })
    : now;
}

/** The end of the remedies as recorded with the service, where it is another day and was not over. */
function remediesAnew(state: CaseState, facts: Recomputing): CivilDate | undefined {
  const { remedyExpiry: known, ...service } = state.service;
  if (known === undefined || hasEnded(known, facts)) return undefined;
  const end = remedyEndOf({ ...state, service }, facts);
  return 'due' in end && end.due !== known && isSettled(end.due, facts) ? end.due : undefined;
}

const isSettled = (day: CivilDate, { calendar }: Recomputing): boolean => !calendar.isProvisional(dayOf(day));

/** From the end of the remedies, or of a deferral; not where a reconsideration or a suit has set another beginning. */
function courtAnew(clock: Clock | undefined, state: CaseState, facts: Recomputing): readonly Clock[] {
  if (clock === undefined || !mayMove(clock, facts.date)) return [];
  if (appealsInForce(state.remedy).length > 0) return [];
  const now = courtClock(state, facts, state.execution.deferredUntil);
  const mends = clock.due === undefined || isSettled(now.opened, facts);
  return now.due !== undefined && now.due !== clock.due && mends ? [now] : [];
}

/** From the end of the time for a suit after a reconsideration that left the decision as it was. */
function courtAfter({ opened, due }: Clock, state: CaseState, facts: Recomputing): readonly Clock[] {
  const { remedy, execution } = state;
  if (execution.court !== undefined) return [];
  const { outcome = '' } = Object.values(remedy.appeals).find(({ servedOn }) => servedOn === opened) ?? {};
  return courtTimeAfterReview(state, facts, outcome, due).filter(
    (clock) => clock.due !== state.clocks[COURT]?.due,
  );
}
