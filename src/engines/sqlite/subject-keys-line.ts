import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../../ports/event-store';
import type { KeysOffered, KeysStored, WrappedKey } from './subject-keys-thread';

interface Waiting {
  /** Keys of this caller in the offer. */
  readonly count: number;
  readonly resolve: (existing: ReadonlyMap<number, Uint8Array>) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The caller's end of the thread that writes keys. What is offered in one turn of the event loop goes over in one
 * message, and comes back in one answer; answers come in the order of the offers.
 */
export class SubjectKeysLine {
  readonly #thread: Worker;
  /** Callers of each offer that was sent. */
  readonly #sent: Waiting[][] = [];
  #waiting: Waiting[] = [];
  #keys: WrappedKey[] = [];
  #ended: string | undefined;

  constructor(file: string) {
    this.#thread = new Worker(join(__dirname, 'subject-keys-thread.js'), { workerData: file });
    this.#thread.on('message', (answer: KeysStored) => {
      this.#answer(answer);
    });
    this.#thread.on('error', (error) => {
      this.#end(error instanceof Error ? error.message : String(error));
    });
    this.#thread.on('exit', () => {
      this.#end('the keys are closed');
    });
  }

  /**
   * Store keys where their handle has none. Durable when it settles.
   *
   * @returns the stored keys of the handles that had one before, by their place among `keys`
   * @throws StoreUnavailable
   */
  offer(keys: readonly WrappedKey[]): Promise<ReadonlyMap<number, Uint8Array>> {
    if (this.#ended !== undefined) return Promise.reject(new StoreUnavailable(this.#ended));
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) {
        setImmediate(() => {
          this.#send();
        });
      }
      this.#waiting.push({ count: keys.length, resolve, reject });
      for (const key of keys) this.#keys.push(key);
    });
  }

  /** What was offered before is still answered. Idempotent. */
  close(): Promise<void> {
    if (this.#ended !== undefined) return Promise.resolve();
    const ended = new Promise<void>((resolve) =>
      this.#thread.once('exit', () => {
        resolve();
      }),
    );
    this.#send();
    this.#thread.postMessage('close');
    return ended;
  }

  #send(): void {
    if (this.#waiting.length === 0) return;
    const keys = this.#keys;
    const bytes = new Uint8Array(keys.reduce((sum, { wrapped }) => sum + wrapped.length, 0));
    let offset = 0;
    for (const { wrapped } of keys) {
      bytes.set(wrapped, offset);
      offset += wrapped.length;
    }
    const handles = keys.map(({ handle }) => handle);
    const lengths = keys.map(({ wrapped }) => wrapped.length);
    this.#sent.push(this.#waiting);
    this.#waiting = [];
    this.#keys = [];
    this.#thread.postMessage({ handles, lengths, bytes } satisfies KeysOffered, [bytes.buffer]);
  }

  #answer(answer: KeysStored): void {
    let start = 0;
    for (const { count, resolve, reject } of this.#sent.shift() ?? []) {
      if ('failed' in answer) {
        reject(new StoreUnavailable(answer.failed));
        continue;
      }
      const own = new Map<number, Uint8Array>();
      for (const [index, wrapped] of answer.existing) {
        if (index >= start && index < start + count) own.set(index - start, wrapped);
      }
      start += count;
      resolve(own);
    }
  }

  #end(reason: string): void {
    this.#ended ??= reason;
    for (const { reject } of [...this.#sent.splice(0).flat(), ...this.#waiting.splice(0)])
      reject(new StoreUnavailable(reason));
    this.#keys = [];
  }
}
