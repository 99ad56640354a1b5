/** Wakes those who wait for new records. It only saves time: whoever waits looks again after a while in any case. */
export class CommitSignal {
  readonly #waiting = new Set<() => void>();
  #commits = 0;

  /** Counts what was announced; pass it to {@link wait} to miss nothing in between. */
  get commits(): number {
    return this.#commits;
  }

  announce(): void {
    this.#commits += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Until the next announcement after `seen`, or `milliseconds`, or the signal aborts. */
  wait(seen: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#commits !== seen || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }
}
