/** Where the application gets the time from. Tests and the demonstration seeder bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The clock of this machine. */
export const systemClock: Clock = { now: () => Date.now() };

/**
 * Stamps recorded time. It never goes backwards, whatever the machine's clock does: a clock that steps back is held
 * at the last stamp until it catches up, and the step is reported once.
 */
export class RecordedClock {
  #last: number;
  #text = '';
  #behind = false;

  /**
   * @param clock the machine's clock
   * @param last recorded time of the newest record in the ledger, in epoch milliseconds; 0 for an empty one
   * @param onStepBack told how many milliseconds the clock is behind, once for each step
   */
  constructor(
    private readonly clock: Clock,
    last: number,
    private readonly onStepBack: (milliseconds: number) => void = () => undefined,
  ) {
    this.#last = last;
  }

  /** UTC with milliseconds, equal to or later than every stamp before. */
  stamp(): string {
    const now = this.clock.now();
    if (now < this.#last) {
      if (!this.#behind) this.onStepBack(this.#last - now);
      this.#behind = true;
    } else {
      this.#behind = false;
      if (now === this.#last && this.#text !== '') return this.#text;
      this.#last = now;
      this.#text = '';
    }
    if (this.#text === '') this.#text = new Date(this.#last).toISOString();
    return this.#text;
  }
}
