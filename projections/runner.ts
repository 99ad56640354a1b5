import { HenjiError, hasCode } from '../src/kernel/errors';
import { epochOf } from '../src/kernel/time';
import type { Head } from '../src/ports/event-store';
import {
  ORIGIN,
  PartNotFollowed,
  THE_LOG,
  type Checkpoint,
  type ParkedEvent,
  type ReadModel,
  type ReadModels,
} from '../src/ports/read-model';
import { Follower, type Failures, type FollowerOptions } from './follower';
import { LedgerReplaced, reasonOf } from './host-errors';
import type { Page, PageReader } from './page';
import type { Projection } from './projection';
import type { Alarm, ProjectionState, ProjectionStatus, StatusError } from './status';
import type { FollowerCounts } from './stream-runs';

interface RunnerParts {
  readonly now: () => number;
  readonly onAlarm?: (alarm: Alarm) => void;
  readonly options: FollowerOptions;
  /** Of a topic: its parts, and the one to which a stream belongs. Default: the log. */
  readonly topic?: { readonly parts: readonly string[]; readonly partOf: (stream: string) => string };
}

/** Errors after which going on could only make it worse. */
const fatal = [
  'stream-conflict',
  'gap-unrepaired',
  'checkpoint-moved',
  'ledger-replaced',
  'ledger-rewound',
  'bad-position',
  'read-model-shape',
];

/** One projection under the host: a follower for each part that it reads, and its fate when something fails. */
export class Runner {
  readonly #followers = new Map<string, Follower>();
  readonly #counts: FollowerCounts = { applied: 0, duplicates: 0, gapsRepaired: 0 };
  readonly #failures: Failures = { count: 0 };
  #state: ProjectionState = 'catching-up';
  #error: StatusError | undefined;
  #rate = 0;
  #checkpointsLost = 0;
  #replaced = 0;

  private constructor(
    private readonly projection: Projection,
    private readonly models: ReadModels,
    private readonly reader: PageReader,
    private readonly parts: RunnerParts,
    private model: ReadModel,
  ) {}

  static async open(
    projection: Projection,
    models: ReadModels,
    reader: PageReader,
    parts: RunnerParts,
  ): Promise<Runner> {
    const runner = new Runner(projection, models, reader, parts, await models.open(projection));
    await runner.#adopt();
    await runner.#demandLedger();
    return runner;
  }

  get name(): string {
    return this.projection.name;
  }

  /** Where it stands in the log. */
  get position(): string {
    return this.#followers.get(THE_LOG)?.checkpoint.position ?? ORIGIN.position;
  }

  get isStopped(): boolean {
    return this.#state === 'stopped';
  }

  /** More of the log was there to be read than its last page held. */
  get isBehind(): boolean {
    return this.#state === 'catching-up';
  }

  get isFailing(): boolean {
    return this.#state === 'failing';
  }

  /** How often another process had moved a checkpoint of ours. */
  get checkpointsLost(): number {
    return this.#checkpointsLost;
  }

  /** How often another read model was built and took the place of the one that was written: it lacks what was taken since. */
  get replaced(): number {
    return this.#replaced;
  }

  /** How far it has come in a part; nothing when that cannot be found out, which is in the status then. Never throws. */
  async checkpointOf(part: string): Promise<Checkpoint | undefined> {
    return (await this.#follower(part))?.checkpoint;
  }

  /** Parts were given or taken away: what is held of them may be out of date. */
  forget(part?: string): void {
    if (part === undefined) this.#followers.clear();
    else this.#followers.delete(part);
  }

  /** Apply a page that follows what was taken of its part. Never throws: what fails is in the status. @returns whether it moved */
  async take(page: Page, part: string = THE_LOG): Promise<boolean> {
    const follower = await this.#follower(part);
    if (follower === undefined) return false;
    const before = placeOf(follower.checkpoint);
    const started = this.parts.now();
    try {
      if (page.fed.length > 0 || page.upTo !== undefined) this.#tellParked(await follower.apply(page));
      else await follower.flush();
      this.#error = undefined;
      this.#state = page.more ? 'catching-up' : 'live';
    } catch (error) {
      await this.#failed(error, part);
      const now = this.#followers.get(part);
      return now !== undefined && placeOf(now.checkpoint) !== before;
    }
    if (page.fed.length > 0) this.#measure(page.fed.length, this.parts.now() - started);
    if (page.failure !== undefined) this.stop(page.failure.error);
    return placeOf(follower.checkpoint) !== before;
  }

  /** The log could not be read after {@link position}: it is away for a while, or it is not the one that was read. */
  unread(error: unknown): Promise<void> {
    return this.#failed(error, THE_LOG);
  }

  /**
   * Stop where the ledger no longer has what was applied last, and go over to a read model that was built meanwhile. Never
   * throws: what is away is another matter.
   */
  async lookAtLedger(): Promise<void> {
    try {
      await this.#demandLedger();
    } catch (error) {
      this.#failures.count += 1;
      if (hasCode(error, 'read-model-replaced')) await this.#failed(error, THE_LOG);
    }
  }

  /** Try parked streams again, where their part is read by this process. */
  async retry(stream?: string): Promise<readonly ParkedEvent[]> {
    const waiting = await this.model.parked();
    const streams = new Set(waiting.map((event) => event.stream));
    for (const one of stream === undefined ? streams : [stream]) {
      const part = this.parts.topic === undefined ? THE_LOG : this.parts.topic.partOf(one);
      await this.#followers.get(part)?.retry(one);
    }
    return this.model.parked();
  }

  async status(head: Head, now: number): Promise<ProjectionStatus> {
    const checkpoint = await this.#checkpoint();
    const behind = head.size === undefined ? undefined : Math.max(0, Number(head.size) - checkpoint.passed);
    const atEnd = checkpoint.position >= head.position;
    const lag = atEnd || checkpoint.recordedAt === '' ? 0 : (now - epochOf(checkpoint.recordedAt)) / 1000;
    return {
      name: this.projection.name,
      version: this.projection.version,
      state: this.#state === 'live' && !atEnd ? 'catching-up' : this.#state,
      checkpoint,
      ...(behind === undefined ? {} : { behind }),
      lagSeconds: Math.max(0, lag),
      parkedStreams: this.#followers.values().next().value?.parkedStreams ?? 0,
      counts: { ...this.#counts },
      eventsPerSecond: Math.round(this.#rate),
      ...(this.#error === undefined ? {} : { error: this.#error }),
    };
  }

  /** Nothing can be done but by a person. */
  stop(error: unknown): void {
    this.#state = 'stopped';
    this.#error = errorOf(error, 'projection-stopped');
    this.#alarm(this.#error);
  }

  close(): Promise<void> {
    return this.model.close();
  }

  /** Of several parts the stored one counts: others may be read elsewhere. */
  async #checkpoint(): Promise<Checkpoint> {
    const [only] = this.#followers.values();
    if (this.parts.topic === undefined && only !== undefined) return only.checkpoint;
    return this.model.checkpoint().catch(() => only?.checkpoint ?? ORIGIN);
  }

  async #adopt(): Promise<void> {
    this.#followers.clear();
    await this.model.adopt(this.#parts());
    if (this.parts.topic === undefined) this.#followers.set(THE_LOG, await this.#open(THE_LOG));
  }

  async #follower(part: string): Promise<Follower | undefined> {
    const held = this.#followers.get(part);
    if (held !== undefined) return held;
    try {
      const opened = await this.#open(part).catch((error: unknown) => {
        // A commit that was held, perhaps of another part, was too late: it is told once, and this part is still followed.
        if (!hasCode(error, 'checkpoint-moved') || error instanceof PartNotFollowed) throw error;
        this.#checkpointsLost += 1;
        return this.#open(part);
      });
      this.#followers.set(part, opened);
      return opened;
    } catch (error) {
      // It may be a commit that was held: then the row that is refused lies before us, whoever was told of it.
      this.#failures.count += 1;
      if (error instanceof PartNotFollowed) this.stop(error);
      else await this.#failed(error, part);
      return undefined;
    }
  }

  #open(part: string): Promise<Follower> {
    const options = { ...this.parts.options, counts: this.#counts, failures: this.#failures };
    return Follower.open(this.projection, this.model, this.reader, options, part);
  }

  /** Unless the event that we applied last lies where it did, positions mean something else than they did. */
  async #demandLedger(): Promise<void> {
    for (const part of this.#parts()) {
      const { stream, revision, eventId, position } = await this.model.checkpointOf(part);
      if (eventId === ORIGIN.eventId) continue;
      const [found] = await this.reader.stream(stream, revision, revision);
      // A part of a topic may have come further in the log than its last event.
      const isThere = found?.event.meta.id === eventId && (part !== THE_LOG || found.position === position);
      if (!isThere) {
        this.stop(new LedgerReplaced(this.name, eventId));
        return;
      }
    }
  }

  #parts(): readonly string[] {
    return this.parts.topic?.parts ?? [THE_LOG];
  }

  async #failed(error: unknown, part: string): Promise<void> {
    if (hasCode(error, 'read-model-replaced')) {
      await this.#goOver().catch((again: unknown) => this.#failed(again, part));
    } else if (hasCode(error, 'checkpoint-moved') && this.parts.topic !== undefined) {
      // Somebody else was given the part meanwhile, or was slow to let go of it: what is stored is what counts.
      this.#checkpointsLost += 1;
      this.forget(part);
    } else if (error instanceof HenjiError && fatal.includes(error.code)) {
      this.stop(error);
    } else {
      const fresh = this.#state !== 'failing';
      this.#state = 'failing';
      this.#error = errorOf(error, 'read-model-failing');
      if (fresh) this.#alarm(this.#error);
    }
  }

  /** To the read model that took the place of ours; until all of that is done ours is held, and says so again. */
  async #goOver(): Promise<void> {
    const model = await this.models.open(this.projection);
    await model.adopt(this.#parts());
    await this.model.close();
    this.model = model;
    this.#state = 'catching-up';
    this.#replaced += 1;
    await this.#adopt();
  }

  #tellParked(parked: readonly ParkedEvent[]): void {
    for (const { stream, revision, type, error } of parked) {
      if (error === '') continue;
      this.#alarm(
        {
          code: 'stream-parked',
          zh: `${stream} 第 ${revision} 号记录（${type}）处理失败，该流已挂起：${error}`,
          en: `${stream} waits: ${type} at revision ${revision} failed: ${error}`,
        },
        stream,
      );
    }
  }

  #alarm(error: StatusError, stream?: string): void {
    this.parts.onAlarm?.({ projection: this.name, ...error, ...(stream === undefined ? {} : { stream }) });
  }

  #measure(events: number, milliseconds: number): void {
    const rate = (events * 1000) / Math.max(1, milliseconds);
    this.#rate = this.#rate === 0 ? rate : this.#rate * 0.7 + rate * 0.3;
  }
}

const placeOf = ({ position, cursor }: Checkpoint): string => `${position} ${cursor}`;

const errorOf = (error: unknown, code: string): StatusError =>
  error instanceof HenjiError
    ? { code: error.code, zh: error.zh, en: error.en }
    : { code, zh: reasonOf(error), en: reasonOf(error) };
