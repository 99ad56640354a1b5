import { DeadlinesRecomputed, type RecomputationEvent } from '../../../events/recomputation.events';
import type { Clock } from '../../../events/schemas';
import { civilDateAt } from '../../../kernel/time';
import { reopenClock } from '../../../law/clock';
import type { Interval } from '../../../law/interval';
import type { CaseFacts } from '../facts';
import { courtClock } from '../execution/remedy-end';
import type { CaseState } from '../state';

/** What a clock is computed again with: a calendar loaded since, and the day on which that is done. */
export type Recomputing = Pick<CaseFacts, 'rules' | 'calendar' | 'date'>;

/**
 * The periods of a case that still run and end on another day by the calendar at hand, or on a day at last; `undefined`
 * where there are none. What has ended stays as it was, and so does what asked no calendar (0.5(e)).
 */
export function recomputed(state: CaseState, facts: Recomputing): RecomputationEvent | undefined {
  const changed = Object.values(state.clocks).flatMap((clock) => {
    const now = again(clock, state, facts);
    return now === undefined ? [] : [{ was: clock.calendar, now }];
  });
  if (changed.length === 0) return undefined;
  const was = [...new Set(changed.flatMap((each) => each.was ?? []))].sort();
  return DeadlinesRecomputed({
    calendars: { was, now: facts.calendar.version },
    opens: changed.map(({ now }) => now),
    closes: [],
  });
}

/** Whether the last day of a clock rests on a calendar, or is missing for want of one. */
export const restsOnCalendar = ({ calendar, uncomputable }: Pick<Clock, 'calendar' | 'uncomputable'>) =>
  uncomputable === undefined ? calendar !== undefined : uncomputable.startsWith('calendar-');

function again(clock: Clock, state: CaseState, facts: Recomputing): Clock | undefined {
  const { due } = clock;
  if (!restsOnCalendar(clock) || (due !== undefined && hasEnded(due, facts))) return undefined;
  const now = anew(clock, state, facts);
  if (now.due === undefined || knowsLess(now, clock)) return undefined;
  return now.due === due && now.provisional === clock.provisional ? undefined : now;
}

/** What was settled stays so where a process that was started without the next year looks again. */
const knowsLess = (now: Clock, { due, provisional }: Clock): boolean =>
  now.provisional === true && due !== undefined && provisional !== true;

const hasEnded = (due: string, { date, rules }: Recomputing): boolean => civilDateAt(due, rules.zone) < date;

/** The time to apply to the court asks no calendar itself: it waits for the end of the remedies, which rolls over. */
const anew = (clock: Clock, state: CaseState, facts: Recomputing): Clock =>
  clock.key === 'court.apply'
    ? courtClock(state, facts, state.execution.deferredUntil)
    : reopenClock(clock, { ...facts, intervals: standstills(clock.key, state) });

/** The stretches that did not count when the clock was opened. */
function standstills(key: string, { investigation, disclosure }: CaseState): readonly Interval[] {
  if (key === 'case.decide') return investigation.excluded.map(({ from, to }) => ({ from, to: to ?? null }));
  const stood = disclosure.stoodStill[key];
  return stood === undefined ? [] : [stood];
}
