import { hasCode, HenjiError } from '../../kernel/errors';
import type { Coordination, Lease } from '../../ports/coordination';
import type { EventFeed } from '../../ports/event-feed';
import { START, type LedgerInfo } from '../../ports/event-store';
import type { RelayPublisher } from '../../ports/relay-publisher';
import { RelayHold, topicKey, type RelayMark } from './relay-hold';
import type { RelayCounts, RelayState, RelayStatus } from './relay-status';

/** What a relay works with; time, chance and the machine come from outside. */
export interface RelayParts {
  readonly topic: string;
  readonly source: EventFeed;
  readonly info: () => Promise<LedgerInfo>;
  readonly coordination: Coordination;
  /** A fresh one after every failure. @param logId of the ledger, by which transactions of its relays are named */
  readonly publisher: (logId: string) => RelayPublisher;
  /** This process, like no other one. */
  readonly owner: string;
  /** A name for a filling of the topic. */
  readonly freshName: () => string;
  readonly now: () => number;
  /** Settles after so many milliseconds, or when the signal aborts. Never rejects. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds without renewal after which another relay may take over. Default 10,000. */
  readonly leaseMs?: number;
  readonly onAlarm?: (error: { readonly code: string; readonly zh: string; readonly en: string }) => void;
}

const LEASE_MS = 10_000;
/** Between two attempts, in milliseconds, twice as long each time. */
const RETRY_FIRST = 250;
const RETRY_LONGEST = 10_000;

/** Errors after which going on could only make it worse. */
const fatal = ['relayed-other-ledger', 'topic-unfit'];

/**
 * Carries the log to a topic, at least once and in order. One of several relays works at a time, by a lease; two that
 * work at the same time only repeat, because each of them skips nothing.
 */
export class Relay {
  readonly #counts: RelayCounts = { published: 0, batches: 0, restarts: 0, takeovers: 0, refills: 0 };
  #state: RelayState = 'standby';
  #error: RelayStatus['error'];
  #hold: RelayHold | undefined;
  /** Of the hold before this one. */
  #last: RelayMark | undefined;
  #failures = 0;

  constructor(private readonly parts: RelayParts) {}

  /** Relay until the signal aborts, or nothing but a person can help. What is begun is finished. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const goesOn = (): boolean => !signal.aborted && this.#state !== 'stopped';
    while (goesOn()) {
      try {
        await this.#once(signal);
        this.#failures = 0;
      } catch (error) {
        this.#failed(error);
        const wait = Math.min(RETRY_FIRST * 2 ** this.#failures++, RETRY_LONGEST);
        if (goesOn()) await this.parts.pause(wait, signal);
      }
    }
    if (signal.aborted && this.#error === undefined) this.#state = 'standby';
  }

  /** How it fares. Reads the end of the log. */
  async status(): Promise<RelayStatus> {
    const { topic, coordination } = this.parts;
    const isStandby = this.#state === 'standby' && this.#hold === undefined;
    const known = isStandby ? await coordination.progressOf(topicKey(topic)) : this.#mark;
    const { position = START, epoch = 0 } = known ?? {};
    return {
      ...{ state: this.#state, topic, position, epoch },
      lease: this.#hold === undefined ? 'standby' : 'held',
      ...(isStandby ? {} : { lagSeconds: await this.#lag() }),
      counts: { ...this.#counts },
      ...(this.#error === undefined ? {} : { error: this.#error }),
    };
  }

  async #lag(): Promise<number> {
    const head = await this.parts.source.head();
    const { position = START, recordedAt = '' } = this.#mark ?? {};
    if (position >= head.position || recordedAt === '') return 0;
    return Math.max(0, (this.parts.now() - Date.parse(recordedAt)) / 1000);
  }

  get #mark(): RelayMark | undefined {
    return this.#hold?.mark ?? this.#last;
  }

  async #once(signal: AbortSignal): Promise<void> {
    const { leaseMs = LEASE_MS, coordination, owner, topic } = this.parts;
    const lease = await coordination.acquire(topicKey(topic), owner, leaseMs);
    if (lease === undefined) {
      this.#state = 'standby';
      this.#error = undefined;
      return this.parts.pause(leaseMs / 4, signal);
    }
    await this.#holding(lease, leaseMs, signal);
  }

  async #holding(lease: Lease, leaseMs: number, signal: AbortSignal): Promise<void> {
    const { parts } = this;
    const { logId } = await parts.info();
    const publisher = parts.publisher(logId);
    const onWell = (): void => {
      this.#state = 'relaying';
      this.#error = undefined;
      this.#failures = 0;
    };
    const hold = new RelayHold({ ...parts, logId, publisher, lease, leaseMs, counts: this.#counts, onWell });
    this.#hold = hold;
    try {
      await hold.run(signal);
    } finally {
      this.#last = hold.mark ?? this.#last;
      this.#hold = undefined;
      await publisher.close();
      await parts.coordination.release(hold.lease).catch(() => undefined);
    }
  }

  #failed(error: unknown): void {
    this.#counts.restarts += 1;
    // Another one works: that is what standing by is for.
    if (hasCode(error, 'lease-lost')) {
      this.#state = 'standby';
      this.#error = undefined;
      return;
    }
    const fresh = this.#error === undefined;
    const stop = error instanceof HenjiError && fatal.includes(error.code);
    this.#state = stop ? 'stopped' : 'failing';
    const message = error instanceof Error ? error.message : String(error);
    this.#error =
      error instanceof HenjiError
        ? { code: error.code, zh: error.zh, en: error.en }
        : { code: 'relay-failing', zh: message, en: message };
    if (fresh || stop) this.parts.onAlarm?.(this.#error);
  }
}
