import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DocumentModel } from '../../ports/document-model';
import type { DocumentPrinter } from '../../ports/document-printer';
import type { Printed } from './pdf-thread';

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
  #isClosed = false;

  print(model: DocumentModel): Promise<Buffer> {
    if (this.#isClosed) return Promise.reject(new Error('the printer is closed'));
    const thread = (this.#thread ??= this.#start());
    thread.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      thread.postMessage(model);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
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
