import { clocksOfCases, type ClockRow } from '../../../projections/supervision/clock.queries';
import {
  missedAfter,
  missedAt,
  recordedAmong,
  type MissedDue,
} from '../../../projections/supervision/due.queries';
import { wallClock, type Moment } from '../../../projections/supervision/moments';
import type { DateOrInstant } from '../../kernel/time';
import type { Alert } from '../../law/violations/row';
import type { EventStore, Position } from '../../ports/event-store';
import type { ReadModelReader } from '../../ports/read-model';
import type { Clock } from '../clock';
import type { Recorder } from '../recorder';
import { raiseFindings } from './act-findings';
import { alertTable, clockAlerts, type AlertRow } from './alert-table';
import { Escalations, type EscalationParts } from './escalations';
import { LateRecords } from './late-records';
import { alertStream, recordAlert, type AlertAbout } from './record-alert';
import { closeSettled } from './settled';

/** What the watch works with. */
export interface AlertWatchParts {
  /** Rows of the projection `supervision`. */
  readonly reader: Pick<ReadModelReader, 'checkpoint' | 'query' | 'snapshot'>;
  readonly store: Pick<EventStore, 'head' | 'readStream'>;
  readonly recorder: Pick<Recorder, 'record' | 'endOf'>;
  /** The law of an organ, as it had adopted its packs on a day. */
  readonly lawOf: EscalationParts['lawOf'];
  /** Who leads an organ on a day. */
  readonly headOf: EscalationParts['headOf'];
  readonly clock: Clock;
  /** What is raised; everything when absent. */
  readonly table?: readonly AlertRow[];
  /** Told of a sweep that failed while the watch runs; the next one tries again. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * What a sweep came to. `quiet`: nothing has changed and nothing can have become due. `behind`: the rows do not contain
 * what the ledger held at the last sweep; what was done in time might look undone.
 */
export interface Sweep {
  readonly outcome: 'swept' | 'quiet' | 'behind';
  /** Alerts recorded by this sweep. */
  readonly raised: number;
  /** Alerts of severity 1 that went a level up, and those that closed of themselves. */
  readonly escalated: number;
  readonly closed: number;
}

const nothing = { raised: 0, escalated: 0, closed: 0 } as const;

/** Dues of one key in a page; as many appends as this for each key share their way to the disk. */
const PAGE = 64;

/**
 * Raises an alert for every clock whose last day has passed without what it waits for; also where that was done since,
 * but too late; for every event that was recorded too late; and for every finding of an act. Of those raised, it closes
 * the ones that close of themselves, and takes a level up what nobody closed in time. It remembers nothing that matters: what is to be raised follows from the rows, and what was raised is refused by the store, so any number of
 * watches and restarts raise each alert once.
 */
export class AlertWatch {
  #last: { readonly position: Position; readonly nextLate: Moment | undefined } | undefined;
  /** The rows must contain the record at this position before the next sweep. */
  #awaited: Position | undefined;

  readonly #late: LateRecords;
  readonly #escalations: Escalations;
  readonly #table: readonly AlertRow[];
  readonly #alertOf: ReadonlyMap<string, Alert>;

  constructor(private readonly parts: AlertWatchParts) {
    this.#late = new LateRecords({
      ...parts,
      rulesOf: async (organ, on) => (await parts.lawOf(organ, on)).rules,
    });
    this.#escalations = new Escalations(parts);
    this.#table = parts.table ?? alertTable;
    this.#alertOf = clockAlerts(this.#table);
  }

  /** Sweep, pause, and sweep again until the signal aborts. `pause` settles when it does, too; a failure ends nothing. */
  async run(pause: (signal: AbortSignal) => Promise<unknown>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.sweep();
      } catch (error) {
        this.parts.onFailure?.(error);
      }
      await pause(signal);
    }
  }

  /**
   * Raise what has been missed by now, what was recorded late, and what acts found.
   *
   * @throws ReadModelAbsent, StoreUnavailable, OutcomeUnknown; the next sweep raises what is left
   */
  async sweep(): Promise<Sweep> {
    const { reader, store, clock } = this.parts;
    const now = clock.now();
    const moment = wallClock(now);
    const { position } = await reader.checkpoint();
    if (this.#isQuiet(position, moment)) return { outcome: 'quiet', ...nothing };
    // Not the head of now, which the rows of a busy ledger never reach, but one that they will. It has the alerts of
    // the last sweep, which the rows would otherwise still show as missing.
    this.#awaited ??= (await store.head()).position;
    if (position < this.#awaited) return { outcome: 'behind', ...nothing };
    const first = await missedAt(reader, [...this.#alertOf.keys()], moment, PAGE);
    const missed = await this.#raiseAll(first.dues, now, moment);
    const late = this.#table.some(({ by }) => by === 'late-record') ? await this.#late.raise(now) : 0;
    const found = await raiseFindings({ ...this.parts, table: this.#table }, now);
    const closed = await closeSettled({ ...this.parts, table: this.#table }, now);
    const { escalated, next } = await this.#escalations.raise(now);
    this.#awaited = undefined;
    const [nextLate] = [first.nextLate, next].filter((each) => each !== undefined).sort();
    this.#last = { position: first.position, nextLate };
    return { outcome: 'swept', raised: missed + late + found, escalated, closed };
  }

  #isQuiet(position: Position, moment: Moment): boolean {
    if (this.#last?.position !== position) return false;
    return this.#last.nextLate === undefined || moment < this.#last.nextLate;
  }

  async #raiseAll(first: readonly MissedDue[], now: number, moment: Moment): Promise<number> {
    let [page, raised] = [first, 0];
    while (page.length > 0) {
      raised += await this.#raisePage(page, now);
      const more = lastOfFull(page).map((seen) => missedAfter(this.parts.reader, seen, moment, PAGE));
      page = (await Promise.all(more)).flat();
    }
    return raised;
  }

  /** @returns how many alerts are new */
  async #raisePage(page: readonly MissedDue[], now: number): Promise<number> {
    const { reader } = this.parts;
    const dues = page.flatMap((due) => {
      const alert = this.#alertOf.get(due.key);
      return alert === undefined ? [] : [{ due, alert, stream: alertStream(alert.code, due) }];
    });
    const recorded = await recordedAmong(
      reader,
      dues.map(({ stream }) => stream),
    );
    const cases = new Set(dues.map(({ due }) => due.case));
    const clocks = new Map(
      (await clocksOfCases(reader, [...cases])).map((row) => [`${row.case} ${row.clock}`, row]),
    );
    const appending = dues.flatMap(({ due, alert, stream }) => {
      const clock = clocks.get(`${due.case} ${due.clock}`);
      if (recorded.has(stream) || clock === undefined || !isMissed(due, clock)) return [];
      return [recordAlert(this.parts.recorder, aboutClock(alert, due.due, clock), now)];
    });
    // All are waited for, so that none is still under way when the first failure is told.
    const settled = await Promise.allSettled(appending);
    return settled.filter((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    }).length;
  }
}

/** The alert on a clock that was missed. */
const aboutClock = (alert: Alert, due: DateOrInstant, clock: ClockRow): AlertAbout => ({
  ...{ alert, case: clock.case, clock: clock.clock, due, because: clock.openedBy, packs: [clock.pack] },
  ...(clock.organ === null ? {} : { organ: clock.organ }),
  calendars: clock.calendar === null ? [] : [clock.calendar],
});

/** The rows may have moved since the due was read: whether the clock still says that it was missed. */
const isMissed = ({ due }: MissedDue, { missed, dueOn, dueAt }: ClockRow): boolean =>
  missed && (dueAt ?? dueOn) === due;

/** The last due of each key of which the page is full: there may be more. */
function lastOfFull(page: readonly MissedDue[]): readonly MissedDue[] {
  const byKey = new Map<string, MissedDue[]>();
  for (const due of page) {
    const group = byKey.get(due.key);
    if (group === undefined) byKey.set(due.key, [due]);
    else group.push(due);
  }
  return [...byKey.values()].flatMap((group) => (group.length < PAGE ? [] : group.slice(-1)));
}
