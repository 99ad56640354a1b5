import type { ReadModel, StreamProgress } from '../src/ports/read-model';

/** Progress of a stream, and whether it is stored, or must be with the next commit. */
export interface Held extends StreamProgress {
  readonly kept: boolean;
}

/**
 * Progress and documents of the streams seen last, so that a case with several events in a row is read and parsed
 * once. It may run ahead of what is stored only between a page's first event and its commit; after a failure it is
 * cleared.
 */
export class ProgressCache {
  /** In order of use, the oldest first. */
  readonly #held = new Map<string, Held>();

  constructor(
    private readonly model: ReadModel,
    private readonly limit: number,
  ) {}

  /** Have the progress of these streams at hand, with one look-up for all that are not. */
  async load(streams: Iterable<string>, initial: (stream: string) => unknown): Promise<void> {
    const missing = new Set<string>();
    for (const stream of streams) if (!this.#held.has(stream)) missing.add(stream);
    if (missing.size === 0) return;
    for (const progress of await this.model.loadStreams([...missing])) {
      this.#held.set(progress.stream, { ...progress, kept: true });
      missing.delete(progress.stream);
    }
    for (const stream of missing) {
      this.#held.set(stream, { stream, revision: -1, eventId: '', doc: initial(stream), kept: false });
    }
  }

  /** Progress of a stream that was loaded. */
  get(stream: string): Held {
    const progress = this.#held.get(stream);
    if (progress === undefined) throw new TypeError(`${stream} was not loaded`);
    return progress;
  }

  set(progress: Held): void {
    this.#held.delete(progress.stream);
    this.#held.set(progress.stream, progress);
  }

  /** Drop the streams used longest ago beyond the limit. */
  trim(): void {
    for (const stream of this.#held.keys()) {
      if (this.#held.size <= this.limit) return;
      this.#held.delete(stream);
    }
  }

  clear(): void {
    this.#held.clear();
  }
}
