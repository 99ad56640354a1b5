import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Checkpoint, ParkedEvent, ReadModelReader, Snapshot } from '../../ports/read-model';
import type { Select } from '../../ports/read-model-query';
import type { ModelDeclaration, Row } from '../../ports/read-model-table';
import type { FollowingReader } from './following-reader';
import { readRows } from './read-model-reader';
import type { ReadingAnswered, ReadingAsked } from './reading-thread';

/** Most threads, however many cores there are: the disk is one. */
const MOST = 4;

/**
 * Threads in which queries run, so that the event loop goes on answering meanwhile and a slow one does not hold up
 * commands. Started by the first query; one that dies is replaced by the next.
 */
export class ReadingThreads {
  readonly #threads: Line[] = [];
  readonly #most = Math.min(MOST, Math.max(1, availableParallelism() - 1));
  #closed = false;

  constructor(private readonly folder: string) {}

  /** `undefined` where the thread cannot answer: then it is asked on the caller's own connection, which tells why. */
  ask(
    declaration: ModelDeclaration,
    selects: readonly Select[],
    snapshot: boolean,
  ): Promise<ReadingAnswered | undefined> {
    if (this.#closed) return Promise.resolve(undefined);
    return this.#line().ask(declaration, selects, snapshot);
  }

  /** What was asked before is still answered. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.splice(0).map((line) => line.close()));
  }

  /** The thread with the least to do; a further one where all have something and there may be more. */
  #line(): Line {
    let free: Line | undefined;
    for (const line of this.#threads) if (line.waiting < (free?.waiting ?? Infinity)) free = line;
    if (free !== undefined && (free.waiting === 0 || this.#threads.length >= this.#most)) return free;
    const line = new Line(this.folder, () => {
      const place = this.#threads.indexOf(line);
      if (place >= 0) this.#threads.splice(place, 1);
    });
    this.#threads.push(line);
    return line;
  }
}

/** The caller's end of one thread. */
class Line {
  readonly #thread: Worker;
  readonly #ended: Promise<void>;
  readonly #known = new Set<string>();
  readonly #asked = new Map<number, (answer: ReadingAnswered | undefined) => void>();
  #questions = 0;

  constructor(folder: string, onEnd: () => void) {
    this.#thread = new Worker(join(__dirname, 'reading-thread.js'), { workerData: folder });
    this.#thread.on('message', (answer: ReadingAnswered) => {
      this.#asked.get(answer.id)?.(answer.results === undefined ? undefined : answer);
      this.#asked.delete(answer.id);
    });
    // What it died of shows where the query is asked again.
    this.#thread.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      this.#thread.on('exit', () => {
        onEnd();
        for (const answered of this.#asked.values()) answered(undefined);
        this.#asked.clear();
        resolve();
      });
    });
  }

  get waiting(): number {
    return this.#asked.size;
  }

  ask(
    declaration: ModelDeclaration,
    selects: readonly Select[],
    snapshot: boolean,
  ): Promise<ReadingAnswered | undefined> {
    const { name, version, tables } = declaration;
    const model = `${name}-v${version}`;
    const id = this.#questions++;
    const asked: ReadingAsked = { id, model, selects, snapshot };
    const first = this.#known.has(model) ? {} : { declaration: { name, version, tables } };
    this.#known.add(model);
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.#thread.postMessage({ ...asked, ...first });
    });
  }

  close(): Promise<void> {
    this.#thread.postMessage('close');
    return this.#ended;
  }
}

/** Queries of one read model in the threads; whatever is rare, and every failure, on a connection of its own. */
export class ThreadedReader implements ReadModelReader {
  constructor(
    private readonly declaration: ModelDeclaration,
    private readonly threads: ReadingThreads,
    private readonly own: FollowingReader,
  ) {}

  async query<R extends object = Row>(select: Select): Promise<readonly R[]> {
    const [found] = (await this.threads.ask(this.declaration, [select], false))?.results ?? [];
    return found === undefined ? this.own.query<R>(select) : (readRows(found) as R[]);
  }

  async snapshot(selects: readonly Select[]): Promise<Snapshot> {
    const { checkpoint, results } = (await this.threads.ask(this.declaration, selects, true)) ?? {};
    if (checkpoint === undefined || results === undefined) return this.own.snapshot(selects);
    return { checkpoint, results: results.map(readRows) };
  }

  checkpoint(): Promise<Checkpoint> {
    return this.own.checkpoint();
  }

  parked(): Promise<readonly ParkedEvent[]> {
    return this.own.parked();
  }

  dump(): AsyncIterable<string> {
    return this.own.dump();
  }

  close(): Promise<void> {
    return this.own.close();
  }
}
