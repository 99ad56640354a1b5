import type { Position } from '../../ports/event-store';

/**
 * - `standby`: another relay holds the lease, or none has taken it yet.
 * - `relaying`: holds it, and publishes or waits at the end of the log.
 * - `failing`: could not publish, or not write it down; tried again with a new producer.
 * - `stopped`: another ledger, or a topic that would lose records. Only a person can say what to do.
 */
export type RelayState = 'standby' | 'relaying' | 'failing' | 'stopped';

/** What is told of a relay: by health, metrics, doctor. */
export interface RelayStatus {
  readonly state: RelayState;
  readonly topic: string;
  /** Whether this process is the one that publishes; `standby` says nothing against it. */
  readonly lease: 'held' | 'standby';
  /** The last record of the log that was published by this process; standing by, the last of which another one wrote it down. */
  readonly position: Position;
  /** Of the lease under which it was. */
  readonly epoch: number;
  /** Seconds since that record was recorded; 0 at the end of the log. Whoever holds the lease knows. */
  readonly lagSeconds?: number;
  readonly counts: Readonly<RelayCounts>;
  readonly error?: { readonly code: string; readonly zh: string; readonly en: string };
}

/** What a relay has done since it was started. */
export interface RelayCounts {
  published: number;
  /** In so many batches. */
  batches: number;
  /** Times it began anew after a failure, with a new producer. */
  restarts: number;
  /** Times it took the lease. */
  takeovers: number;
  /** Times it filled the topic from the beginning. */
  refills: number;
}
