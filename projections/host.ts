import type { EventFeed } from '../src/ports/event-feed';
import type { ParkedEvent, ReadModels } from '../src/ports/read-model';
import type { Decode } from './page';
import { PageReader, type Page } from './page';
import type { Projection } from './projection';
import { Runner } from './runner';
import type { Alarm, ProjectionStatus } from './status';

/** What a host works with; everything that knows the time or the machine comes from outside. */
export interface HostParts {
  readonly feed: EventFeed;
  readonly models: ReadModels;
  readonly decode: Decode;
  /** Epoch milliseconds, for lag and throughput. */
  readonly now: () => number;
  /** Settles after so many milliseconds, or when the signal aborts. Never rejects. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Records read and decoded at a time. Default 1,000. */
  readonly page?: number;
  /** While catching up, rows become visible after so many events: more is faster. Default 20,000. */
  readonly commitEvery?: number;
  /** Streams whose progress each projection keeps in memory. Default 1,000. */
  readonly cached?: number;
  readonly onAlarm?: (alarm: Alarm) => void;
}

export const PAGE = 1_000;
export const COMMIT_EVERY = 20_000;
/** Some pages' worth: who comes back later is read again, and what is dropped soon costs the collector least. */
export const CACHED = 1_000;
/** Between two attempts of a read model that cannot be written, in milliseconds. */
export const RETRY_AFTER = 500;
/** A page at the end of the log is followed by a rest of so many times what it took, in milliseconds at most. */
export const REST = 3;
const LONGEST_REST = 50;

/**
 * Runs projections over one log. Each has its own read model, checkpoint and fate; those that stand at the same place
 * share one reading and decoding of the records. One projection that stops leaves the others running.
 */
export class ProjectionHost {
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly parts: HostParts,
    private readonly reader: PageReader,
    private readonly runners: readonly Runner[],
  ) {}

  /** Opens the live read model of each projection, made empty where there is none. */
  static async open(projections: readonly Projection[], parts: HostParts): Promise<ProjectionHost> {
    const reader = new PageReader(parts.feed, parts.decode);
    const runners: Runner[] = [];
    for (const projection of projections) {
      const { cached = CACHED, commitEvery = COMMIT_EVERY } = parts;
      const options = { cached, commitEvery, strict: false };
      runners.push(await Runner.open(projection, parts.models, reader, { ...parts, options }));
    }
    return new ProjectionHost(parts, reader, runners);
  }

  /**
   * Follow the log until the signal aborts or every projection has stopped. What is begun is finished.
   *
   * At the end of the log a page costs about as much for one record as for fifty, and whoever appends needs the machine
   * as well: after each page there is a rest, in which more can gather. A record that comes alone is shown at once.
   */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.runners.some(({ isStopped }) => !isStopped)) {
      const started = this.parts.now();
      const moved = await this.step();
      if (this.runners.some(({ isFailing }) => isFailing)) await this.parts.pause(RETRY_AFTER, signal);
      else if (!moved) await this.parts.feed.wait(this.#slowest(), signal);
      else if (this.runners.every(({ isBehind }) => !isBehind)) await this.#rest(started, signal);
    }
  }

  async #rest(started: number, signal: AbortSignal): Promise<void> {
    const took = Math.max(0, this.parts.now() - started);
    const rest = Math.min(REST * took, LONGEST_REST);
    if (rest > 0) await this.parts.pause(rest, signal);
  }

  /** One page for each place at which some projection stands. @returns whether any of them moved */
  step(): Promise<boolean> {
    return this.#alone(async () => {
      let moved = false;
      for (const [position, group] of this.#byPosition()) {
        const page = await this.#page(position, group);
        if (page === undefined) continue;
        for (const runner of group) moved = (await runner.take(page)) || moved;
      }
      return moved;
    });
  }

  /** What follows a position; nothing where the log cannot be read, which those who stand there are told. */
  async #page(position: string, group: readonly Runner[]): Promise<Page | undefined> {
    try {
      return await this.reader.after(position, this.parts.page ?? PAGE);
    } catch (error) {
      for (const runner of group) await runner.unread(error);
      return undefined;
    }
  }

  /** Step until nothing moves: everything that was in the log when called has been applied, parked or has stopped. */
  async catchUp(): Promise<void> {
    while (await this.step());
  }

  /** Try parked streams again, all of a projection or one. @returns what is still parked */
  retry(projection: string, stream?: string): Promise<readonly ParkedEvent[]> {
    return this.#alone(async () => {
      const runner = this.runners.find(({ name }) => name === projection);
      return runner === undefined ? [] : runner.retry(stream);
    });
  }

  /** How each projection fares. Reads the end of the log once. */
  async status(): Promise<readonly ProjectionStatus[]> {
    const head = await this.parts.feed.head();
    return Promise.all(this.runners.map((runner) => runner.status(head, this.parts.now())));
  }

  /** Waits for the page at hand, then closes the read models. */
  async close(): Promise<void> {
    await this.#alone(async () => {
      for (const runner of this.runners) await runner.close();
    });
  }

  /** Pages and retries take turns: both move documents of the same streams. */
  #alone<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #byPosition(): ReadonlyMap<string, readonly Runner[]> {
    const groups = new Map<string, Runner[]>();
    for (const runner of this.runners) {
      if (runner.isStopped) continue;
      const group = groups.get(runner.position);
      if (group === undefined) groups.set(runner.position, [runner]);
      else group.push(runner);
    }
    return groups;
  }

  #slowest(): string {
    const positions = this.runners.filter(({ isStopped }) => !isStopped).map(({ position }) => position);
    return positions.reduce((least, position) => (position < least ? position : least), positions[0] ?? '');
  }
}
