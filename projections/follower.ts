import type { Recorded } from '../src/kernel/event';
import {
  CheckpointMoved,
  THE_LOG,
  type Checkpoint,
  type ParkedEvent,
  type ReadModel,
} from '../src/ports/read-model';
import { ChangeSet } from './change-set';
import type { Fed, Page, PageReader } from './page';
import { ProgressCache } from './progress-cache';
import { categoryOf, type Projection } from './projection';
import { StreamRuns, type FollowerCounts, type Work } from './stream-runs';

const noCounts: Readonly<FollowerCounts> = { applied: 0, duplicates: 0, gapsRepaired: 0 };
const countNames = ['applied', 'duplicates', 'gapsRepaired'] as const;

/** How a follower treats what fails, and what it keeps. */
export interface FollowerOptions {
  /** Streams whose progress is kept in memory. */
  readonly cached: number;
  /** A rebuild: a handler that throws ends it, nothing is parked. */
  readonly strict: boolean;
  /** While more follows at once, make what was written visible after so many events. */
  readonly commitEvery: number;
  /** What is counted, by whoever follows several parts. */
  readonly counts?: FollowerCounts;
  /** The same for what has failed: of what was held, whoever commits next is told, which may be another part. */
  readonly failures?: Failures;
}

/** How often a commit of one read model has failed. */
export interface Failures {
  count: number;
}

/**
 * Brings one read model forward: each event of a followed stream is applied once, in the order of its stream, and the
 * rows, the documents and the checkpoint are committed together. After an error nothing is kept in memory: the next
 * page starts from what is stored.
 */
export class Follower {
  readonly counts: FollowerCounts;
  #checkpoint: Checkpoint;
  #parked: Set<string>;
  #stale = false;
  readonly #failures: Failures;
  /** How many of them lie before what was last committed here for good. */
  #overcome = 0;
  #unseen = 0;
  readonly #progress: ProgressCache;
  readonly #runs: StreamRuns;

  private constructor(
    readonly projection: Projection,
    readonly model: ReadModel,
    private readonly reader: PageReader,
    private readonly options: FollowerOptions,
    private readonly part: string,
    start: { readonly checkpoint: Checkpoint; readonly parked: readonly ParkedEvent[] },
  ) {
    this.counts = options.counts ?? { ...noCounts };
    this.#failures = options.failures ?? { count: 0 };
    this.#checkpoint = start.checkpoint;
    this.#parked = streamsOf(start.parked);
    this.#progress = new ProgressCache(model, options.cached);
    this.#runs = new StreamRuns(projection, this.#progress, reader, options.strict);
  }

  static async open(
    projection: Projection,
    model: ReadModel,
    reader: PageReader,
    options: FollowerOptions,
    part: string = THE_LOG,
  ): Promise<Follower> {
    const start = { checkpoint: await model.checkpointOf(part), parked: await model.parked() };
    return new Follower(projection, model, reader, options, part, start);
  }

  /** The last record that is committed. */
  get checkpoint(): Checkpoint {
    return this.#checkpoint;
  }

  /** After an error, until something is committed for good: it may have been one row that the read model refuses. */
  get #careful(): boolean {
    return this.#failures.count > this.#overcome;
  }

  /** How many streams wait behind an event that failed. */
  get parkedStreams(): number {
    return this.#parked.size;
  }

  /**
   * Apply a page that was read after {@link checkpoint}, and commit. While more follows at once, readers may have to
   * wait some pages for it.
   *
   * Where an error before has lost more than the page that failed (what was held with it, what a server had not on its
   * disk), nothing of a page that is too far on is applied; {@link checkpoint} tells where to read again.
   *
   * @returns the events parked by it
   * @throws StreamConflict, GapUnrepaired, HandlerFailed (strict), and as {@link ReadModel.commit}
   */
  async apply({ fed, streams, more, after, upTo }: Page): Promise<readonly ParkedEvent[]> {
    const { position, cursor } = this.#checkpoint;
    if (this.#stale) await this.#reload();
    if (after !== undefined && after > this.#checkpoint.position) return [];
    // In a topic the page no longer follows, whichever way the checkpoint went.
    if (upTo !== undefined && cursor !== this.#checkpoint.cursor) {
      throw new CheckpointMoved(this.projection.name, position, this.#checkpoint.position);
    }
    this.#unseen += fed.length;
    const hold = more && !this.#careful && this.#unseen < this.options.commitEvery;
    return this.#guarded({ hold }, async (work) => {
      const followed = streams.filter(({ category }) => Object.hasOwn(this.projection.streams, category));
      await this.#load(followed.map(({ stream }) => stream));
      for (const { stream, fed: events } of followed) {
        const gap = this.#runs.run(stream, events, 0, this.#parked, work);
        if (gap < events.length) await this.#runs.overGaps(stream, events, gap, this.#parked, work);
      }
      const next = checkpointAfter(this.#checkpoint, fed);
      return upTo === undefined ? next : reaching(next, upTo);
    });
  }

  /** Let readers see everything that was applied. @throws as {@link ReadModel.commit} */
  async flush(): Promise<void> {
    if (this.#stale) await this.#reload();
    if (this.#unseen === 0) return;
    try {
      await this.model.flush();
      this.#unseen = 0;
    } catch (error) {
      this.#failed();
      throw error;
    }
  }

  /** Apply what waits of one stream, in order. @returns what still waits. @throws as {@link apply} */
  async retry(stream: string): Promise<readonly ParkedEvent[]> {
    return this.#guarded({ careful: true }, async (work) => {
      const waiting = (await this.model.parked()).filter((event) => event.stream === stream);
      const last = waiting.at(-1);
      if (last === undefined) return this.#checkpoint;
      await this.#load([stream]);
      work.unpark.push(stream);
      this.#parked.delete(stream);
      const from = this.#progress.get(stream).revision + 1;
      this.#runs.run(stream, await this.reader.stream(stream, from, last.revision), 0, this.#parked, work);
      return this.#checkpoint;
    });
  }

  async #guarded(
    { hold = false, careful = this.#careful }: { readonly hold?: boolean; readonly careful?: boolean },
    body: (work: Work) => Promise<Checkpoint>,
  ): Promise<readonly ParkedEvent[]> {
    if (this.#stale) await this.#reload();
    const counts = { ...noCounts };
    const { count: failures } = this.#failures;
    const changes = new ChangeSet(this.projection.tables);
    const work: Work = { counts, careful, changes, touched: new Map(), park: [], unpark: [] };
    try {
      const next = await body(work);
      await this.model.commit({
        part: this.part,
        expected: this.#checkpoint,
        next,
        streams: [...work.touched.values()],
        changes: work.changes.folded(),
        park: work.park,
        unpark: work.unpark,
        hold,
      });
      this.#checkpoint = next;
      for (const count of countNames) this.counts[count] += counts[count];
      if (!hold) {
        this.#unseen = 0;
        this.#overcome = failures;
      }
      this.#progress.trim();
      return work.park;
    } catch (error) {
      this.#failed();
      throw error;
    }
  }

  #failed(): void {
    this.#stale = true;
    this.#failures.count += 1;
  }

  async #reload(): Promise<void> {
    this.#progress.clear();
    this.#checkpoint = await this.model.checkpointOf(this.part);
    this.#parked = streamsOf(await this.model.parked());
    this.#unseen = 0;
    this.#stale = false;
  }

  #load(streams: Iterable<string>): Promise<void> {
    return this.#progress.load(streams, (stream) => this.projection.streams[categoryOf(stream)]?.initial);
  }
}

const streamsOf = (parked: readonly ParkedEvent[]): Set<string> =>
  new Set(parked.map(({ stream }) => stream));

/** The checkpoint after these events; those at or before it (a feed that repeats) do not move it. */
function checkpointAfter(checkpoint: Checkpoint, fed: readonly Fed[]): Checkpoint {
  let passed = 0;
  let last: Fed | undefined;
  let position = checkpoint.position;
  for (const one of fed) {
    if (one.position <= position) continue;
    passed += 1;
    last = one;
    ({ position } = one);
  }
  return last === undefined
    ? checkpoint
    : { ...checkpointOf(last.event, position, checkpoint.passed + passed), cursor: checkpoint.cursor };
}

const checkpointOf = ({ meta }: Recorded, position: string, passed: number): Omit<Checkpoint, 'cursor'> => ({
  position,
  eventId: meta.id,
  stream: meta.stream,
  revision: meta.revision,
  recordedAt: meta.recordedAt,
  passed,
});

/** The same, as far on in the topic: of a part without records in a while the log still goes on. */
const reaching = (checkpoint: Checkpoint, { position, cursor }: NonNullable<Page['upTo']>): Checkpoint => ({
  ...checkpoint,
  position: position > checkpoint.position ? position : checkpoint.position,
  cursor,
});
