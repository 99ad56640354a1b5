import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import { HenjiError } from '../../kernel/errors';
import type { AppendRequest, AppendResult } from './append-request';
import { AppendsPacker, unpackResults, type ResultsMessage } from './append-wire';
import type { FromWriter, ToWriter } from './ledger-writer-thread';

/** One group as the writer committed it, for metrics. */
export interface GroupCommitted {
  readonly appends: number;
  readonly records: number;
  /** The whole transaction: checks, rows, sync. */
  readonly milliseconds: number;
}

/** Send so many at once rather than all at the end of the turn, so that the thread checks and inserts them meanwhile. */
const SEND_APPENDS = 16;

/** Memory for new objects in the thread: what it makes of a group dies with it. Node would take three times as much. */
const YOUNG_MB = 12;

/**
 * The caller's end of the writer's thread. Appends of one turn of the event loop are one group, that of more than a few
 * goes over in parts; the writer answers in the order in which it was asked.
 */
export class WriterLine {
  readonly #worker: Worker;
  readonly #packer = new AppendsPacker();
  readonly #waiting: ((result: AppendResult) => void)[] = [];
  #scheduled = false;
  /** The writer was told that more follows. */
  #isOpen = false;
  #closing: Promise<void> | undefined;
  #stopped: string | undefined;

  private constructor(
    worker: Worker,
    private readonly onGroup: (group: GroupCommitted) => void,
  ) {
    this.#worker = worker;
  }

  /** Start the writer on `file`, which nobody else writes. @throws the error with which it could not be opened */
  static async start(file: string, onGroup: (group: GroupCommitted) => void): Promise<WriterLine> {
    const worker = new Worker(join(__dirname, 'ledger-writer-thread.js'), {
      workerData: file,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const line = new WriterLine(worker, onGroup);
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', (message: FromWriter) => {
        worker.off('error', reject);
        if (message.kind === 'failed') reject(new HenjiError(message.error));
        else resolve();
      });
    });
    line.#listen();
    return line;
  }

  /** Never rejects: refusals and outages are results. */
  append(request: AppendRequest): Promise<AppendResult> {
    const stopped = this.#stopped ?? (this.#closing === undefined ? undefined : 'the ledger is closed');
    if (stopped !== undefined) return Promise.resolve({ code: 'store-unavailable', reason: stopped });
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#packer.add(request);
      this.#schedule();
      if (this.#packer.appends >= SEND_APPENDS) this.#send(true);
    });
  }

  /** What was asked before is still answered; then the thread lets go of the file. */
  close(): Promise<void> {
    this.#closing ??= new Promise((resolve) => {
      if (this.#stopped !== undefined) {
        resolve();
        return;
      }
      this.#worker.once('exit', () => resolve());
      this.#send(false);
      this.#post({ kind: 'close' });
    });
    return this.#closing;
  }

  #listen(): void {
    this.#worker.on('message', (message: FromWriter) => {
      if (message.kind === 'results') this.#answer(message);
    });
    this.#worker.on('error', (error) => this.#stop(`the writer stopped: ${error.message}`));
    this.#worker.on('exit', () => this.#stop('the writer stopped'));
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#send(false);
    });
  }

  /** @param more whether the turn goes on; its last message ends the group, even where nothing is left to be sent */
  #send(more: boolean): void {
    if (this.#packer.appends === 0 && !this.#isOpen) return;
    this.#isOpen = more;
    const message = this.#packer.take(more);
    this.#post(message, [message.bytes.buffer as ArrayBuffer]);
  }

  #post(message: ToWriter, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #answer(message: ResultsMessage): void {
    const results = unpackResults(message);
    this.onGroup({ appends: results.length, records: message.records, milliseconds: message.milliseconds });
    const waiting = this.#waiting.splice(0, results.length);
    results.forEach((result, i) => waiting[i]?.(result));
  }

  /** The thread is gone. What it had been asked may or may not be in the log. */
  #stop(reason: string): void {
    this.#stopped ??= reason;
    for (const settle of this.#waiting.splice(0)) settle({ code: 'outcome-unknown', reason });
  }
}
