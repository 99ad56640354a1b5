import { setTimeout as sleep } from 'node:timers/promises';
import type { EventFeed } from '../../ports/event-feed';
import type { EventStore, Head, Position, StoredRecord, StreamPage } from '../../ports/event-store';

/** How long a reader sleeps when nobody wakes it: what another process writes is seen after this at the latest. */
const POLL_MS = 250;

/**
 * The event store of this machine as a feed. Being woken is a courtesy: a commit that nobody announces is found by
 * looking.
 */
export class StoreFeed implements EventFeed {
  readonly #wakers = new Set<() => void>();
  #commits = 0;
  #seen = 0;

  /** @param onRead told before each reading of the log */
  constructor(
    private readonly store: EventStore,
    private readonly onRead: () => void = () => undefined,
  ) {}

  read(after: Position, limit: number): Promise<readonly StoredRecord[]> {
    this.#seen = this.#commits;
    this.onRead();
    return this.store.readAll(after, limit);
  }

  readStream(stream: string, from: bigint, limit: number): Promise<StreamPage> {
    return this.store.readStream(stream, from, limit);
  }

  head(): Promise<Head> {
    return this.store.head();
  }

  /** Something was committed. */
  wake(): void {
    this.#commits += 1;
    for (const waken of this.#wakers) waken();
    this.#wakers.clear();
  }

  async wait(_after: Position, signal: AbortSignal): Promise<void> {
    // Announced after the last reading began: it may not have seen it.
    if (this.#commits !== this.#seen) return;
    let waken: () => void = () => undefined;
    const woken = new Promise<void>((resolve) => (waken = resolve));
    this.#wakers.add(waken);
    const given = new AbortController();
    const stop = (): void => {
      given.abort();
    };
    signal.addEventListener('abort', stop, { once: true });
    await Promise.race([woken, sleep(POLL_MS, undefined, { signal: given.signal }).catch(() => undefined)]);
    given.abort();
    signal.removeEventListener('abort', stop);
    this.#wakers.delete(waken);
  }
}
