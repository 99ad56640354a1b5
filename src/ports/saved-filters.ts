/**
 * Filters that people keep under a name. They belong to an account and are no part of the record: whoever owns the file
 * may change or lose them, and nothing is decided by them.
 *
 * Each method is atomic and durable when it settles.
 */
export interface SavedFilters {
  /** Those of an account, in the order of their names. */
  list(account: string): Promise<readonly SavedFilter[]>;

  byName(account: string, name: string): Promise<SavedFilter | undefined>;

  /**
   * Keep a filter, in place of the one of that name. Answers false, and keeps nothing, where the account has `most` of
   * other names already.
   */
  put(account: string, filter: SavedFilter, most: number): Promise<boolean>;

  /** Idempotent. */
  remove(account: string, name: string): Promise<void>;

  /** Idempotent. */
  close(): Promise<void>;
}

/** A filter under its name. */
export interface SavedFilter {
  readonly name: string;
  /** Members of a query, as they were checked when it was saved. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** UTC with milliseconds. */
  readonly savedAt: string;
}
