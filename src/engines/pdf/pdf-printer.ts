import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DocumentModel } from '../../ports/document-model';
import type { DocumentPrinter } from '../../ports/document-printer';
import type { Printed } from './pdf-thread';

/** Documents that are kept, printed last: a package prints its documents several times over. */
const KEPT = 32;

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Prints PDFs in a thread of its own, because laying out a page takes hundreds of milliseconds. The thread starts with the
 * first document and, once there is nothing to print, keeps no process alive.
 */
export class PdfPrinter implements DocumentPrinter {
  #thread: Worker | undefined;
  readonly #waiting: Waiting[] = [];
  /** By what they say: a document that says something else is another one. */
  readonly #kept = new Map<string, Buffer>();
  #isClosed = false;

  async print(model: DocumentModel): Promise<Buffer> {
    if (this.#isClosed) throw new Error('the printer is closed');
    const key = createHash('sha256').update(JSON.stringify(model)).digest('hex');
    const pdf = this.#kept.get(key) ?? (await this.#print(model));
    this.#kept.delete(key);
    this.#kept.set(key, pdf);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && oldest.done !== true) this.#kept.delete(oldest.value);
    return pdf;
  }

  #print(model: DocumentModel): Promise<Buffer> {
    const thread = (this.#thread ??= this.#start());
    thread.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      thread.postMessage(model);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#kept.clear();
    await this.#thread?.terminate();
    this.#thread = undefined;
  }

  /** The thread answers in the order in which it was asked. */
  #start(): Worker {
    const thread = new Worker(join(__dirname, 'pdf-thread.js'));
    thread.on('message', (answer: Printed) => {
      const waiting = this.#waiting.shift();
      if (this.#waiting.length === 0) thread.unref();
      if ('pdf' in answer) waiting?.resolve(Buffer.from(answer.pdf));
      else waiting?.reject(new Error(answer.failed));
    });
    thread.on('error', (error) => {
      this.#end(error instanceof Error ? error.message : String(error));
    });
    thread.on('exit', () => {
      this.#end('the printer has stopped');
    });
    return thread;
  }

  /** The next document starts another thread. */
  #end(reason: string): void {
    this.#thread = undefined;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(reason));
  }
}
