import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  consistencyProof,
  inclusionProof,
  nodesOfLeaves,
  nodesOfTiles,
  verifyConsistency,
  verifyInclusion,
} from '../../src/seal/proof';
import { leafHash, MerkleTree, nodeHash } from '../../src/seal/tree';
import { describeWithShared, sharedPath } from '../support/shared';
import { latin1, publishedLeaves, publishedRoots, referenceRoot, someLeaves } from './published-roots';

const LARGEST = 64;
const leaves = someLeaves(LARGEST);
const hashes = leaves.map(latin1);
const node = nodesOfLeaves(hashes);
const roots = Array.from({ length: LARGEST + 1 }, (_, n) => latin1(referenceRoot(leaves.slice(0, n))));

/** RFC 6962 §2.1.1 PATH(m, D[n]), word for word. */
function referencePath(m: number, from: readonly Buffer[]): string[] {
  if (from.length <= 1) return [];
  let k = 1;
  while (2 * k < from.length) k *= 2;
  return m < k
    ? [...referencePath(m, from.slice(0, k)), latin1(referenceRoot(from.slice(k)))]
    : [...referencePath(m - k, from.slice(k)), latin1(referenceRoot(from.slice(0, k)))];
}

/** RFC 6962 §2.1.2 SUBPROOF(m, D[n], b), word for word. */
function referenceSubproof(m: number, from: readonly Buffer[], whole: boolean): string[] {
  if (m === from.length) return whole ? [] : [latin1(referenceRoot(from))];
  let k = 1;
  while (2 * k < from.length) k *= 2;
  return m <= k
    ? [...referenceSubproof(m, from.slice(0, k), whole), latin1(referenceRoot(from.slice(k)))]
    : [...referenceSubproof(m - k, from.slice(k), false), latin1(referenceRoot(from.slice(0, k)))];
}

const flip = (hash: string): string => String.fromCharCode(hash.charCodeAt(0) ^ 1) + hash.slice(1);

/** Every proof that differs from a good one by a hash changed, lost, added or exchanged. */
function* spoiled(proof: readonly string[]): Generator<string[]> {
  for (let i = 0; i < proof.length; i++) {
    yield proof.map((hash, j) => (i === j ? flip(hash) : hash));
    yield proof.filter((_, j) => i !== j);
    yield [...proof.slice(0, i), proof[i]!, ...proof.slice(i)];
    // Bytes are compared, not what is left of a character when its high bits are dropped.
    yield proof.map((hash, j) =>
      i === j ? String.fromCharCode(hash.charCodeAt(0) + 256) + hash.slice(1) : hash,
    );
    yield proof.map((hash, j) => (i === j ? `${hash}\u0000` : hash));
  }
  yield [...proof, roots[1]!];
  yield [roots[1]!, ...proof];
  if (proof.length > 1) yield [...proof].reverse();
}

describe('inclusion', () => {
  it('is proven for every leaf of every size to 64, as the RFC defines it', () => {
    const failed: string[] = [];
    for (let size = 1; size <= LARGEST; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, size, node);
        const expected = referencePath(index, leaves.slice(0, size));
        if (proof.join() !== expected.join()) failed.push(`${index} of ${size}: another proof`);
        if (!verifyInclusion(hashes[index]!, index, size, proof, roots[size]!))
          failed.push(`${index} of ${size}`);
      }
    }
    expect(failed).toEqual([]);
  });

  it('is refused for every proof with a hash changed, lost, added or exchanged', () => {
    const accepted: string[] = [];
    for (let size = 1; size <= LARGEST; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, size, node);
        for (const bad of spoiled(proof)) {
          if (verifyInclusion(hashes[index]!, index, size, bad, roots[size]!))
            accepted.push(`${index} of ${size}`);
        }
      }
    }
    expect(accepted).toEqual([]);
  });

  it('is refused for another leaf, index, size or root', () => {
    const accepted: string[] = [];
    for (let size = 2; size <= 20; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, size, node);
        const [leaf, root] = [hashes[index]!, roots[size]!];
        const ask = (name: string, yes: boolean): void => {
          if (yes) accepted.push(`${name}: ${index} of ${size}`);
        };
        ask('leaf', verifyInclusion(flip(leaf), index, size, proof, root));
        ask('root', verifyInclusion(leaf, index, size, proof, flip(root)));
        ask('long leaf', verifyInclusion(`${leaf}a`, index, size, proof, root));
        for (let other = -1; other <= size + 1; other++) {
          if (other !== index) ask(`index ${other}`, verifyInclusion(leaf, other, size, proof, root));
        }
        for (const other of [0, size / 2 + 0.5, Number.NaN, 2 ** 53]) {
          if (other !== size) ask(`size ${other}`, verifyInclusion(leaf, index, other, proof, root));
        }
      }
    }
    expect(accepted).toEqual([]);
  });

  it('is refused where a proof goes on beyond the root of the size claimed', () => {
    expect(verifyInclusion(hashes[1]!, 1, 2, [hashes[0]!], roots[2]!)).toBe(true);
    expect(verifyInclusion(hashes[1]!, 0, 1, [hashes[0]!], roots[2]!)).toBe(false);
    const [left, right] = [roots[4]!, nodeHash(hashes[4]!, hashes[5]!)];
    expect(verifyInclusion(hashes[5]!, 1, 2, [hashes[4]!, left], nodeHash(left, right))).toBe(false);
  });

  it.each([
    [-1, 5],
    [5, 5],
    [0, 0],
    [0.5, 5],
  ])('of leaf %d among %d cannot be asked for', (index, size) => {
    expect(() => inclusionProof(index, size, node)).toThrow(RangeError);
  });
});

describe('consistency', () => {
  it('is proven between all sizes to 64, as the RFC defines it', () => {
    const failed: string[] = [];
    for (let size2 = 1; size2 <= LARGEST; size2++) {
      for (let size1 = 1; size1 <= size2; size1++) {
        const proof = consistencyProof(size1, size2, node);
        const expected = referenceSubproof(size1, leaves.slice(0, size2), true);
        if (proof.join() !== expected.join()) failed.push(`${size1} to ${size2}: another proof`);
        if (!verifyConsistency(size1, roots[size1]!, size2, roots[size2]!, proof))
          failed.push(`${size1} to ${size2}`);
      }
    }
    expect(failed).toEqual([]);
  });

  it('is refused for every proof with a hash changed, lost, added or exchanged', () => {
    const accepted: string[] = [];
    for (let size2 = 1; size2 <= LARGEST; size2++) {
      for (let size1 = 1; size1 <= size2; size1++) {
        for (const bad of spoiled(consistencyProof(size1, size2, node))) {
          if (verifyConsistency(size1, roots[size1]!, size2, roots[size2]!, bad))
            accepted.push(`${size1} to ${size2}`);
        }
      }
    }
    expect(accepted).toEqual([]);
  });

  it('is refused for another root on either side, and for a rewritten history', () => {
    const accepted: string[] = [];
    for (let size2 = 1; size2 <= 32; size2++) {
      for (let size1 = 1; size1 <= size2; size1++) {
        const proof = consistencyProof(size1, size2, node);
        if (verifyConsistency(size1, flip(roots[size1]!), size2, roots[size2]!, proof))
          accepted.push(`old ${size1}`);
        if (verifyConsistency(size1, roots[size1]!, size2, flip(roots[size2]!), proof))
          accepted.push(`new ${size1}`);
        const altered = leaves.slice(0, size2);
        altered[size1 - 1] = leaves[LARGEST - 1]!;
        const honest = nodesOfLeaves(altered.map(latin1));
        const root = latin1(referenceRoot(altered));
        if (verifyConsistency(size1, roots[size1]!, size2, root, consistencyProof(size1, size2, honest))) {
          accepted.push(`rewritten ${size1} of ${size2}`);
        }
      }
    }
    expect(accepted).toEqual([]);
  });

  it('is never shown from nothing, backwards or between fractions', () => {
    expect(verifyConsistency(0, roots[0]!, 5, roots[5]!, [])).toBe(false);
    expect(verifyConsistency(0, roots[0]!, 0, roots[0]!, [])).toBe(false);
    expect(verifyConsistency(5, roots[5]!, 4, roots[4]!, [])).toBe(false);
    expect(verifyConsistency(4.5, roots[4]!, 5, roots[5]!, consistencyProof(4, 5, node))).toBe(false);
    expect(verifyConsistency(3, roots[3]!, 5, roots[5]!, [])).toBe(false);
    expect(verifyConsistency(4, roots[4]!, 4, roots[4]!, [roots[4]!])).toBe(false);
    expect(() => consistencyProof(0, 5, node)).toThrow(RangeError);
    expect(() => consistencyProof(6, 5, node)).toThrow(RangeError);
  });
});

describe('proofs from tiles', () => {
  it.each([255, 256, 257, 70_000])('agree with the root of %d leaves', (size) => {
    const many = someLeaves(size).map(latin1);
    const tiles = new Map<string, Buffer>();
    const tree = new MerkleTree((level, index, tile) => tiles.set(`${level}/${index}`, tile));
    const sample = [0, 1, 127, 254, size - 1, Math.floor(size / 2), Math.floor(size / 3)];
    const oldRoots = new Map<number, string>();
    many.forEach((leaf, i) => {
      tree.push(leaf);
      if (sample.includes(i)) oldRoots.set(i + 1, tree.root());
    });
    const read = nodesOfTiles(
      (level, index) => tiles.get(`${level}/${index}`) ?? new Uint8Array(tree.partialTile(level)),
    );
    for (const index of sample) {
      const inclusion = inclusionProof(index, size, read);
      expect(verifyInclusion(many[index]!, index, size, inclusion, tree.root())).toBe(true);
      const consistency = consistencyProof(index + 1, size, read);
      expect(verifyConsistency(index + 1, oldRoots.get(index + 1)!, size, tree.root(), consistency)).toBe(
        true,
      );
    }
  });

  it('say so when a tile is too short', () => {
    const read = nodesOfTiles(() => Buffer.alloc(32));
    expect(() => read(0, 1)).toThrow(RangeError);
    expect(read(0, 256)).toHaveLength(32);
  });
});

describe('proofs in a log of more than 2^32 leaves', () => {
  const alike = [hashes[0]!];
  for (let level = 1; level < 40; level++) alike.push(nodeHash(alike[level - 1]!, alike[level - 1]!));
  const size = 2 ** 33 + 2 ** 20 + 77;
  const read = (level: number): string => alike[level]!;
  const rootOf = (count: number): string => {
    let root: string | undefined;
    for (let level = 0; level < 40; level++) {
      if (Math.floor(count / 2 ** level) % 2 === 1) {
        root = root === undefined ? alike[level] : nodeHash(alike[level]!, root);
      }
    }
    return root!;
  };

  it.each([0, 2 ** 31, 2 ** 32 + 5, 2 ** 33 - 1, 2 ** 33, size - 1])('hold for leaf %d', (index) => {
    expect(verifyInclusion(alike[0]!, index, size, inclusionProof(index, size, read), rootOf(size))).toBe(
      true,
    );
    const proof = consistencyProof(index + 1, size, read);
    expect(verifyConsistency(index + 1, rootOf(index + 1), size, rootOf(size), proof)).toBe(true);
  });
});

const vectorsFile = 'vectors/rfc6962-vectors.json';
describeWithShared('published proofs', [vectorsFile], () => {
  const { derived } = JSON.parse(readFileSync(sharedPath(vectorsFile), 'utf8')) as {
    derived: {
      allInclusionProofs: { leafIndex: number; treeSize: number; proof: string[] }[];
      allConsistencyProofs: { size1: number; size2: number; proof: string[] }[];
    };
  };
  const published = publishedLeaves.map(leafHash);
  const publishedNode = nodesOfLeaves(published);
  const root = (size: number): string => Buffer.from(publishedRoots[size]!, 'hex').toString('latin1');
  const toHex = (proof: readonly string[]): string[] =>
    proof.map((hash) => Buffer.from(hash, 'latin1').toString('hex'));
  const fromHex = (proof: readonly string[]): string[] =>
    proof.map((hex) => Buffer.from(hex, 'hex').toString('latin1'));

  it('of inclusion are ours, and are accepted', () => {
    expect(derived.allInclusionProofs).toHaveLength(36);
    for (const { leafIndex, treeSize, proof } of derived.allInclusionProofs) {
      expect(toHex(inclusionProof(leafIndex, treeSize, publishedNode))).toEqual(proof);
      expect(
        verifyInclusion(published[leafIndex]!, leafIndex, treeSize, fromHex(proof), root(treeSize)),
      ).toBe(true);
    }
  });

  it('of consistency are ours, and are accepted', () => {
    expect(derived.allConsistencyProofs).toHaveLength(36);
    for (const { size1, size2, proof } of derived.allConsistencyProofs) {
      expect(toHex(consistencyProof(size1, size2, publishedNode))).toEqual(proof);
      expect(verifyConsistency(size1, root(size1), size2, root(size2), fromHex(proof))).toBe(true);
    }
  });
});
