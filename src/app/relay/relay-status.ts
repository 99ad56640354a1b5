import type { Position } from '../../ports/event-store';

/**
 * - `standby`: another relay holds the lease.
 * - `relaying`: holds it and has published.
 * - `failing`: could not publish, or not write it down; tried again with a new producer.
 * - `stopped`: another ledger, or a topic that would lose records. Only a person can say what to do.
 */
export type RelayState = 'standby' | 'relaying' | 'failing' | 'stopped';

/** What is told of a relay: by health, metrics, doctor. */
export interface RelayStatus {
  readonly state: RelayState;
  readonly topic: string;
  /** The last record of the log that this process has published and written down. */
  readonly position: Position;
  /** Of the lease under which it did. */
  readonly epoch: number;
  /** Seconds since that record was recorded; 0 at the end of the log. */
  readonly lagSeconds: number;
  readonly counts: Readonly<RelayCounts>;
  readonly error?: { readonly code: string; readonly zh: string; readonly en: string };
}

/** What a relay has done since it was started. */
export interface RelayCounts {
  published: number;
  /** Times it began anew after a failure, with a new producer. */
  restarts: number;
  /** Times it took the lease. */
  takeovers: number;
  /** Times it filled the topic from the beginning. */
  refills: number;
}
