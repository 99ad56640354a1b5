import { asBuffer, HASH_BYTES, isHash, type Hash } from './hash';
import { tileRoot } from './tile';
import { nodeHash, TILE_HEIGHT, TILE_WIDTH } from './tree';

/** Root of the complete subtree of 2^level leaves that begins at leaf `index` · 2^level. */
export type NodeReader = (level: number, index: number) => Hash;

/** Nodes of a small tree whose leaf hashes are at hand. */
export const nodesOfLeaves =
  (leaves: readonly Hash[]): NodeReader =>
  (level, index) => {
    const run = leaves.slice(index * 2 ** level, (index + 1) * 2 ** level);
    return tileRoot(Buffer.from(run.join(''), 'latin1'));
  };

/** Nodes of a log from its tiles; `read` gives a full tile, or the partial one with at least the hashes asked for. */
export const nodesOfTiles =
  (read: (level: number, index: number) => Uint8Array): NodeReader =>
  (level, index) => {
    const inside = level % TILE_HEIGHT;
    const first = index * 2 ** inside;
    const offset = first % TILE_WIDTH;
    const tile = asBuffer(read((level - inside) / TILE_HEIGHT, (first - offset) / TILE_WIDTH));
    const end = (offset + 2 ** inside) * HASH_BYTES;
    if (end > tile.length) throw new RangeError(`tile of node ${index} on level ${level} is too short`);
    return tileRoot(tile.subarray(offset * HASH_BYTES, end));
  };

/**
 * RFC 6962 §2.1.1: the hashes that lead from leaf `index` to the root of the first `size` leaves, lowest first.
 *
 * @throws RangeError unless 0 ≤ index < size
 */
export function inclusionProof(index: number, size: number, node: NodeReader): Hash[] {
  if (!inRange(index, 0, size - 1)) throw new RangeError(`no leaf ${index} among ${size}`);
  const proof: Hash[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + split(to - from);
    if (index < middle) {
      proof.push(rangeRoot(middle, to, node));
      to = middle;
    } else {
      proof.push(rangeRoot(from, middle, node));
      from = middle;
    }
  }
  return proof.reverse();
}

/**
 * RFC 6962 §2.1.2: the hashes that show the first `size1` leaves to be a prefix of the first `size2`.
 *
 * @throws RangeError unless 1 ≤ size1 ≤ size2
 */
export function consistencyProof(size1: number, size2: number, node: NodeReader): Hash[] {
  if (!inRange(size1, 1, size2)) throw new RangeError(`no consistency from ${size1} to ${size2}`);
  const proof: Hash[] = [];
  let from = 0;
  let to = size2;
  while (size1 !== to) {
    const middle = from + split(to - from);
    if (size1 <= middle) {
      proof.push(rangeRoot(middle, to, node));
      to = middle;
    } else {
      proof.push(rangeRoot(from, middle, node));
      from = middle;
    }
  }
  // A prefix that is one whole subtree from leaf 0 is the root that the verifier holds already.
  if (from > 0) proof.push(rangeRoot(from, to, node));
  return proof.reverse();
}

/** RFC 9162 §2.1.3.2: whether `proof` shows `leaf` to be leaf `index` of the tree of `size` leaves with `root`. */
export function verifyInclusion(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (!inRange(index, 0, size - 1) || ![leaf, root, ...proof].every(isHash)) return false;
  const left = siblingsOnLeft(index, size - 1, proof.length);
  if (left === undefined) return false;
  const found = proof.reduce(
    (digest, sibling, i) => (left[i] === true ? nodeHash(sibling, digest) : nodeHash(digest, sibling)),
    leaf,
  );
  return found === root;
}

/**
 * RFC 9162 §2.1.4.2: whether `proof` shows the tree of `size1` leaves with `root1` to be a prefix of that of `size2`
 * with `root2`. False for size1 = 0: everything extends the empty log, so there is nothing to prove.
 */
export function verifyConsistency(
  size1: number,
  root1: Hash,
  size2: number,
  root2: Hash,
  proof: readonly Hash[],
): boolean {
  if (!inRange(size1, 1, size2) || ![root1, root2, ...proof].every(isHash)) return false;
  if (size1 === size2) return proof.length === 0 && root1 === root2;
  const path = isPowerOfTwo(size1) ? [root1, ...proof] : [...proof];
  const seed = path.shift();
  if (seed === undefined) return false;
  let at = size1 - 1;
  let last = size2 - 1;
  for (; at % 2 === 1; at = half(at)) last = half(last);
  const left = siblingsOnLeft(at, last, path.length);
  if (left === undefined) return false;
  let old = seed;
  let grown = seed;
  path.forEach((sibling, i) => {
    if (left[i] === true) old = nodeHash(sibling, old);
    grown = left[i] === true ? nodeHash(sibling, grown) : nodeHash(grown, sibling);
  });
  return old === root1 && grown === root2;
}

/** Root of leaves `from` to `to` (exclusive), where `from` begins a subtree at least as large as the run. */
function rangeRoot(from: number, to: number, node: NodeReader): Hash {
  const length = to - from;
  const left = isPowerOfTwo(length) ? length : split(length);
  const root = node(Math.round(Math.log2(left)), from / left);
  return left === length ? root : nodeHash(root, rangeRoot(from + left, to, node));
}

/** The largest power of two below `length`, which is at least 2. */
function split(length: number): number {
  let power = 1;
  while (power * 2 < length) power *= 2;
  return power;
}

/**
 * For each hash of a proof, lowest first, whether it stands on the left of the path from node `at` of a level that ends
 * with node `last`; `undefined` when a proof of this length does not end at the root.
 */
function siblingsOnLeft(at: number, last: number, length: number): boolean[] | undefined {
  const left: boolean[] = [];
  while (left.length < length) {
    if (last === 0) return undefined;
    const onLeft = at % 2 === 1 || at === last;
    left.push(onLeft);
    // On the right edge a node without a sibling rises as it is, until it is a right child.
    for (; onLeft && at % 2 === 0; at = half(at)) last = half(last);
    at = half(at);
    last = half(last);
  }
  return last === 0 ? left : undefined;
}

const half = (index: number): number => Math.floor(index / 2);
const inRange = (value: number, low: number, high: number): boolean =>
  Number.isSafeInteger(value) && Number.isSafeInteger(high) && value >= low && value <= high;

function isPowerOfTwo(value: number): boolean {
  let power = 1;
  while (power < value) power *= 2;
  return power === value;
}
