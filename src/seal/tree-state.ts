import { HenjiError } from '../kernel/errors';
import { HASH_BYTES, hashFromBytes, hashToBytes, type Hash } from './hash';
import { tileLayout, tileRoot } from './tile';
import { MerkleTree, TILE_HEIGHT, TILE_WIDTH, type TileSink } from './tree';

/** What a restart reads back: entries and full tiles, never the partial ones, which are not stored at each commit. */
export interface TileSource {
  /** Leaf hashes of `count` consecutive leaves from index `from`, 32 bytes each; at most 255 are asked for. */
  leafHashes(from: number, count: number): Uint8Array;
  /** A full tile. */
  tile(level: number, index: number): Uint8Array;
}

/** The stored state of the tree disagrees with the leaves or tiles it came from. Code `tree-state-mismatch`. */
export class TreeStateMismatch extends HenjiError {
  /** @param firstLeaf index of the first leaf under the hash that disagrees, where one can be named */
  constructor(
    en: string,
    readonly firstLeaf?: number,
  ) {
    super({
      code: 'tree-state-mismatch',
      zh: `哈希树状态与账本内容不符（${en}）`,
      en: `the stored state of the tree disagrees with the ledger: ${en}`,
      wayOut: {
        zh: '停止写入，运行 henji verify 查明位置，再从备份恢复',
        en: 'stop writing, find the place with henji verify, restore from a backup',
      },
      details: { firstLeaf },
    });
  }
}

/**
 * The tree as {@link MerkleTree.serialise} left it, ready for the next push. The tiles being filled are made again from
 * the source, and every stored hash is compared with what they give: at most 255 leaf hashes and 255 tiles a level.
 *
 * @throws TreeStateMismatch
 */
export function restoreTree(state: Uint8Array, source: TileSource, onTile?: TileSink): MerkleTree {
  const size = sizeOf(state);
  const partial = tileLayout(size).map(({ level, full, partial: width }) =>
    partialTile(source, level, full * TILE_WIDTH, width),
  );
  const peaks = new Map<number, Hash>();
  partial.forEach((hashes, level) => addPeaks(peaks, level, hashes));
  const tree = MerkleTree.of({ size, peaks, partial }, onTile);
  compare(tree.serialise(), state, size);
  return tree;
}

/** Size and root that a stored state claims, by itself alone. @throws TreeStateMismatch where it is no state */
export function claimOf(state: Uint8Array): { readonly size: number; readonly root: Hash } {
  const size = sizeOf(state);
  const peaks = new Map<number, Hash>();
  let at = 9;
  for (let level = 0, rest = size; rest > 0; level++, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 0) continue;
    peaks.set(level, hashFromBytes(exactly(state.subarray(at, at + HASH_BYTES), 1)));
    at += HASH_BYTES;
  }
  return { size, root: MerkleTree.of({ size, peaks, partial: [] }).root() };
}

function sizeOf(state: Uint8Array): number {
  const bytes = Buffer.from(state);
  if (bytes.length < 9 || bytes[0] !== 1) throw new TreeStateMismatch('it is not a state of version 1');
  const size = bytes.readBigUInt64BE(1);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw new TreeStateMismatch(`a size of ${size.toString()}`);
  return Number(size);
}

function partialTile(source: TileSource, level: number, from: number, width: number): Buffer {
  if (level === 0) return exactly(source.leafHashes(from, width), width);
  const roots = Array.from({ length: width }, (_, i) =>
    hashToBytes(tileRoot(exactly(source.tile(level - 1, from + i), TILE_WIDTH))),
  );
  return Buffer.concat(roots);
}

function exactly(hashes: Uint8Array, count: number): Buffer {
  if (hashes.length !== count * HASH_BYTES) {
    throw new TreeStateMismatch(`${hashes.length} bytes where ${count} hashes were expected`);
  }
  return Buffer.from(hashes);
}

/** The complete subtrees in a partial tile, from its left end: one for each bit of its width, largest first. */
function addPeaks(peaks: Map<number, Hash>, level: number, hashes: Buffer): void {
  let from = 0;
  for (let bit = TILE_HEIGHT - 1; bit >= 0; bit--) {
    const length = 2 ** bit * HASH_BYTES;
    if (from + length > hashes.length) continue;
    peaks.set(level * TILE_HEIGHT + bit, tileRoot(hashes.subarray(from, from + length)));
    from += length;
  }
}

function compare(found: Buffer, stored: Uint8Array, size: number): void {
  if (found.length !== stored.length) throw new TreeStateMismatch(`a state of ${stored.length} bytes`);
  let at = 9;
  // The waiting hashes stand from the lowest level up, and each covers the leaves to the left of the one before.
  for (let subtree = 1, end = size; end > 0; subtree *= 2) {
    if (end % (2 * subtree) === 0) continue;
    end -= subtree;
    if (hashFromBytes(found, at) !== hashFromBytes(stored, at)) {
      throw new TreeStateMismatch(`the hash over leaves ${end} to ${end + subtree - 1}`, end);
    }
    at += HASH_BYTES;
  }
}
