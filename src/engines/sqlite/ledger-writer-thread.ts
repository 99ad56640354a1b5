import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { HenjiError } from '../../kernel/errors';
import { packResults, unpackAppends, type AppendsMessage, type ResultsMessage } from './append-wire';
import { openForWriting } from './database';
import { reasonOf } from './ledger-errors';
import { LedgerWriter } from './ledger-writer';

/** To the thread. `close` is the last message. */
export type ToWriter = AppendsMessage | { readonly kind: 'close' };

/** From the thread: `ready` or `failed` first, then results in the order of the appends. */
export type FromWriter =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'failed';
      readonly error: { code: string; zh: string; en: string; wayOut?: { zh: string; en: string } };
    }
  | ResultsMessage;

/** Where one group ends, so that a burst does not become one enormous transaction. */
const GROUP_APPENDS = 2_048;

/**
 * Adaptive group commit: a group is whatever arrived while the last one was being synced, and all of the turn of the
 * event loop that is being sent. Its rows are checked and inserted as they come, while the sender makes the others.
 * Idle, an append waits for nobody; busy, one sync serves many.
 */
class WriterThread {
  readonly #port: MessagePort;
  readonly #writer: LedgerWriter;
  /** Appends of the group that is open, when it was begun, and whether more of it was announced. */
  #appends = 0;
  #started: number | undefined;
  #more = false;

  constructor(port: MessagePort, file: string) {
    this.#port = port;
    this.#writer = new LedgerWriter(openForWriting(file));
    port.on('message', (message: ToWriter) => this.#take(message));
  }

  #take(first: ToWriter): void {
    for (let message: ToWriter | undefined = first; message !== undefined; message = this.#next()) {
      if (message.kind === 'close') {
        this.#commit();
        this.#close();
        return;
      }
      const requests = unpackAppends(message);
      this.#started ??= performance.now();
      this.#writer.add(requests);
      this.#appends += requests.length;
      this.#more = message.more;
      if (this.#appends >= GROUP_APPENDS) this.#commit();
    }
    // The rest of a turn is on its way: it shares the sync.
    if (!this.#more) this.#commit();
  }

  #next(): ToWriter | undefined {
    return receiveMessageOnPort(this.#port)?.message as ToWriter | undefined;
  }

  #commit(): void {
    if (this.#appends === 0) return;
    const results = this.#writer.commit();
    const message = packResults(results, performance.now() - (this.#started ?? 0));
    this.#appends = 0;
    this.#started = undefined;
    this.#port.postMessage(message, [message.numbers.buffer as ArrayBuffer]);
  }

  #close(): void {
    this.#writer.close();
    this.#port.close();
  }
}

/** A ledger that cannot be opened says so in the words of the error; classes do not cross threads. */
function start(port: MessagePort): void {
  try {
    new WriterThread(port, workerData as string);
    port.postMessage({ kind: 'ready' } satisfies FromWriter);
  } catch (error) {
    const known = error instanceof HenjiError ? error : undefined;
    const reason = reasonOf(error);
    const parts = known ?? {
      code: 'store-unavailable',
      zh: `账本无法打开：${reason}`,
      en: `cannot open: ${reason}`,
    };
    const { code, zh, en } = parts;
    const wayOut = known?.wayOut === undefined ? {} : { wayOut: { ...known.wayOut } };
    port.postMessage({ kind: 'failed', error: { code, zh, en, ...wayOut } } satisfies FromWriter);
    port.close();
  }
}

if (parentPort !== null) start(parentPort);
