import type { Alarm, ProjectionStatus, StatusError } from '../../../projections/status';
import type { ParkedEvent } from '../../ports/read-model';
import type { Place } from '../engines/place';

/** What the thread of the projections is started with. */
export interface ThreadData {
  readonly place: Place;
  /** The memory of {@link ./announced}: the main thread announces, this one looks. */
  readonly announced: SharedArrayBuffer;
}

/** What the main thread says to the projections. */
export type ToThread =
  | { readonly kind: 'committed' }
  | { readonly kind: 'status'; readonly id: number }
  | { readonly kind: 'retry'; readonly id: number; readonly projection: string; readonly stream?: string }
  | { readonly kind: 'stop' };

/** What the projections answer. */
export type FromThread =
  | { readonly kind: 'alarm'; readonly alarm: Alarm }
  | { readonly kind: 'status'; readonly id: number; readonly projections: readonly ProjectionStatus[] }
  | ({ readonly kind: 'failed'; readonly id: number } & StatusError)
  | { readonly kind: 'retried'; readonly id: number; readonly parked: readonly ParkedEvent[] };
