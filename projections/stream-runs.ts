import type { Recorded } from '../src/kernel/event';
import type { ParkedEvent } from '../src/ports/read-model';
import type { ChangeSet } from './change-set';
import { GapUnrepaired, HandlerFailed, reasonOf, StreamConflict } from './host-errors';
import type { Fed, PageReader } from './page';
import type { Held, ProgressCache } from './progress-cache';
import { categoryOf, type Change, type Projection, type Step, type StreamHandling } from './projection';

/** What was done with events. */
export interface FollowerCounts {
  applied: number;
  duplicates: number;
  gapsRepaired: number;
}

/** What some events come to, before it is committed. */
export interface Work {
  readonly counts: FollowerCounts;
  /** Rows are checked one by one, to find the event whose row the read model refuses. */
  readonly careful: boolean;
  readonly changes: ChangeSet;
  readonly touched: Map<string, Held>;
  readonly park: ParkedEvent[];
  readonly unpark: string[];
}

/** What a run of events of one stream comes to. */
interface Run {
  readonly stream: string;
  readonly handling: StreamHandling;
  readonly changes: (readonly Change[])[];
  held: Held;
  last: Recorded | undefined;
  applied: number;
}

/**
 * Applies the events of one stream after the other: each once and in order, whatever the feed repeats or leaves out.
 * A stream whose event fails waits from there on; in a rebuild (`strict`) that is an error.
 *
 * A stream of which nothing has been of interest is not remembered: most of a log may pass a projection by. When
 * something of it is, its beginning is read from the log like a gap.
 */
export class StreamRuns {
  constructor(
    private readonly projection: Projection,
    private readonly progress: ProgressCache,
    private readonly reader: PageReader,
    private readonly strict: boolean,
  ) {}

  /**
   * Apply events from index `start` on.
   *
   * @returns the index of the first that has a gap before it, or the length
   * @throws StreamConflict, HandlerFailed
   */
  run(stream: string, events: readonly Fed[], start: number, parked: Set<string>, work: Work): number {
    const handling = this.projection.streams[categoryOf(stream)] as StreamHandling;
    const held = this.progress.get(stream);
    const run: Run = { stream, handling, changes: [], held, last: undefined, applied: 0 };
    let i = start;
    for (; i < events.length; i++) {
      const one = events[i] as Fed;
      const { revision, id } = one.event.meta;
      if (revision <= run.held.revision) {
        if (revision === run.held.revision && id !== run.held.eventId) {
          throw new StreamConflict(this.projection.name, one.event.meta, run.held.eventId);
        }
        work.counts.duplicates += 1;
      } else if (parked.size > 0 && parked.has(stream)) {
        work.park.push(parkedEvent(one, ''));
      } else if (revision > run.held.revision + 1) {
        break;
      } else {
        this.#applyOne(one, run, parked, work);
      }
    }
    if (run.last !== undefined) this.#finish(run, run.last, work);
    return i;
  }

  /** As {@link run}, from an event with a gap before it to the end. @throws GapUnrepaired, and as {@link run} */
  async overGaps(
    stream: string,
    events: readonly Fed[],
    gap: number,
    parked: Set<string>,
    work: Work,
  ): Promise<void> {
    for (let i = gap; i < events.length; i = this.run(stream, events, i, parked, work)) {
      await this.#fill(stream, (events[i] as Fed).event, parked, work);
    }
  }

  /** Apply from the log what the feed has left out before an event. */
  async #fill(stream: string, { meta }: Recorded, parked: Set<string>, work: Work): Promise<void> {
    const before = this.progress.get(stream);
    const handling = this.projection.streams[categoryOf(stream)] as StreamHandling;
    const from = before.revision + 1;
    this.run(stream, await this.reader.stream(stream, from, meta.revision - 1), 0, parked, work);
    const reached = this.progress.get(stream).revision;
    if (reached < meta.revision - 1 && !parked.has(stream)) {
      throw new GapUnrepaired(this.projection.name, meta, reached + 1);
    }
    if (before.kept || handling.otherwise !== undefined) work.counts.gapsRepaired += 1;
  }

  /** One event and, where the stream has rows that follow from its document, those rows: or none of it. */
  #applyOne(one: Fed, run: Run, parked: Set<string>, work: Work): void {
    const { event } = one;
    try {
      const step = stepOf(one, run.held.doc, run.handling);
      const doc = step === undefined ? run.held.doc : step.doc;
      if (work.careful) {
        work.changes.check(step?.changes ?? []);
        if (step !== undefined) work.changes.check(run.handling.shown?.(doc, event) ?? []);
      }
      const { stream, revision, id } = event.meta;
      run.held = { stream, revision, eventId: id, doc, kept: run.held.kept || step !== undefined };
      if (step !== undefined) run.changes.push(step.changes);
      run.last = event;
      run.applied += 1;
    } catch (error) {
      if (this.strict) throw new HandlerFailed(this.projection.name, event.meta, event.type, error);
      parked.add(run.stream);
      work.park.push(parkedEvent(one, reasonOf(error)));
    }
  }

  #finish(run: Run, last: Recorded, work: Work): void {
    work.counts.applied += run.applied;
    this.progress.set(run.held);
    if (!run.held.kept) return;
    for (const changes of run.changes) work.changes.apply(changes);
    if (run.handling.shown !== undefined) work.changes.apply(run.handling.shown(run.held.doc, last));
    work.touched.set(run.stream, run.held);
  }
}

function stepOf({ event, reading }: Fed, doc: unknown, handling: StreamHandling): Step<unknown> | undefined {
  if (reading !== undefined && handling.corrected !== undefined) {
    return handling.corrected(event, reading, doc);
  }
  const handler = handling.handlers.get(event.type) ?? handling.otherwise;
  return handler?.(event, doc);
}

const parkedEvent = ({ event, position }: Fed, error: string): ParkedEvent => ({
  stream: event.meta.stream,
  revision: event.meta.revision,
  eventId: event.meta.id,
  position,
  type: event.type,
  error,
});
