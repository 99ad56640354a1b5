/** Wakes those who wait for new records. It only saves time: whoever waits looks again after a while in any case. */
export class WakeSignal {
  readonly #waiting = new Set<() => void>();
  #notices = 0;

  /** Counts what was announced; pass it to {@link wait} to miss nothing in between. */
  get notices(): number {
    return this.#notices;
  }

  announce(): void {
    this.#notices += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Until the next announcement after `seen`, or `milliseconds`, or the signal aborts. */
  wait(seen: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#notices !== seen || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
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
