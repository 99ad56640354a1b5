/** Streams remembered at most twice over. */
const CAPACITY = 50_000;

/** The revision of a stream that does not exist. */
export const NO_STREAM = -1n;

/**
 * Last revisions of the streams in use, for the one process that writes: it holds the lock, so nobody else moves a
 * stream, and what it appended itself it is told of. Two generations stand in for an order of use.
 */
export class KnownHeads {
  #recent = new Map<string, bigint>();
  #before = new Map<string, bigint>();

  constructor(private readonly capacity = CAPACITY) {}

  /** `undefined` where nothing is known; the stream may exist or not. */
  get(stream: string): bigint | undefined {
    const recent = this.#recent.get(stream);
    if (recent !== undefined) return recent;
    const before = this.#before.get(stream);
    if (before !== undefined) this.#keep(stream, before);
    return before;
  }

  /**
   * The stream has this revision, {@link NO_STREAM} where it does not exist. Streams only grow, so an answer that comes
   * late takes nothing back.
   */
  learn(stream: string, revision: bigint): void {
    const known = this.get(stream);
    if (known === undefined || known < revision) this.#keep(stream, revision);
  }

  #keep(stream: string, revision: bigint): void {
    if (this.#recent.size >= this.capacity) {
      this.#before = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(stream, revision);
  }

  /** Whether a stream moved is not certain: look it up the next time. */
  forget(stream: string): void {
    this.#recent.delete(stream);
    this.#before.delete(stream);
  }
}
