/** How long the engine waits for what, in milliseconds. */
export interface Timing {
  /** For an answer to one call, and for the next message of one. Then the call is given up and asked again. */
  readonly answer: number;
  /** For the outcome of an append, over all its attempts. Then it is `OutcomeUnknown`. */
  readonly append: number;
  /** For a page, over all attempts. Then it is `StoreUnavailable`. */
  readonly read: number;
  /** Between two attempts: at first, and at most. */
  readonly pause: readonly [first: number, most: number];
  /** For appends in flight when the store is closed, and once more for calls to end. */
  readonly drain: number;
  /** A subscription that is not told anything looks this often whether the log has moved. */
  readonly watch: number;
}

/** The server answers an append within its commit timeout of two to three seconds, or never. */
export const usual: Timing = {
  answer: 4_000,
  append: 20_000,
  read: 8_000,
  pause: [25, 1_000],
  drain: 3_000,
  watch: 1_000,
};

/** Pauses between attempts, each twice as long as the one before. */
export function* pauses({ pause: [first, most] }: Timing): Generator<number, never> {
  for (let next = first; ; next = Math.min(most, next * 2)) yield next;
}
