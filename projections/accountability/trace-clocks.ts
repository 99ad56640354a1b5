import type { Recorded } from '../../src/kernel/event';
import { daysBetween, type CivilDate } from '../../src/kernel/time';
import type { Clock } from '../../src/events/schemas';
import { sealedClocks } from '../../src/events/sealed-clocks';

/** A period that an act opened, and how it ended. Due dates are those of the record; nothing is computed anew. */
export interface TraceClock {
  readonly key: string;
  /** Revision of the act that opened it. */
  readonly openedBy: number;
  readonly opened: CivilDate;
  /** Last day on which it is kept; absent while it could not be computed. */
  readonly due?: CivilDate;
  readonly uncomputable?: string;
  readonly kind: Clock['kind'];
  readonly amount: number;
  readonly pack: string;
  readonly calendar?: string;
  readonly provisional?: boolean;
  readonly state: ClockState;
  /** Revision of the act that ended or replaced it, and its legal date. */
  readonly endedBy?: number;
  readonly ended?: CivilDate;
  /** Calendar days after the due date, where it was not kept. */
  readonly daysLate?: number;
}

/**
 * `kept` and `late`: ended by an act on or before, or after, the due date. `replaced`: opened anew before it ended.
 * `running` and `overdue`: not ended, as of the day of the view; `open`, where the view has no day. `unknown`: ended or
 * not, its due date is not in the record.
 */
export type ClockState = 'kept' | 'late' | 'replaced' | 'running' | 'overdue' | 'open' | 'unknown';

interface ClockMembers {
  readonly opens?: readonly Clock[];
  readonly closes?: readonly string[];
}

/**
 * The clocks of a stream in the order in which they were opened.
 *
 * @param on the day by which open clocks are judged
 */
export function clocksOf(events: readonly Recorded[], on: CivilDate | undefined): readonly TraceClock[] {
  const clocks: TraceClock[] = [];
  const running = new Map<string, number>();
  const end = (key: string, by: Recorded, replaced: boolean): void => {
    const index = running.get(key);
    const clock = index === undefined ? undefined : clocks[index];
    if (index === undefined || clock === undefined) return;
    clocks[index] = ended(clock, by, replaced);
    running.delete(key);
  };
  for (const event of events) {
    const { opens = [], closes = [] } = event.data as ClockMembers;
    // The end comes first: an act may end a period and begin the next of the same key.
    for (const key of closes) end(key, event, false);
    // What ends a sealed period stands on no stream that a trace may follow.
    for (const clock of opens.filter(({ key }) => !sealedClocks.includes(key))) {
      end(clock.key, event, true);
      running.set(clock.key, clocks.length);
      clocks.push(openedClock(clock, event, on));
    }
  }
  return clocks;
}

function openedClock(clock: Clock, { meta }: Recorded, on: CivilDate | undefined): TraceClock {
  const { key, opened, due, uncomputable, kind, amount, pack, calendar, provisional } = clock;
  return {
    key,
    openedBy: meta.revision,
    opened,
    ...(due === undefined ? {} : { due }),
    ...(uncomputable === undefined ? {} : { uncomputable }),
    kind,
    amount,
    pack,
    ...(calendar === undefined ? {} : { calendar }),
    ...(provisional === undefined ? {} : { provisional }),
    ...openState(due, on),
  };
}

function openState(due: CivilDate | undefined, on: CivilDate | undefined) {
  if (due === undefined) return { state: 'unknown' } as const;
  if (on === undefined) return { state: 'open' } as const;
  return on > due
    ? ({ state: 'overdue', daysLate: daysBetween(due, on) } as const)
    : ({ state: 'running' } as const);
}

function ended(clock: TraceClock, { meta }: Recorded, replaced: boolean): TraceClock {
  const { daysLate: _daysLate, ...open } = clock;
  const by = { endedBy: meta.revision, ended: meta.legal.d };
  if (replaced) return { ...open, state: 'replaced', ...by };
  if (clock.due === undefined) return { ...open, state: 'unknown', ...by };
  return meta.legal.d > clock.due
    ? { ...open, state: 'late', ...by, daysLate: daysBetween(clock.due, meta.legal.d) }
    : { ...open, state: 'kept', ...by };
}
