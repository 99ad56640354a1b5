import type { Checkpoint } from '../src/ports/read-model';
import type { FollowerCounts } from './stream-runs';

/**
 * - `catching-up`: behind the end of the log, coming closer.
 * - `live`: at the end of the log when it last looked.
 * - `failing`: the read model could not be written; tried again.
 * - `stopped`: an unknown event, a conflict, a lost checkpoint. Only a person can say what to do.
 */
export type ProjectionState = 'catching-up' | 'live' | 'failing' | 'stopped';

/** What is told of one projection: by health, metrics, doctor. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: ProjectionState;
  readonly checkpoint: Checkpoint;
  /** Records of the log not yet seen; absent where the engine does not know the length of its log. */
  readonly behind?: number;
  /** Records of a topic that lie in the parts of this process and were not taken yet; absent without a topic. */
  readonly unread?: number;
  /** Seconds since the last applied record was recorded; 0 when live. */
  readonly lagSeconds: number;
  /** Streams that wait behind an event whose handler failed. */
  readonly parkedStreams: number;
  readonly counts: Readonly<FollowerCounts>;
  /** Events a second over the last pages. */
  readonly eventsPerSecond: number;
  readonly error?: StatusError;
}

/** Why a projection is failing or stopped. */
export interface StatusError {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Told when it happens, once: a projection stopped, a stream was parked. */
export interface Alarm extends StatusError {
  readonly projection: string;
  readonly stream?: string;
}
