import type { StreamProgress } from '../../ports/read-model';

/** A commit that is being written while whoever made it goes on. What fails is told to whoever comes next. */
export class HeldCommit {
  #streams: ReadonlyMap<string, StreamProgress> = new Map();
  #written: Promise<void> | undefined;

  /** Take over a commit; the one before must have settled. */
  hold(streams: readonly StreamProgress[], written: Promise<void>): void {
    this.#streams = new Map(streams.map((progress) => [progress.stream, progress]));
    this.#written = written;
    // Until somebody comes nobody listens, which is no reason to end the process.
    written.catch(() => undefined);
  }

  /** Nothing is held any more. @throws what the commit failed with, once */
  async settled(): Promise<void> {
    const written = this.#written;
    this.#written = undefined;
    try {
      await written;
    } finally {
      this.#streams = new Map();
    }
  }

  /** The progress of streams that the held commit moves, and the others, which it does not touch. */
  among(streams: readonly string[]): {
    readonly known: readonly StreamProgress[];
    readonly others: readonly string[];
  } {
    const known: StreamProgress[] = [];
    const others: string[] = [];
    for (const stream of streams) {
      const progress = this.#streams.get(stream);
      if (progress === undefined) others.push(stream);
      else known.push(progress);
    }
    return { known, others };
  }
}
