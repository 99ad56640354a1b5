import { clocksDueFrom, type ClockRow } from '../../../projections/supervision/clock.queries';
import { penaltyCase } from '../../domain/penalty-case/decider';
import { recomputed, mayMove } from '../../domain/penalty-case/recomputing/recomputed';
import { organOf } from '../../domain/penalty-case/state';
import { present } from '../../kernel/plain-data';
import { hasCode } from '../../kernel/errors';
import { civilDateOf, instantInZone, legalInstant, type CivilDate } from '../../kernel/time';
import type { EventStore, Position } from '../../ports/event-store';
import type { ReadModelReader } from '../../ports/read-model';
import type { Clock } from '../clock';
import type { CommandPath } from '../command-path';
import type { Laws } from '../law/laws';
import type { Recorder } from '../recorder';

/** What the watch works with. */
export interface CalendarWatchParts {
  /** Rows of the projection `supervision`. */
  readonly reader: Pick<ReadModelReader, 'checkpoint' | 'query'>;
  readonly store: Pick<EventStore, 'head'>;
  readonly path: Pick<CommandPath, 'load'>;
  readonly recorder: Pick<Recorder, 'record' | 'endOf'>;
  readonly laws: Laws;
  readonly clock: Clock;
  readonly newId: () => string;
}

/**
 * What a look at the clocks came to. `behind`: the rows do not have the ledger yet as it was at the first look. `quiet`:
 * all was looked at today.
 */
export interface Recomputation {
  readonly outcome: 'swept' | 'quiet' | 'behind';
  /** Cases of which periods were computed again. */
  readonly cases: number;
}

/** Rows read at once; few of them ask for the case to be read. */
const PAGE = 500;
type Page = Awaited<ReturnType<typeof clocksDueFrom>>;

/** `moved`: somebody recorded something on the case meanwhile; the next sweep looks again. */
type Outcome = 'recorded' | 'same' | 'moved';

/**
 * Computes periods again that were computed by another calendar than the one at hand (0.5(e) and (j) of the specification):
 * after each start, since calendars come with a build or are loaded by a start; and on each further day, since a process
 * that was started before may still open clocks without them. A case whose periods stay as they are gets no event, so any
 * number of watches and restarts record each change once.
 */
export class CalendarWatch {
  #awaited: Position | undefined;
  #doneOn: CivilDate | undefined;

  constructor(private readonly parts: CalendarWatchParts) {}

  /**
   * @throws ReadModelAbsent, StoreUnavailable, OutcomeUnknown, and what the first case threw that could not be looked at,
   *   once all others were; the next sweep does what is left
   */
  async sweep(): Promise<Recomputation> {
    const { reader, store, laws, clock } = this.parts;
    const today = civilDateOf(instantInZone(clock.now()));
    if (this.#doneOn === today) return { outcome: 'quiet', cases: 0 };
    this.#awaited ??= (await store.head()).position;
    if ((await reader.checkpoint()).position < this.#awaited) return { outcome: 'behind', cases: 0 };
    const asksAnother = (row: ClockRow): boolean =>
      (row.calendar === null || !laws.calendars.isOf(row.calendar)) && mayMove(openingOf(row), today);
    // What ended before today stays; what is due on no day yet comes last in the order of due dates.
    const looks: PromiseSettledResult<Outcome>[] = [];
    for (let seen: Pick<Page, 'next'> = { next: [] }; seen.next !== undefined;) {
      const after = seen.next.length === 0 ? {} : { after: seen.next };
      const page: Page = await clocksDueFrom(reader, { from: today, limit: PAGE, ...after });
      for (const stream of new Set(page.rows.filter(asksAnother).map((row) => row.case))) {
        // A case that cannot be read keeps no other from being looked at.
        looks.push(...(await Promise.allSettled([this.#recompute(stream)])));
      }
      seen = page;
    }
    const outcomes = looks.map((look) => {
      if (look.status === 'rejected') throw look.reason;
      return look.value;
    });
    this.#awaited = undefined;
    this.#doneOn = outcomes.includes('moved') ? undefined : today;
    return { outcome: 'swept', cases: outcomes.filter((each) => each === 'recorded').length };
  }

  async #recompute(stream: string): Promise<Outcome> {
    const { path, laws, recorder, clock, newId } = this.parts;
    const at = instantInZone(clock.now());
    const date = civilDateOf(at);
    const { state, revision } = await path.load(penaltyCase, stream);
    const organ = organOf(state);
    if (organ === undefined) return 'same';
    const law = await laws.ofOrgan(path, organ, date);
    const event = recomputed(state, { ...law, date });
    if (event === undefined) return 'same';
    const end = await recorder.endOf(stream);
    if (end.revision !== revision) return 'moved';
    const id = newId();
    try {
      await recorder.record(stream, end, [event], {
        ...{ commandId: id, digest: '', correlationId: id, occurred: legalInstant(at) },
        ...{ actors: [{ u: 'calendar-watch', role: 'system' }], organ: { u: organ } },
        ...{ rulePacks: law.rules.labels, calendars: [law.calendar.version] },
      });
      return 'recorded';
    } catch (error) {
      if (hasCode(error, 'wrong-expected-revision')) return 'moved';
      throw error;
    }
  }
}

const openingOf = ({ key, runsFrom: opened, calendar, uncomputable }: ClockRow) => ({
  ...{ key, opened },
  ...present({ calendar: calendar ?? undefined, uncomputable: uncomputable ?? undefined }),
});
