import type { EventFeed } from '../src/ports/event-feed';
import type { Position } from '../src/ports/event-store';
import type { Checkpoint, ParkedEvent } from '../src/ports/read-model';
import type {
  TopicConsumer,
  TopicFeed,
  TopicPlace,
  TopicRecord,
  TopicSlice,
  TopicTaken,
} from '../src/ports/topic-feed';
import { CACHED, PAGE, REST, RETRY_AFTER, type HostParts } from './host';
import { OtherLedgersTopic, PlaceUnknown } from './host-errors';
import { pageOf, PageReader, type Page } from './page';
import type { Projection } from './projection';
import { Runner } from './runner';
import type { ProjectionStatus } from './status';
import { compared, cursorAfter, type Compared } from './topic-cursor';
import { furthest, nameOf, offsetOf, placeAfter, reachedBy, unread, type PartState } from './topic-part';

/** As a host over the log has, with the topic; the feed is the ledger, from which is repaired what the topic lacks. */
export interface TopicHostParts extends Omit<HostParts, 'feed' | 'page' | 'commitEvery'> {
  readonly topic: TopicFeed;
  readonly ledger: EventFeed;
  readonly logId: string;
  /** How often to look whether the ledger still has what was taken last, in milliseconds. Default 30,000. */
  readonly lookEvery?: number;
}

const LOOK_EVERY = 30_000;

/** Parts of one process take turns: the rest of one is waited for by all, so that it is shorter than over the log. In milliseconds. */
const LONGEST_PART_REST = 25;

/**
 * While more follows at once a read model may write a slice while the next one is folded, and show it later: after so many
 * events at the latest, because a broker may stand still just then.
 */
const COMMIT_EVERY = 5_000;

/**
 * Runs projections over a topic. Each has a checkpoint for each part, moved by compare-and-swap in the transaction that
 * writes the rows: whatever the topic repeats, and whoever else was given the part, an event counts once. What the topic
 * lacks is read from the ledger.
 */
export class TopicHost implements TopicConsumer {
  readonly #states = new Map<number, PartState>();
  #turn: Promise<unknown> = Promise.resolve();
  /** Of read models that took the place of others, how many have what those had. */
  #refilled = 0;

  private constructor(
    private readonly parts: TopicHostParts,
    private readonly reader: PageReader,
    private readonly runners: readonly Runner[],
    private readonly count: number,
  ) {}

  /** Waits for the topic to be there, then opens the live read model of each projection. */
  static async open(
    projections: readonly Projection[],
    parts: TopicHostParts,
    signal: AbortSignal,
  ): Promise<TopicHost> {
    const { topic, ledger, cached = CACHED } = parts;
    const count = await topic.parts(signal);
    const reader = new PageReader(ledger, parts.decode);
    const names = Array.from({ length: count }, (_, part) => nameOf(topic, part));
    const partOf = (stream: string): string => nameOf(topic, topic.partOf(stream, count));
    const options = { cached, commitEvery: COMMIT_EVERY, strict: false };
    const runners: Runner[] = [];
    for (const projection of projections) {
      const runnerParts = { ...parts, options, topic: { parts: names, partOf } };
      runners.push(await Runner.open(projection, parts.models, reader, runnerParts));
    }
    return new TopicHost(parts, reader, runners, count);
  }

  /** Follow the topic until the signal aborts. What is begun is finished. */
  async run(signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const looking = this.#lookAtLedger(AbortSignal.any([signal, over.signal]));
    try {
      await this.parts.topic.run(this, signal);
    } finally {
      over.abort();
      await looking;
    }
  }

  /** A topic says nothing of a ledger that was put back from an older copy: it goes on holding what the ledger lost. */
  async #lookAtLedger(signal: AbortSignal): Promise<void> {
    const { pause, lookEvery = LOOK_EVERY } = this.parts;
    const goesOn = (): boolean => !signal.aborted;
    while (goesOn()) {
      await pause(lookEvery, signal);
      if (goesOn()) await this.#alone(() => this.#demandLedger());
    }
  }

  async #demandLedger(): Promise<void> {
    for (const runner of this.#going()) await runner.lookAtLedger();
    await this.#refill();
  }

  reassigned(): void {
    this.#states.clear();
    for (const runner of this.runners) runner.forget();
  }

  /** Where the one begins that is behind most. @throws PlaceUnknown while the read models cannot be asked */
  async wanted(part: number): Promise<TopicPlace> {
    const place = await this.#wanted(part);
    if (place === undefined) throw new PlaceUnknown(nameOf(this.parts.topic, part));
    return place;
  }

  take(slice: TopicSlice): Promise<TopicTaken> {
    return this.#alone(() => this.#take(slice));
  }

  /** Try parked streams again, those whose part is read by this process. @returns what is still parked */
  retry(projection: string, stream?: string): Promise<readonly ParkedEvent[]> {
    return this.#alone(async () => {
      const runner = this.runners.find(({ name }) => name === projection);
      return runner === undefined ? [] : runner.retry(stream);
    });
  }

  /** How each projection fares, all parts together, also those that other processes read. */
  async status(): Promise<readonly ProjectionStatus[]> {
    const head = await this.parts.ledger.head();
    const unread = this.parts.topic.lag();
    return Promise.all(
      this.runners.map(async (runner) => ({ ...(await runner.status(head, this.parts.now())), unread })),
    );
  }

  /** How often another process had moved a checkpoint of ours: once in a while at a change of parts. */
  get checkpointsLost(): number {
    return this.runners.reduce((sum, { checkpointsLost }) => sum + checkpointsLost, 0);
  }

  /** Waits for the slice at hand, then closes the read models. */
  close(): Promise<void> {
    return this.#alone(async () => {
      for (const runner of this.runners) await runner.close();
    });
  }

  async #take(slice: TopicSlice): Promise<TopicTaken> {
    const [first] = slice.records;
    const again: TopicTaken = {
      next: first === undefined ? 'after the slice' : offsetOf(first),
      pause: RETRY_AFTER,
    };
    const taken = this.#isWhole() ? await this.#apply(slice, again) : 'not whole';
    if (taken !== 'not whole') return taken;
    return (await this.#refill()) ? { next: again.next } : again;
  }

  async #apply(slice: TopicSlice, again: TopicTaken): Promise<TopicTaken | 'not whole'> {
    const { part, records } = slice;
    const elsewhere = await this.#ready(slice, again);
    if (elsewhere !== undefined) return elsewhere;
    const [state, lost] = [this.#state(part), this.checkpointsLost];
    if (this.#going().length === 0) return { next: 'after the slice', pause: RETRY_AFTER };
    const started = this.parts.now();
    const page = await this.#page(slice);
    for (const runner of this.#going()) await this.#give(runner, page, slice, state);
    if (!this.#isWhole()) return 'not whole';
    if (this.checkpointsLost !== lost) return this.#afresh(part, again);
    if (this.runners.some(({ isFailing }) => isFailing)) return again;
    state.taken = furthest(state.taken, reachedBy(records));
    return { next: 'after the slice', ...this.#rest(slice, started) };
  }

  /** What else is to be done than to apply the slice. */
  async #ready(slice: TopicSlice, again: TopicTaken): Promise<TopicTaken | 'not whole' | undefined> {
    const { part, records } = slice;
    const checkpoints = await this.#checkpoints(part);
    if (!this.#isWhole()) return 'not whole';
    const state = this.#state(part);
    if (state.isAstray) return this.#afresh(part, again);
    const [first] = records;
    if (first === undefined) return undefined;
    // Whether the slice follows cannot be told while somebody's place is not known.
    if (!state.anchored && checkpoints.length < this.#going().length) return again;
    const place = await this.#placed(state, slice, first, compared(checkpoints));
    if (place !== 'unfilled') return place && { next: place };
    return this.#isWhole() ? this.#afresh(part, again) : 'not whole';
  }

  /** Where nothing more lies ready it may gather for a while. */
  #rest({ more }: TopicSlice, started: number): Pick<TopicTaken, 'pause'> {
    const took = Math.max(0, this.parts.now() - started);
    return more ? {} : { pause: Math.min(REST * took, LONGEST_PART_REST) };
  }

  /** Another place counts than was thought: the part is read on from what is stored. */
  async #afresh(part: number, again: TopicTaken): Promise<TopicTaken> {
    const next = await this.#wanted(part);
    this.#state(part).isAstray = next === undefined;
    return next === undefined ? again : { next };
  }

  /** Nothing while the read models cannot be asked: to begin a long topic anew for that would take hours. */
  async #wanted(part: number): Promise<TopicPlace | undefined> {
    const checkpoints = await this.#checkpoints(part);
    if (checkpoints.length < this.#going().length) return undefined;
    const [taken = ''] = checkpoints.map(({ position }) => position).sort();
    this.#states.set(part, { ...unread, taken });
    return placeAfter(checkpoints);
  }

  /** Whoever has the slice already is passed over. */
  async #give(runner: Runner, page: Page, { part, records }: TopicSlice, state: PartState): Promise<void> {
    const name = nameOf(this.parts.topic, part);
    const last = records.at(-1);
    const checkpoint = await runner.checkpointOf(name);
    if (checkpoint === undefined) return;
    const found = compared([checkpoint]);
    const isKnown =
      !state.fresh && last !== undefined && found.kind === 'same' && found.least.offset >= last.offset;
    // Also where nothing is new: what failed before may be over, and nobody goes on past a slice that fails.
    await runner.take(isKnown ? pageOf([], page.more) : page, name);
  }

  /** Make sure that the slice follows what was taken. @returns where to read instead, if it does not; or that a gap is open still */
  async #placed(
    state: PartState,
    { part, isBeginning }: TopicSlice,
    first: TopicRecord,
    found: Compared,
  ): Promise<TopicPlace | 'unfilled' | undefined> {
    if (state.anchored && state.generation === first.generation) return undefined;
    const accept = (fresh: boolean): undefined => {
      Object.assign(state, { anchored: true, restarted: false, fresh, generation: first.generation });
      return undefined;
    };
    if (found.kind !== 'same' || state.restarted) {
      accept(true);
      return;
    }
    const { offset, position } = found.least;
    if (state.anchored) {
      // Another filling begins. If what we took last still lies before it, it just goes on; else the topic is another.
      if (state.verified === offset) {
        accept(state.fresh);
        return;
      }
      state.anchored = false;
      return { kind: 'offset', offset };
    }
    if (first.offset === offset && first.position === position) {
      state.verified = offset;
      accept(false);
      return;
    }
    if (first.offset > offset) {
      if (!(await this.#fromLedger(part, (position) => position < first.position))) return 'unfilled';
    } else if (!isBeginning) {
      state.restarted = true;
      return { kind: 'beginning' };
    }
    accept(true);
    return;
  }

  /** Whether no read model lacks what another one had, whose place it took. */
  #isWhole(): boolean {
    return this.#replaced() === this.#refilled;
  }

  #replaced(): number {
    return this.runners.reduce((sum, { replaced }) => sum + replaced, 0);
  }

  /**
   * A read model was built while others were written. What was taken of the topic since then lies behind us in all parts,
   * and of some nothing may come for long: it is read from the ledger. @returns whether all of it was
   */
  async #refill(): Promise<boolean> {
    const replaced = this.#replaced();
    if (replaced === this.#refilled) return true;
    for (const [part, { taken }] of this.#states) {
      if (!(await this.#fromLedger(part, (position) => position <= taken))) return false;
    }
    this.#refilled = replaced;
    return true;
  }

  /** Apply from the ledger what the topic no longer has of a part, of positions up to some. @returns whether all of it was */
  async #fromLedger(part: number, isDue: (position: Position) => boolean): Promise<boolean> {
    for (const runner of this.#going()) if (!(await this.#bring(runner, part, isDue))) return false;
    return true;
  }

  async #bring(runner: Runner, part: number, isDue: (position: Position) => boolean): Promise<boolean> {
    const name = nameOf(this.parts.topic, part);
    const start = await runner.checkpointOf(name);
    if (start === undefined) return runner.isStopped;
    let after: Position | undefined = start.position;
    while (after !== undefined && isDue(after) && !runner.isStopped) {
      const { checkpointsLost: lost, replaced } = runner;
      const page = await this.reader.after(after, PAGE);
      const own = page.fed.filter(
        ({ event, position }) => isDue(position) && this.#partOf(event.meta.stream) === part,
      );
      await runner.take({ ...pageOf(own, true), ...(page.failure && { failure: page.failure }) }, name);
      if (runner.isFailing || runner.checkpointsLost !== lost || runner.replaced !== replaced) return false;
      after = page.fed.at(-1)?.position;
    }
    return true;
  }

  #partOf(stream: string): number {
    return this.parts.topic.partOf(stream, this.count);
  }

  async #page({ records, more, failure }: TopicSlice): Promise<Page> {
    const foreign = records.find(({ logId }) => logId !== this.parts.logId);
    if (foreign !== undefined)
      return {
        ...pageOf([], false),
        failure: { error: new OtherLedgersTopic(this.parts.topic.topic, foreign.logId) },
      };
    const stored = records.flatMap(({ record }) => (record === undefined ? [] : [record]));
    const page = await this.reader.open(stored, more);
    if (page.failure !== undefined) return page;
    const last = records.at(-1);
    return {
      ...page,
      ...(failure === undefined ? {} : { failure }),
      ...(last === undefined ? {} : { upTo: { position: reachedBy(records), cursor: cursorAfter(last) } }),
    };
  }

  async #checkpoints(part: number): Promise<readonly Checkpoint[]> {
    const name = nameOf(this.parts.topic, part);
    const found: Checkpoint[] = [];
    for (const runner of this.#going()) {
      const checkpoint = await runner.checkpointOf(name);
      if (checkpoint !== undefined) found.push(checkpoint);
    }
    return found;
  }

  #going(): readonly Runner[] {
    return this.runners.filter(({ isStopped }) => !isStopped);
  }

  #state(part: number): PartState {
    const known = this.#states.get(part);
    if (known !== undefined) return known;
    const state = { ...unread };
    this.#states.set(part, state);
    return state;
  }

  /** Slices and retries take turns: both move documents of the same streams. */
  #alone<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}
