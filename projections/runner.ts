import { HenjiError, hasCode } from '../src/kernel/errors';
import { epochOf } from '../src/kernel/time';
import type { Head } from '../src/ports/event-store';
import { ORIGIN, THE_LOG, type ParkedEvent, type ReadModels } from '../src/ports/read-model';
import { Follower, type FollowerOptions } from './follower';
import { LedgerReplaced, reasonOf } from './host-errors';
import type { Page, PageReader } from './page';
import type { Projection } from './projection';
import type { Alarm, ProjectionState, ProjectionStatus, StatusError } from './status';

interface RunnerParts {
  readonly now: () => number;
  readonly onAlarm?: (alarm: Alarm) => void;
  readonly options: FollowerOptions;
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

/** One projection under the host: its follower, and its fate when something fails. */
export class Runner {
  #state: ProjectionState = 'catching-up';
  #error: StatusError | undefined;
  #rate = 0;

  private constructor(
    private readonly projection: Projection,
    private readonly models: ReadModels,
    private readonly reader: PageReader,
    private readonly parts: RunnerParts,
    private follower: Follower,
  ) {}

  static async open(
    projection: Projection,
    models: ReadModels,
    reader: PageReader,
    parts: RunnerParts,
  ): Promise<Runner> {
    const model = await models.open(projection);
    await model.adopt([THE_LOG]);
    const follower = await Follower.open(projection, model, reader, parts.options);
    const runner = new Runner(projection, models, reader, parts, follower);
    await runner.#checkLedger();
    return runner;
  }

  get name(): string {
    return this.projection.name;
  }

  get position(): string {
    return this.follower.checkpoint.position;
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

  /** Apply a page read after {@link position}. Never throws: what fails is in the status. @returns whether it moved */
  async take(page: Page): Promise<boolean> {
    const before = this.position;
    const started = this.parts.now();
    try {
      if (page.fed.length > 0) this.#tellParked(await this.follower.apply(page));
      else await this.follower.flush();
      this.#error = undefined;
      this.#state = page.more ? 'catching-up' : 'live';
    } catch (error) {
      await this.#failed(error);
      return this.position !== before;
    }
    if (page.fed.length > 0) this.#measure(page.fed.length, this.parts.now() - started);
    if (page.failure !== undefined) this.#stop(page.failure.error);
    return this.position !== before;
  }

  /** The log could not be read after {@link position}: it is away for a while, or it is not the one that was read. */
  unread(error: unknown): Promise<void> {
    return this.#failed(error);
  }

  async retry(stream?: string): Promise<readonly ParkedEvent[]> {
    const waiting = await this.follower.model.parked();
    const streams = new Set(waiting.map((event) => event.stream));
    for (const one of stream === undefined ? streams : [stream]) await this.follower.retry(one);
    return this.follower.model.parked();
  }

  status(head: Head, now: number): ProjectionStatus {
    const { checkpoint, counts, parkedStreams } = this.follower;
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
      parkedStreams,
      counts: { ...counts },
      eventsPerSecond: Math.round(this.#rate),
      ...(this.#error === undefined ? {} : { error: this.#error }),
    };
  }

  close(): Promise<void> {
    return this.follower.model.close();
  }

  /** Unless the event that we applied last lies where it did, positions mean something else than they did. */
  async #checkLedger(): Promise<void> {
    const { checkpoint } = this.follower;
    if (checkpoint.position === ORIGIN.position) return;
    const { stream, revision, eventId } = checkpoint;
    const [found] = await this.reader.stream(stream, revision, revision);
    const isThere = found?.event.meta.id === eventId && found.position === checkpoint.position;
    if (!isThere) this.#stop(new LedgerReplaced(this.name, eventId));
  }

  async #failed(error: unknown): Promise<void> {
    if (hasCode(error, 'read-model-replaced')) {
      await this.follower.model.close();
      const model = await this.models.open(this.projection);
      this.follower = await Follower.open(this.projection, model, this.reader, this.parts.options);
      this.#state = 'catching-up';
    } else if (error instanceof HenjiError && fatal.includes(error.code)) {
      this.#stop(error);
    } else {
      const fresh = this.#state !== 'failing';
      this.#state = 'failing';
      this.#error = errorOf(error, 'read-model-failing');
      if (fresh) this.#alarm(this.#error);
    }
  }

  #stop(error: unknown): void {
    this.#state = 'stopped';
    this.#error = errorOf(error, 'projection-stopped');
    this.#alarm(this.#error);
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

const errorOf = (error: unknown, code: string): StatusError =>
  error instanceof HenjiError
    ? { code: error.code, zh: error.zh, en: error.en }
    : { code, zh: reasonOf(error), en: reasonOf(error) };
