/** Bounds on what comes in. Tests and benches bring others. */
export interface Limits {
  /** Largest request body, in bytes. An entry of the ledger has at most 65,535. */
  readonly bodyBytes: number;
  /** Deepest nesting of a request body. */
  readonly bodyDepth: number;
  /** Longest time for a request with its body to arrive, in milliseconds. */
  readonly arrivalMs: number;
  /** Largest file, in bytes; each type has a bound of its own as well. */
  readonly fileBytes: number;
  /** Longest time for a file to arrive, in milliseconds. */
  readonly fileArrivalMs: number;
  /** Requests a minute of one signed-in account; without a sign-in, of one address. */
  readonly requestsPerMinute: number;
  /** Attempts to sign in a minute from one address. */
  readonly signInsPerMinute: number;
  /** Longest time that a query waits for `waitFor`, in milliseconds. */
  readonly waitMs: number;
}

/** Under which Nest injects the limits. */
export const LIMITS = Symbol('limits');

export const standardLimits: Limits = {
  bodyBytes: 256 * 1024,
  bodyDepth: 12,
  arrivalMs: 30_000,
  fileBytes: 2 ** 31,
  fileArrivalMs: 30 * 60_000,
  requestsPerMinute: 12_000,
  signInsPerMinute: 30,
  waitMs: 5_000,
};

/** Entries of one page: what is given without asking, and the most that may be asked for. */
export const PAGE = { standard: 50, most: 500 } as const;
