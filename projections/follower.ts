import type { Recorded } from '../src/kernel/event';
import type { Checkpoint, ParkedEvent, ReadModel, StreamProgress } from '../src/ports/read-model';
import { ChangeSet } from './change-set';
import { GapUnrepaired, HandlerFailed, reasonOf, StreamConflict } from './host-errors';
import type { Fed, PageReader } from './page';
import { ProgressCache } from './progress-cache';
import { categoryOf, type Change, type Projection, type Step, type StreamHandling } from './projection';

/** Counters since the follower was opened. */
export interface FollowerCounts {
  applied: number;
  duplicates: number;
  gapsRepaired: number;
}

/** How a follower treats what fails, and what it keeps. */
export interface FollowerOptions {
  /** Streams whose progress is kept in memory. */
  readonly cached: number;
  /** A rebuild: a handler that throws ends it, nothing is parked. */
  readonly strict: boolean;
  /** While more follows at once, make what was written visible after so many events. */
  readonly commitEvery: number;
}

/** What a page comes to, before it is committed. */
interface Work {
  /** Rows are checked one by one, to find the event whose row the read model refuses. */
  readonly careful: boolean;
  readonly changes: ChangeSet;
  readonly touched: Map<string, StreamProgress>;
  readonly park: ParkedEvent[];
  readonly unpark: string[];
}

/** What the events of one stream come to, before any of it counts. */
interface Run {
  readonly stream: string;
  readonly handling: StreamHandling;
  readonly changes: (readonly Change[])[];
  held: StreamProgress;
  last: Recorded | undefined;
  applied: number;
}

/**
 * Brings one read model forward: each event of a followed stream is applied once, in the order of its stream, and the
 * rows, the documents and the checkpoint are committed together. After an error nothing is kept in memory: the next
 * page starts from what is stored.
 */
export class Follower {
  readonly counts: FollowerCounts = { applied: 0, duplicates: 0, gapsRepaired: 0 };
  #checkpoint: Checkpoint;
  #parked: Set<string>;
  #stale = false;
  #unseen = 0;
  readonly #progress: ProgressCache;

  private constructor(
    readonly projection: Projection,
    readonly model: ReadModel,
    private readonly reader: PageReader,
    private readonly options: FollowerOptions,
    start: { readonly checkpoint: Checkpoint; readonly parked: readonly ParkedEvent[] },
  ) {
    this.#checkpoint = start.checkpoint;
    this.#parked = streamsOf(start.parked);
    this.#progress = new ProgressCache(model, options.cached);
  }

  static async open(
    projection: Projection,
    model: ReadModel,
    reader: PageReader,
    options: FollowerOptions,
  ): Promise<Follower> {
    const start = { checkpoint: await model.checkpoint(), parked: await model.parked() };
    return new Follower(projection, model, reader, options, start);
  }

  /** The last record that is committed. */
  get checkpoint(): Checkpoint {
    return this.#checkpoint;
  }

  /** How many streams wait behind an event that failed. */
  get parkedStreams(): number {
    return this.#parked.size;
  }

  /**
   * Apply events of the log that follow each other, and commit.
   *
   * @param more whether more follows at once: then readers may have to wait some pages for these
   * @returns the events parked by it
   * @throws StreamConflict, GapUnrepaired, HandlerFailed (strict), and as {@link ReadModel.commit}
   */
  async apply(fed: readonly Fed[], more: boolean): Promise<readonly ParkedEvent[]> {
    this.#unseen += fed.length;
    return this.#guarded(more && this.#unseen < this.options.commitEvery, async (work) => {
      const byStream = this.#grouped(fed);
      await this.#load(byStream.keys());
      for (const [stream, events] of byStream) {
        const gap = this.#run(stream, events, 0, work);
        if (gap < events.length) await this.#runOverGaps(stream, events, gap, work);
      }
      return checkpointAfter(this.#checkpoint, fed);
    });
  }

  /** Let readers see everything that was applied. @throws as {@link ReadModel.commit} */
  async flush(): Promise<void> {
    if (this.#unseen === 0 || this.#stale) return;
    try {
      await this.model.flush();
      this.#unseen = 0;
    } catch (error) {
      this.#stale = true;
      throw error;
    }
  }

  /** Apply what waits of one stream, in order. @returns what still waits. @throws as {@link apply} */
  async retry(stream: string): Promise<readonly ParkedEvent[]> {
    return this.#guarded(false, async (work) => {
      const waiting = (await this.model.parked()).filter((event) => event.stream === stream);
      const last = waiting.at(-1);
      if (last === undefined) return this.#checkpoint;
      await this.#load([stream]);
      work.unpark.push(stream);
      this.#parked.delete(stream);
      const from = this.#progress.get(stream).revision + 1;
      this.#run(stream, await this.reader.stream(stream, from, last.revision), 0, work);
      return this.#checkpoint;
    });
  }

  async #guarded(hold: boolean, body: (work: Work) => Promise<Checkpoint>): Promise<readonly ParkedEvent[]> {
    const careful = this.#stale;
    if (careful) await this.#reload();
    const changes = new ChangeSet(this.projection.tables);
    const work: Work = { careful, changes, touched: new Map(), park: [], unpark: [] };
    try {
      const next = await body(work);
      await this.model.commit({
        expected: this.#checkpoint,
        next,
        streams: [...work.touched.values()],
        changes: work.changes.folded(),
        park: work.park,
        unpark: work.unpark,
        hold,
      });
      this.#checkpoint = next;
      if (!hold) this.#unseen = 0;
      this.#progress.trim();
      return work.park;
    } catch (error) {
      this.#stale = true;
      throw error;
    }
  }

  async #reload(): Promise<void> {
    this.#progress.clear();
    this.#checkpoint = await this.model.checkpoint();
    this.#parked = streamsOf(await this.model.parked());
    this.#unseen = 0;
    this.#stale = false;
  }

  #grouped(fed: readonly Fed[]): ReadonlyMap<string, readonly Fed[]> {
    const { streams } = this.projection;
    const groups = new Map<string, Fed[]>();
    for (const one of fed) {
      const { stream } = one.event.meta;
      const group = groups.get(stream);
      if (group !== undefined) group.push(one);
      else if (Object.hasOwn(streams, categoryOf(stream))) groups.set(stream, [one]);
    }
    return groups;
  }

  #load(streams: Iterable<string>): Promise<void> {
    return this.#progress.load(streams, (stream) => this.#handling(stream).initial);
  }

  #handling(stream: string): StreamHandling {
    return this.projection.streams[categoryOf(stream)] as StreamHandling;
  }

  /** Apply events from index `start` on. @returns the index of the first that has a gap before it, or the length */
  #run(stream: string, events: readonly Fed[], start: number, work: Work): number {
    const handling = this.#handling(stream);
    const before = this.#progress.get(stream);
    const run: Run = { stream, handling, changes: [], held: before, last: undefined, applied: 0 };
    let i = start;
    for (; i < events.length; i++) {
      const one = events[i] as Fed;
      const { revision, id } = one.event.meta;
      if (revision <= run.held.revision) {
        if (revision === run.held.revision && id !== run.held.eventId) {
          throw new StreamConflict(this.projection.name, one.event.meta, run.held.eventId);
        }
        this.counts.duplicates += 1;
      } else if (this.#parked.size > 0 && this.#parked.has(stream)) {
        work.park.push(parkedEvent(one, ''));
      } else if (revision > run.held.revision + 1) {
        break;
      } else {
        this.#applyOne(one, run, work);
      }
    }
    if (run.last !== undefined) this.#finish(run, work);
    return i;
  }

  /** As {@link #run}, reading from the log what the feed has left out. */
  async #runOverGaps(stream: string, events: readonly Fed[], start: number, work: Work): Promise<void> {
    for (let i = start; i < events.length; i = this.#run(stream, events, i, work)) {
      const { meta } = (events[i] as Fed).event;
      const from = this.#progress.get(stream).revision + 1;
      this.#run(stream, await this.reader.stream(stream, from, meta.revision - 1), 0, work);
      const reached = this.#progress.get(stream).revision;
      if (reached < meta.revision - 1 && !this.#parked.has(stream)) {
        throw new GapUnrepaired(this.projection.name, meta, reached + 1);
      }
      this.counts.gapsRepaired += 1;
    }
  }

  /** One event and, where the stream has rows that follow from its document, those rows: or none of it. */
  #applyOne(one: Fed, run: Run, work: Work): void {
    const { event } = one;
    try {
      const step = stepOf(one, run.held.doc, run.handling);
      if (work.careful && step !== undefined) work.changes.check(step.changes);
      const doc = step === undefined ? run.held.doc : step.doc;
      if (work.careful) work.changes.check(run.handling.shown?.(doc, event) ?? []);
      const { stream, revision, id } = event.meta;
      run.held = { stream, revision, eventId: id, doc };
      if (step !== undefined) run.changes.push(step.changes);
      run.last = event;
      run.applied += 1;
    } catch (error) {
      if (this.options.strict) throw new HandlerFailed(this.projection.name, event.meta, event.type, error);
      this.#parked.add(run.stream);
      work.park.push(parkedEvent(one, reasonOf(error)));
    }
  }

  #finish(run: Run, work: Work): void {
    for (const changes of run.changes) work.changes.apply(changes);
    if (run.last !== undefined && run.handling.shown !== undefined) {
      work.changes.apply(run.handling.shown(run.held.doc, run.last));
    }
    this.#progress.set(run.held);
    work.touched.set(run.stream, run.held);
    this.counts.applied += run.applied;
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

const streamsOf = (parked: readonly ParkedEvent[]): Set<string> =>
  new Set(parked.map(({ stream }) => stream));

/** The checkpoint after these events; those at or before it (a feed that repeats) do not move it. */
function checkpointAfter(checkpoint: Checkpoint, fed: readonly Fed[]): Checkpoint {
  let passed = 0;
  let last: Fed | undefined;
  for (const one of fed) {
    if (one.position <= (last?.position ?? checkpoint.position)) continue;
    passed += 1;
    last = one;
  }
  return last === undefined
    ? checkpoint
    : checkpointOf(last.event, last.position, checkpoint.passed + passed);
}

const checkpointOf = ({ meta }: Recorded, position: string, passed: number): Checkpoint => ({
  position,
  eventId: meta.id,
  stream: meta.stream,
  revision: meta.revision,
  recordedAt: meta.recordedAt,
  passed,
});
