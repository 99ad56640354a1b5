/**
 * The raw rows of a ledger, for whoever checks it: nothing is interpreted, nothing is trusted, every stored column is
 * shown as it lies there. Engines that keep ledger and tree in files of ours offer it; reads are synchronous, because
 * an audit runs in threads of its own.
 */
export interface LedgerAudit {
  /** Positions of the first and the last row; both 0 when there is none. */
  bounds(): { readonly first: number; readonly last: number };
  /** Rows with `from <= position < to`, in order of position. */
  rows(from: number, to: number): readonly RawRow[];
  /** Every stored full tile (256 hashes of 32 bytes), by level and index. */
  tiles(): Iterable<RawTile>;
  /** The stored running state of the tree: its size, and what `MerkleTree.serialise` wrote. */
  treeState(): { readonly size: number; readonly slots: Buffer };
  /** What is wrong with the file as such (broken pages, broken indexes), in the engine's words; nothing when it is sound. */
  damage(): string | undefined;
  close(): void;
}

/** One event as its row says it. */
export interface RawRow {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly entry: Buffer;
  /** The stored leaf hash, lower-case hexadecimal. */
  readonly leaf: string;
  readonly payload: readonly { readonly subject: string; readonly ciphertext: Buffer }[];
}

export interface RawTile {
  readonly level: number;
  readonly index: number;
  readonly data: Buffer;
}
