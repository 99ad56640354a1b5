import type { Position } from './event-store';

/**
 * The RFC 6962 tree over a ledger whose engine cannot keep it in the transaction of the append: a follower of the log
 * gives each record its leaf index, in log order and without holes. Engines of one process do that inside `append`.
 *
 * The leaf of a record is its entry's, fixed when it was written; the same entries in the same order give the same root
 * on every engine.
 */
export interface Sealer {
  /**
   * Seal what is in the log and what comes, until the signal aborts. Any number may run: each step is won by one of them,
   * and the others go on from where it ended.
   *
   * @throws LedgerRewound, TreeStateMismatch when the stored tree is not that of the log: nothing more is sealed then
   */
  run(signal: AbortSignal): Promise<void>;

  /** Seal up to the end of the log as it is now. @throws as {@link run} */
  catchUp(): Promise<SealedState>;
}

/** How far a ledger is sealed. */
export interface SealedState {
  /** Leaves. */
  readonly size: number;
  /** The running state of the tree, as `MerkleTree.serialise` writes it. */
  readonly slots: Buffer;
  /** Position of the last leaf's record. */
  readonly position: Position;
}
