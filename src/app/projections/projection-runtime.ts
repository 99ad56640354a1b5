import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Alarm, ProjectionStatus } from '../../../projections/status';
import { HenjiError } from '../../kernel/errors';
import type { Position } from '../../ports/event-store';
import type { ParkedEvent } from '../../ports/read-model';
import type { Place } from '../engines/place';
import type { FromThread, ToThread } from './thread-messages';

/** A projection that will never reach a position: it stopped, and somebody has to look. */
export class ProjectionStopped extends HenjiError {
  constructor({ name, error }: ProjectionStatus) {
    super({
      code: 'projection-stopped',
      zh: `投影 ${name} 已停止：${error?.zh ?? ''}`,
      en: `the projection ${name} has stopped: ${error?.en ?? ''}`,
      wayOut: { zh: '排除原因后运行 henji rebuild', en: 'remove the cause, then run henji rebuild' },
    });
  }
}

const ASK_AGAIN_MS = 40;
/** How many times in a row a projection may be found failing before the wait for it is given up: about ten seconds. */
const PATIENCE = 250;

/** Memory for new objects in the thread: what is made of some pages. Node would take twice as much. */
const YOUNG_MB = 24;

/** The projections of this process, in their thread. */
export class ProjectionRuntime {
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #questions = 0;
  #announced = false;
  #failed: Error | undefined;

  private constructor(
    private readonly thread: Worker,
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
    const thread = new Worker(join(__dirname, 'projections-thread.js'), {
      workerData: { dataFolder, ...(engines === undefined ? {} : { engines }) } satisfies Place,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    return new ProjectionRuntime(thread, onAlarm);
  }

  /**
   * Settles when the thread follows the ledger: from then on there are read models to ask.
   *
   * @throws what the thread ended with instead: StoreUnavailable, FileFromLaterBuild, …
   */
  async started(): Promise<void> {
    await this.status();
  }

  /** Something was committed. Cheap: many commits of one turn of the loop are one message. */
  committed(): void {
    if (this.#announced) return;
    this.#announced = true;
    setImmediate(() => {
      this.#announced = false;
      this.#say({ kind: 'committed' });
    });
  }

  /** How each projection fares. */
  async status(): Promise<readonly ProjectionStatus[]> {
    const answer = await this.#ask((id) => ({ kind: 'status', id }));
    return answer.kind === 'status' ? answer.projections : [];
  }

  /** Try parked streams of a projection again. */
  async retry(projection: string, stream?: string): Promise<readonly ParkedEvent[]> {
    const answer = await this.#ask((id) => ({
      kind: 'retry',
      id,
      projection,
      ...(stream === undefined ? {} : { stream }),
    }));
    return answer.kind === 'retried' ? answer.parked : [];
  }

  /**
   * Wait until every projection has the record at `position`.
   *
   * @param onProgress records passed by the slowest projection, and records in all
   * @throws ProjectionStopped
   */
  async reached(position: Position, onProgress?: (done: number, total: number) => void): Promise<void> {
    for (let failing = 0; ;) {
      const all = await this.status();
      const stuck =
        all.find(({ state }) => state === 'stopped') ?? all.find(({ state }) => state === 'failing');
      failing = stuck?.state === 'failing' ? failing + 1 : 0;
      if (stuck !== undefined && (stuck.state === 'stopped' || failing > PATIENCE))
        throw new ProjectionStopped(stuck);
      const done = Math.min(...all.map(({ checkpoint }) => checkpoint.passed));
      onProgress?.(done, done + Math.max(0, ...all.map(({ behind }) => behind ?? 0)));
      if (all.every(({ checkpoint }) => checkpoint.position >= position)) return;
      await sleep(ASK_AGAIN_MS);
    }
  }

  /** Finish the page at hand, save the checkpoint, end the thread. Idempotent. */
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
    this.#waiting.get(id)?.resolve(message);
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
