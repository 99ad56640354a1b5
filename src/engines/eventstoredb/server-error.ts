/** What an error of the client or of gRPC means for us. */
export type Failure =
  /** Certainly nothing was stored: the server was not ready, not the leader, or not reached. */
  | 'not-stored'
  /** Whatever was asked may have happened. */
  | 'unknown'
  | 'stream-deleted'
  | 'denied'
  | 'too-large'
  | 'invalid-position';

interface GrpcError {
  readonly code?: unknown;
  readonly details?: unknown;
  readonly metadata?: { getMap(): Readonly<Record<string, unknown>> };
}

const UNAVAILABLE = 14;
const UNKNOWN = 2;
const INVALID_ARGUMENT = 3;
const UNAUTHENTICATED = 16;

const byException: Readonly<Record<string, Failure>> = {
  'not-leader': 'not-stored',
  'stream-deleted': 'stream-deleted',
  'access-denied': 'denied',
  'maximum-append-size-exceeded': 'too-large',
  'maximum-append-event-size-exceeded': 'too-large',
};

/** Refused before anything was sent, or by a server that says so. */
const notSent = /Server Is Not Ready|No connection established|ECONNREFUSED|Name resolution failed/u;

/** Sort an error of a call by what it leaves open. */
export function failureOf(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { code, details, metadata } = error as GrpcError;
  const exception = metadata?.getMap()['exception'];
  if (typeof exception === 'string') return byException[exception] ?? 'unknown';
  return byCode(code, typeof details === 'string' ? details : '');
}

function byCode(code: unknown, details: string): Failure {
  if (code === UNAUTHENTICATED) return 'denied';
  if (code === UNAVAILABLE) return notSent.test(details) ? 'not-stored' : 'unknown';
  const isPosition = /InvalidPosition|invalid position/u.test(details);
  return isPosition && (code === UNKNOWN || code === INVALID_ARGUMENT) ? 'invalid-position' : 'unknown';
}

/** An error in words, for whoever looks after the server. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
