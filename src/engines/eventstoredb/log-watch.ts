import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './connection';
import type { ServerLog } from './server-log';
import { WakeSignal } from '../wake-signal';

/**
 * Wakes subscriptions when the log has moved: told by the server, and, should the server say nothing, by looking at the
 * end of the log. It starts with the first who waits.
 */
export class LogWatch {
  readonly #wake = new WakeSignal();
  readonly #ending = new AbortController();
  #running: Promise<unknown> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly log: ServerLog,
    private readonly onNotice: () => void,
  ) {}

  get notices(): number {
    return this.#wake.notices;
  }

  announce(): void {
    this.#wake.announce();
  }

  /** Until the log has moved since `seen` notices, or for a while, or until the signal aborts. */
  wait(seen: number, signal: AbortSignal): Promise<void> {
    this.#running ??= Promise.all([this.#listen(), this.#look()]);
    // Longer than the looks are apart, so that a look is what ends a wait that nobody else ends.
    return this.#wake.wait(seen, 10 * this.log.timing.watch, AbortSignal.any([signal, this.#ending.signal]));
  }

  async close(): Promise<void> {
    this.#ending.abort();
    this.#wake.announce();
    await this.#running;
  }

  async #listen(): Promise<void> {
    const { signal } = this.#ending;
    const { names, timing } = this.log;
    while (!signal.aborted) {
      const told = (): void => {
        this.#wake.announce();
        this.onNotice();
      };
      await this.connection.notices([names.prefix], told, signal).catch(() => undefined);
      // What came between two calls is found by looking once.
      this.#wake.announce();
      await sleep(timing.watch, undefined, { signal }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const { signal } = this.#ending;
    const { timing } = this.log;
    let end = -1n;
    while (await passed(timing.watch, signal)) {
      const now = await this.log.end().catch(() => undefined);
      if (now !== undefined && now !== end) this.#wake.announce();
      end = now ?? -1n;
    }
  }
}

/** @returns whether the time has passed without the signal */
const passed = (milliseconds: number, signal: AbortSignal): Promise<boolean> =>
  sleep(milliseconds, true, { signal }).catch(() => false);
