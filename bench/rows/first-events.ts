import { setTimeout as sleep } from 'node:timers/promises';
import type { EventFeed } from '../../src/ports/event-feed';
import type { EventStore, Head, Position, StoredRecord, StreamPage } from '../../src/ports/event-store';

const PAGE = 5_000;
/** Longer than any bench. */
const FOREVER_MS = 3_600_000;

/** A log that ends after its first so many events, so that a row takes the same work whatever the ledger holds. */
export class FirstEvents implements EventFeed {
  private constructor(
    private readonly store: EventStore,
    private readonly last: Position,
    readonly events: number,
  ) {}

  static async of(store: EventStore, most: number): Promise<FirstEvents> {
    let position = '';
    let events = 0;
    while (events < most) {
      const page = await store.readAll(position, Math.min(PAGE, most - events));
      const end = page.at(-1);
      if (end === undefined) break;
      position = end.position;
      events += page.length;
    }
    return new FirstEvents(store, position, events);
  }

  async read(after: Position, limit: number): Promise<readonly StoredRecord[]> {
    if (after >= this.last) return [];
    const page = await this.store.readAll(after, limit);
    const beyond = page.findIndex(({ position }) => position > this.last);
    return beyond < 0 ? page : page.slice(0, beyond);
  }

  wait(): Promise<void> {
    return Promise.resolve();
  }

  readStream(stream: string, from: bigint, limit: number): Promise<StreamPage> {
    return this.store.readStream(stream, from, limit);
  }

  head(): Promise<Head> {
    return Promise.resolve({ position: this.last, size: BigInt(this.events) });
  }
}

/** The same for whoever follows the log: nothing comes after the end, for which he waits until he is told to stop. */
export const noMoreOf = (feed: FirstEvents): EventFeed => ({
  read: (after, limit) => feed.read(after, limit),
  readStream: (stream, from, limit) => feed.readStream(stream, from, limit),
  head: () => feed.head(),
  wait: (_, signal) => sleep(FOREVER_MS, undefined, { signal }).catch(() => undefined),
});
