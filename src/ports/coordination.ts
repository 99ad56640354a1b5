import type { Position } from './event-store';

/**
 * What several processes of one instance agree on: who does what, and how far shared work has come.
 *
 * A lease keeps work to one process most of the time and is never enough by itself: its holder may be paused beyond
 * its end and not know. What makes two of them harmless is the epoch, which rises at every takeover and is compared
 * wherever shared work is written down ({@link Coordination.advance}).
 *
 * Time is the engine's own: of the machine where processes share one, of the database where they share that.
 */
export interface Coordination {
  /**
   * Take a lease that nobody holds, or whose time is over: its epoch is one more than ever before. Whoever holds it
   * already gets it prolonged with the same epoch.
   *
   * @returns nothing while somebody else holds it
   */
  acquire(name: string, owner: string, milliseconds: number): Promise<Lease | undefined>;

  /** Prolong a lease that nobody else has taken since, also after its time. @returns nothing when somebody has */
  renew(lease: Lease, milliseconds: number): Promise<Lease | undefined>;

  /** Give it up, so that the next one need not wait. Without effect when somebody else has taken it. */
  release(lease: Lease): Promise<void>;

  /** The lease as it is, also when its time is over; `held` tells. */
  leaseOf(name: string): Promise<(Lease & { readonly held: boolean }) | undefined>;

  /** How far shared work has come; nothing when it has not begun. */
  progressOf(name: string): Promise<SharedProgress | undefined>;

  /**
   * Write down how far it has come, when what is stored has the expected position and epoch (nothing: when nothing is
   * stored). Durable when it settles.
   *
   * @returns whether it was written; if not, somebody else is at work
   */
  advance(name: string, expected: ProgressMark | undefined, next: SharedProgress): Promise<boolean>;

  /** Idempotent. */
  close(): Promise<void>;
}

/** Work that one owner may do until a time. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  /** From 1, one more at each takeover. */
  readonly epoch: number;
  /** Epoch milliseconds by the engine's clock. */
  readonly expiresAt: number;
}

/** By what a writer of progress knows that nobody came between. */
export interface ProgressMark {
  readonly position: Position;
  /** Of the lease under which it was written. */
  readonly epoch: number;
}

export interface SharedProgress extends ProgressMark {
  /** What its writer wants to find again: a JSON value. */
  readonly note: unknown;
}
