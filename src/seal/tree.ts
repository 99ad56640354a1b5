import { HASH_BYTES, sha256, type Hash } from './hash';

/** Hashes in a full tile, and the branching of tiles: 2^8 (c2sp tlog-tiles). */
export const TILE_WIDTH = 256;

/** Levels of the tree in one level of tiles. */
export const TILE_HEIGHT = 8;

/** Bytes of a full tile. */
export const TILE_BYTES = TILE_WIDTH * HASH_BYTES;

/** A tree of safe-integer size has at most this many levels. */
const MAX_LEVELS = 53;

/** What is hashed for one node: the prefix 0x01, the left hash, the right hash. */
const NODE_BYTES = 1 + 2 * HASH_BYTES;
const LEFT = 1;
const RIGHT = 1 + HASH_BYTES;

const leafInput = Buffer.alloc(1 + (1 << 16));

/** RFC 6962 §2.1: SHA-256(0x00 ‖ data). */
export function leafHash(data: Uint8Array): Hash {
  if (data.length >= leafInput.length) return sha256(Buffer.concat([Buffer.alloc(1), data]));
  leafInput.set(data, 1);
  return sha256(leafInput.subarray(0, 1 + data.length));
}

const nodeInput = Buffer.alloc(NODE_BYTES, 1);

/** RFC 6962 §2.1: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  nodeInput.write(left, LEFT, HASH_BYTES, 'latin1');
  nodeInput.write(right, RIGHT, HASH_BYTES, 'latin1');
  return sha256(nodeInput);
}

/** Root of the tree of no leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = sha256('');

/**
 * Takes each tile as it becomes full: its level (0 = leaf hashes, L + 1 = roots of full tiles of level L), its index
 * within the level, and its 256 hashes. The bytes are never written again. It runs inside {@link MerkleTree.push}, so
 * an engine stores the tile in the transaction of the event that filled it.
 */
export type TileSink = (level: number, index: number, hashes: Buffer) => void;

/** Where a tree stood, to go back to. Good for any number of rollbacks of the tree that gave it. */
export interface TreeMark {
  readonly size: number;
  readonly slots: Buffer;
  readonly tiles: readonly Buffer[];
}

/** What a tree is made again from: see `tree-state.ts`. */
export interface TreeParts {
  readonly size: number;
  /** Root of the complete subtree of 2^level leaves, for each level whose bit is set in `size`. */
  readonly peaks: ReadonlyMap<number, Hash>;
  /** The hashes of the tile that is being filled, by tile level; from the lowest up, without gaps. */
  readonly partial: readonly Buffer[];
}

/**
 * The RFC 6962 tree over the log, as far as it is needed to append: one slot of 65 bytes for each level, in which the
 * left hash of an unfinished node waits for its right one, and the tile that is being filled on each tile level.
 *
 * Not safe against a sink that throws: roll back to a mark taken before the push. Sizes go up to 2^53−1, so there are
 * no bit operators on them.
 */
export class MerkleTree {
  #size = 0;
  readonly #slab = Buffer.alloc(MAX_LEVELS * NODE_BYTES, 1);
  readonly #slots = Array.from({ length: MAX_LEVELS }, (_, level) =>
    this.#slab.subarray(level * NODE_BYTES, (level + 1) * NODE_BYTES),
  );
  #tiles: Buffer[] = [];

  constructor(private readonly onTile: TileSink = () => undefined) {}

  /** Leaves pushed. */
  get size(): number {
    return this.#size;
  }

  /** Append one leaf hash. @throws RangeError when it is not 32 characters long */
  push(leaf: Hash): void {
    if (leaf.length !== HASH_BYTES) throw new RangeError(`a leaf hash of ${leaf.length} characters`);
    let index = this.#size;
    this.#size = index + 1;
    let digest = leaf;
    for (let level = 0; ; level++) {
      if (level % TILE_HEIGHT === 0) this.#fill(level / TILE_HEIGHT, index, digest);
      const slot = this.#slot(level);
      if (index % 2 === 0) {
        slot.write(digest, LEFT, HASH_BYTES, 'latin1');
        return;
      }
      slot.write(digest, RIGHT, HASH_BYTES, 'latin1');
      digest = sha256(slot);
      index = (index - 1) / 2;
    }
  }

  /** Root over all leaves pushed. */
  root(): Hash {
    let root: Hash | undefined;
    for (let level = 0, rest = this.#size; rest > 0; level++, rest = Math.floor(rest / 2)) {
      if (rest % 2 === 0) continue;
      const slot = this.#slot(level);
      if (root === undefined) {
        root = slot.toString('latin1', LEFT, RIGHT);
      } else {
        // The right half is free while the left one waits.
        slot.write(root, RIGHT, HASH_BYTES, 'latin1');
        root = sha256(slot);
      }
    }
    return root ?? EMPTY_ROOT;
  }

  /** Remember this state; about a kilobyte is copied. */
  mark(): TreeMark {
    let levels = 0;
    for (let rest = this.#size; rest > 0; rest = Math.floor(rest / 2)) levels++;
    return {
      size: this.#size,
      slots: Buffer.from(this.#slab.subarray(0, levels * NODE_BYTES)),
      tiles: [...this.#tiles],
    };
  }

  /** Forget every push since `mark`, as the transaction around them was rolled back. */
  rollback(mark: TreeMark): void {
    this.#size = mark.size;
    this.#slab.set(mark.slots);
    // Copies: what a sink was given since the mark may be one of these buffers, and it was promised not to change.
    this.#tiles = mark.tiles.map((tile) => Buffer.from(tile));
  }

  /** The hashes of the tile being filled on a tile level, as a copy: none where the last tile is just full. */
  partialTile(level: number): Buffer {
    const width = Math.floor(this.#size / TILE_WIDTH ** level) % TILE_WIDTH;
    return Buffer.from((this.#tiles[level] ?? Buffer.alloc(0)).subarray(0, width * HASH_BYTES));
  }

  /** The running state in its stored form; `tree-state.ts` reads it. Version 1, size, then the waiting left hashes. */
  serialise(): Buffer {
    const head = Buffer.alloc(9);
    head[0] = 1;
    head.writeBigUInt64BE(BigInt(this.#size), 1);
    const hashes: Buffer[] = [head];
    for (let level = 0, rest = this.#size; rest > 0; level++, rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) hashes.push(this.#slot(level).subarray(LEFT, RIGHT));
    }
    return Buffer.concat(hashes);
  }

  /** A tree that continues where another one stood. The parts must agree; `restoreTree` sees to it. */
  static of(parts: TreeParts, onTile?: TileSink): MerkleTree {
    const tree = new MerkleTree(onTile);
    tree.#size = parts.size;
    for (const [level, peak] of parts.peaks) tree.#slot(level).write(peak, LEFT, HASH_BYTES, 'latin1');
    tree.#tiles = parts.partial.map((hashes) => {
      const tile = Buffer.alloc(TILE_BYTES);
      hashes.copy(tile);
      return tile;
    });
    return tree;
  }

  #slot(level: number): Buffer {
    const slot = this.#slots[level];
    if (slot === undefined) throw new RangeError(`a tree of ${this.#size} leaves is too large`);
    return slot;
  }

  #fill(level: number, index: number, digest: Hash): void {
    const place = index % TILE_WIDTH;
    const tile = (this.#tiles[level] ??= Buffer.alloc(TILE_BYTES));
    tile.write(digest, place * HASH_BYTES, HASH_BYTES, 'latin1');
    if (place < TILE_WIDTH - 1) return;
    // A full tile belongs to whoever takes it; the next one is begun in fresh bytes.
    this.#tiles[level] = Buffer.alloc(TILE_BYTES);
    this.onTile(level, (index - place) / TILE_WIDTH, tile);
  }
}
