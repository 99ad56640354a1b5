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
  /**
   * The same rows packed, for whoever checks many: a row costs a fraction of what it costs as an object. Nothing where
   * they are not what a block can show (a position that is missing or out of order, a column of another kind or size
   * than it should have): then {@link rows} tells what lies there.
   */
  block(from: number, to: number): RawBlock | undefined;
  /** Every stored full tile (256 hashes of 32 bytes), by level and index. */
  tiles(): Iterable<RawTile>;
  /** The stored running state of the tree: its size, and what `MerkleTree.serialise` wrote. */
  treeState(): { readonly size: number; readonly slots: Buffer };
  /** What is wrong with the file as such (broken pages, broken indexes), in the engine's words; nothing when it is sound. */
  damage(): string | undefined;
  close(): void;
}

/**
 * The same of a ledger on a server: read once, from its first record on, because each page is waited for. Positions are
 * counted from 1 in log order, which is leaf index + 1.
 */
export interface ServedLedgerAudit {
  /** The stored running state of the tree, as {@link LedgerAudit.treeState}; a follower writes it, so that it may lag. */
  treeState(): Promise<{ readonly size: number; readonly slots: Buffer }>;
  /** Every record, in pages. */
  pages(): AsyncIterable<readonly RawRow[]>;
  /** Every stored full tile, by level and index. */
  tiles(): AsyncIterable<RawTile>;
  close(): Promise<void>;
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

/** Rows `from`, `from + 1` … one after the other, what there is one of for each row packed. */
export interface RawBlock {
  readonly rows: number;
  /** Each entry behind one zero byte, which is how its leaf hash takes it. */
  readonly entries: Buffer;
  /** Bytes of each entry, without the zero. */
  readonly sizes: Uint32Array;
  /** 16 bytes a row. */
  readonly ids: Buffer;
  /** The stored leaf hashes, 32 bytes a row. */
  readonly leaves: Buffer;
  readonly revisions: Uint32Array;
  /** Names of the streams, and which of them each row belongs to. */
  readonly streams: readonly string[];
  readonly streamOf: Uint32Array;
  /** By position; a position without any has none here. */
  readonly payloads: ReadonlyMap<number, RawRow['payload']>;
}

export interface RawTile {
  readonly level: number;
  readonly index: number;
  readonly data: Buffer;
}
