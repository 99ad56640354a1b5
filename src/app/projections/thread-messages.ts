import type { Alarm, ProjectionStatus, StatusError } from '../../../projections/status';
import type { ParkedEvent } from '../../ports/read-model';

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
