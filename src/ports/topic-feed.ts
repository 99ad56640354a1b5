import type { Position, StoredRecord } from './event-store';

/**
 * A topic as projections read it: parts with offsets of their own, given to this process and taken away again by
 * whoever shares the topic among processes.
 *
 * Nothing is promised but order within a part. A part may be taken away while its slice is still being worked on, may
 * repeat, may have been made anew, may lack its beginning: the consumer tells by checkpoint, generation and revision.
 */
export interface TopicFeed {
  readonly topic: string;

  /** How many parts the topic has. Waits until there is one. @throws what the signal was aborted with */
  parts(signal: AbortSignal): Promise<number>;

  /** The part to which a stream belongs. */
  partOf(stream: string, parts: number): number;

  /**
   * Read whatever parts are given to this process until the signal aborts. The consumer is asked for one thing at a
   * time, and nothing is read far ahead of it.
   */
  run(consumer: TopicConsumer, signal: AbortSignal): Promise<void>;

  /** Records that lie in the parts of this process and were not taken yet. */
  lag(): number;

  /** Idempotent. */
  close(): Promise<void>;
}

/** Whoever takes what comes. */
export interface TopicConsumer {
  /** Parts were given or taken away: what is known of them may be out of date. */
  reassigned(): void;

  /** Where reading of a part shall begin. Rejects while that cannot be told; then it is asked again a little later. */
  wanted(part: number): Promise<TopicPlace>;

  /** Take a slice. @returns the offset wanted next, or the beginning of the part */
  take(slice: TopicSlice): Promise<TopicTaken>;
}

export type TopicPlace =
  | { readonly kind: 'beginning' }
  /** At an offset, if it is there; else the beginning. */
  | { readonly kind: 'offset'; readonly offset: bigint }
  /** Before the first record that was recorded at this time or later. */
  | { readonly kind: 'since'; readonly recordedAt: string };

export type TopicTaken = {
  readonly next: TopicPlace | 'after the slice';
  /** Milliseconds after which to go on: what was to be written could not be, or more shall gather. */
  readonly pause?: number;
};

/** Some records of one part that follow each other, of one generation. */
export interface TopicSlice {
  readonly part: number;
  /** Whether the first one is the first that the part still has. */
  readonly isBeginning: boolean;
  readonly records: readonly TopicRecord[];
  /** More of the part is there. */
  readonly more: boolean;
  /** Why what follows them cannot be read, and never will. */
  readonly failure?: { readonly error: unknown };
}

/** What a topic says at one offset. */
export interface TopicRecord {
  readonly offset: bigint;
  readonly position: Position;
  readonly logId: string;
  readonly generation: string;
  /** Every record of this part up to this position has come. */
  readonly reached?: Position;
  /** Absent where nothing but `reached` is said. */
  readonly record?: StoredRecord;
}
