/**
 * Whether something was announced since whoever reads last began to look, in memory that two threads share. A message
 * wakes a thread and costs both; under load most commits find one of before that still stands for them.
 */
export class Announced {
  readonly #flag: Int32Array;

  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.#flag = new Int32Array(memory);
  }

  /**
   * Something is there to be read, from before this call on.
   *
   * @returns whether the reader has to be told: no reading has yet to follow on an earlier announcement
   */
  announce(): boolean {
    return Atomics.exchange(this.#flag, 0, 1) === 0;
  }

  /** The reader begins to look: to be called before it does. Whatever was announced before, it sees. */
  look(): void {
    Atomics.store(this.#flag, 0, 0);
  }
}
