import type { Head, Position, StoredRecord, StreamPage } from './event-store';

/**
 * The log as a projection host reads it: the same four calls over the embedded ledger, over EventStoreDB and over a
 * topic.
 *
 * - `read` may repeat records, never skips one, and shows the events of one stream in revision order. The reader
 *   tells duplicates, gaps and conflicts apart by stream and revision, so no engine has to promise more.
 * - `wait` only wakes. Correctness never depends on it: a reader that is woken too early reads an empty page, and an
 *   engine that may miss a notice wakes by itself after a while.
 */
export interface EventFeed {
  /** Records after `after` (exclusive; `START` = from the first), oldest first, at most `limit`. */
  read(after: Position, limit: number): Promise<readonly StoredRecord[]>;

  /** Settles when records after `after` may be there, after a while, or when `signal` aborts. Never rejects. */
  wait(after: Position, signal: AbortSignal): Promise<void>;

  /** A page of one stream from the log itself, from revision `from` (inclusive): repairs gaps, reads targets. */
  readStream(stream: string, from: bigint, limit: number): Promise<StreamPage>;

  /** The end of the log, for the lag. */
  head(): Promise<Head>;
}
