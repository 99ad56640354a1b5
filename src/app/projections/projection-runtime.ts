import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Alarm, ProjectionStatus } from '../../../projections/status';
import { HenjiError } from '../../kernel/errors';
import type { Position } from '../../ports/event-store';
import type { ParkedEvent } from '../../ports/read-model';
import type { Place } from '../engines/place';
import { Announced } from './announced';
import { reachedBy, type FollowingProjections } from './following';
import type { FromThread, ThreadData, ToThread } from './thread-messages';

/** Memory for new objects in the thread: what is made of some pages. Node would take twice as much. */
const YOUNG_MB = 24;

/** The projections of this process, in their thread. */
export class ProjectionRuntime implements FollowingProjections {
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #questions = 0;
  #scheduled = false;
  #failed: Error | undefined;

  private constructor(
    private readonly thread: Worker,
    private readonly announced: Announced,
    onAlarm: (alarm: Alarm) => void,
  ) {
    thread.on('message', (message: FromThread) => {
      if (message.kind === 'alarm') onAlarm(message.alarm);
      else this.#answer(message.id, message);
    });
    this.#ended = new Promise((resolve) => {
      thread.once('exit', () => {
        this.#fail(new Error('the thread of the projections has ended'));
        resolve();
      });
    });
    thread.on('error', (error) => {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    });
  }

  /** Start the thread. It loads its program while the caller goes on, and then reads what it was told meanwhile. */
  static start({ dataFolder, engines }: Place, onAlarm: (alarm: Alarm) => void): ProjectionRuntime {
    const announced = new Announced();
    const place = { dataFolder, ...(engines === undefined ? {} : { engines }) };
    const thread = new Worker(join(__dirname, 'projections-thread.js'), {
      workerData: { place, announced: announced.memory } satisfies ThreadData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    return new ProjectionRuntime(thread, announced, onAlarm);
  }

  async started(): Promise<void> {
    await this.status();
  }

  committed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.announced.announce()) this.#say({ kind: 'committed' });
    });
  }

  async status(): Promise<readonly ProjectionStatus[]> {
    const answer = await this.#ask((id) => ({ kind: 'status', id }));
    return answer.kind === 'status' ? answer.projections : [];
  }

  async retry(projection: string, stream?: string): Promise<readonly ParkedEvent[]> {
    const answer = await this.#ask((id) => ({
      kind: 'retry',
      id,
      projection,
      ...(stream === undefined ? {} : { stream }),
    }));
    return answer.kind === 'retried' ? answer.parked : [];
  }

  reached(position: Position, onProgress?: (done: number, total: number) => void): Promise<void> {
    return reachedBy(() => this.status(), position, onProgress);
  }

  async close(): Promise<void> {
    this.#say({ kind: 'stop' });
    await this.#ended;
  }

  #say(message: ToThread): void {
    this.thread.postMessage(message);
  }

  #ask(question: (id: number) => ToThread): Promise<FromThread> {
    if (this.#failed !== undefined) return Promise.reject(this.#failed);
    const id = this.#questions++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#say(question(id));
    });
  }

  #answer(id: number, message: FromThread): void {
    const waiting = this.#waiting.get(id);
    if (message.kind === 'failed') waiting?.reject(new HenjiError(message));
    else waiting?.resolve(message);
    this.#waiting.delete(id);
  }

  /** The first failure is the one that tells; whoever waits for an answer gets it. */
  #fail(error: Error): void {
    this.#failed ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#failed);
    this.#waiting.clear();
  }
}

interface Waiting {
  readonly resolve: (message: FromThread) => void;
  readonly reject: (error: Error) => void;
}
