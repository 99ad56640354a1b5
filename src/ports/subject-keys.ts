/**
 * Data keys of subjects, one for each subject and stream, wrapped by the key vault. Deleting one makes the erasable
 * members of that subject unreadable, in every copy of the ledger; everything else stays provable.
 */
export interface SubjectKeys {
  /** The keys of these handles that exist. A handle without a key is left out: never made, or destroyed. */
  getMany(handles: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;

  /**
   * The keys of these handles, made where they are missing. Durable when it settles, so that no event can be stored
   * whose key is lost. An existing key is returned as it is; two callers get the same.
   *
   * @throws StoreUnavailable when they cannot be stored; none of them may be used then
   */
  create(handles: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;

  /** Drains what is in flight. Idempotent. */
  close(): Promise<void>;
}
