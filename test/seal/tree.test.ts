import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { hashFromBytes, hashToBase64url, hashToBytes, hashToHex, isHash, sha256 } from '../../src/seal/hash';
import { tileLayout, tilePath, tileRoot } from '../../src/seal/tile';
import { EMPTY_ROOT, leafHash, MerkleTree, nodeHash, type TileSink } from '../../src/seal/tree';
import { describeWithShared, sharedPath } from '../support/shared';
import { latin1, publishedLeaves, publishedRoots, referenceRoot, someLeaves } from './published-roots';

const treeOf = (leaves: readonly Buffer[], sink?: TileSink): MerkleTree => {
  const tree = new MerkleTree(sink);
  for (const leaf of leaves) tree.push(latin1(leaf));
  return tree;
};

describe('hash', () => {
  it('is SHA-256 of bytes or of UTF-8', () => {
    expect(hashToHex(sha256('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('痕')).toBe(sha256(Buffer.from('痕', 'utf8')));
  });

  it('goes to bytes, hexadecimal and base64url and back', () => {
    const bytes = someLeaves(1)[0]!;
    const digest = hashFromBytes(Buffer.concat([Buffer.of(9, 9), bytes, Buffer.of(9)]), 2);
    expect(digest).toHaveLength(32);
    expect(hashToBytes(digest)).toEqual(bytes);
    expect(hashToHex(digest)).toBe(bytes.toString('hex'));
    expect(hashToBase64url(digest)).toBe(bytes.toString('base64url'));
    expect(hashFromBytes(new Uint8Array(bytes))).toBe(digest);
  });

  it('is not read beyond the end of the bytes', () => {
    expect(() => hashFromBytes(Buffer.alloc(33), 2)).toThrow(RangeError);
    expect(hashFromBytes(Buffer.alloc(33), 1)).toHaveLength(32);
  });

  it('is 32 characters up to U+00FF', () => {
    expect(isHash('\u00ff'.repeat(32))).toBe(true);
    expect(isHash('\u0000'.repeat(32))).toBe(true);
    expect(isHash('\u0000'.repeat(31))).toBe(false);
    expect(isHash('\u0000'.repeat(33))).toBe(false);
    expect(isHash(`${'a'.repeat(31)}\u0100`)).toBe(false);
    expect(isHash(`${'a'.repeat(30)}😀`)).toBe(false);
  });
});

describe('RFC 6962 tree', () => {
  it('gives the published roots for sizes 0 to 8', () => {
    const tree = new MerkleTree();
    const roots = [tree.root()];
    for (const leaf of publishedLeaves) {
      tree.push(leafHash(leaf));
      roots.push(tree.root());
    }
    expect(roots.map(hashToHex)).toEqual(publishedRoots);
    expect(tree.size).toBe(8);
    expect(hashToHex(EMPTY_ROOT)).toBe(publishedRoots[0]);
  });

  it('agrees with the definition at every size to 600', () => {
    const leaves = someLeaves(600);
    const tree = new MerkleTree();
    const wrong: number[] = [];
    leaves.forEach((leaf, i) => {
      tree.push(latin1(leaf));
      if (tree.root() !== latin1(referenceRoot(leaves.slice(0, i + 1)))) wrong.push(i + 1);
    });
    expect(wrong).toEqual([]);
  });

  it('hashes leaves and nodes under prefixes of their own', () => {
    const [left, right] = someLeaves(2).map(latin1) as [string, string];
    const joined = Buffer.from(left + right, 'latin1');
    expect(nodeHash(left, right)).toBe(sha256(Buffer.concat([Buffer.of(1), joined])));
    expect(leafHash(joined)).toBe(sha256(Buffer.concat([Buffer.of(0), joined])));
    expect(nodeHash(right, left)).not.toBe(nodeHash(left, right));
  });

  it.each([0, 1, 65_535, 65_536, 65_537, 200_000])('hashes a leaf of %d bytes', (size) => {
    const data = Buffer.alloc(size, 7);
    expect(leafHash(data)).toBe(sha256(Buffer.concat([Buffer.of(0), data])));
    expect(leafHash(Buffer.from('after'))).toBe(sha256('\u0000after'));
  });

  it('takes nothing for a leaf that is not 32 bytes', () => {
    const tree = new MerkleTree();
    expect(() => {
      tree.push('short');
    }).toThrow(RangeError);
    expect(tree.size).toBe(0);
    expect(tree.root()).toBe(EMPTY_ROOT);
  });

  it('keeps its root while it is asked for it', () => {
    const leaves = someLeaves(7);
    const tree = treeOf(leaves);
    expect(tree.root()).toBe(tree.root());
    tree.push(latin1(leaves[0]!));
    expect(tree.root()).toBe(latin1(referenceRoot([...leaves, leaves[0]!])));
  });
});

describe('tiles', () => {
  it.each([
    [0, []],
    [1, [[0, 1]]],
    [255, [[0, 255]]],
    [
      256,
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      257,
      [
        [1, 1],
        [0, 1],
      ],
    ],
    [
      65_535,
      [
        [255, 255],
        [0, 255],
      ],
    ],
    [
      65_536,
      [
        [256, 0],
        [1, 0],
        [0, 1],
      ],
    ],
    [
      65_537,
      [
        [256, 1],
        [1, 0],
        [0, 1],
      ],
    ],
    [
      70_000,
      [
        [273, 112],
        [1, 17],
        [0, 1],
      ],
    ],
  ])('of %d leaves: full and partial of each level', (size, expected) => {
    expect(tileLayout(size).map(({ full, partial }) => [full, partial])).toEqual(expected);
    expect(tileLayout(size).map(({ level }) => level)).toEqual(expected.map((_, level) => level));
  });

  it.each([255, 256, 257, 65_535, 65_536, 65_537])('are given out when full, of %d leaves', (size) => {
    const leaves = someLeaves(size);
    const given: { level: number; index: number; hashes: Buffer }[] = [];
    const tree = treeOf(leaves, (level, index, hashes) => given.push({ level, index, hashes }));
    const rows: Buffer[] = [Buffer.concat(leaves)];
    tileLayout(size).forEach(({ level, full, partial }) => {
      const row = rows[level]!;
      const mine = given.filter((tile) => tile.level === level);
      expect(mine.map(({ index }) => index)).toEqual(Array.from({ length: full }, (_, i) => i));
      expect(Buffer.concat(mine.map(({ hashes }) => hashes)).equals(row.subarray(0, full * 8192))).toBe(true);
      expect(tree.partialTile(level).equals(row.subarray(full * 8192))).toBe(true);
      expect(tree.partialTile(level)).toHaveLength(partial * 32);
      rows.push(Buffer.concat(mine.map(({ hashes }) => hashToBytes(tileRoot(hashes)))));
    });
    expect(given).toHaveLength(tileLayout(size).reduce((sum, { full }) => sum + full, 0));
    expect(tree.partialTile(7)).toHaveLength(0);
  });

  it('comes lowest level first and within the push that fills it', () => {
    const seen: string[] = [];
    const tree = new MerkleTree((level, index) => seen.push(`${level}/${index} at ${tree.size}`));
    for (const leaf of someLeaves(65_536)) tree.push(latin1(leaf));
    expect(seen.slice(0, 2)).toEqual(['0/0 at 256', '0/1 at 512']);
    expect(seen.slice(-2)).toEqual(['0/255 at 65536', '1/0 at 65536']);
  });

  it('have the root of their hashes, whole or not', () => {
    const leaves = someLeaves(256);
    for (const count of [0, 1, 2, 3, 5, 100, 255, 256]) {
      const run = leaves.slice(0, count);
      expect(tileRoot(new Uint8Array(Buffer.concat(run)))).toBe(latin1(referenceRoot(run)));
    }
    expect(() => tileRoot(Buffer.alloc(33))).toThrow(RangeError);
  });

  it('have the paths of c2sp tlog-tiles', () => {
    expect(tilePath(0, 0)).toBe('tile/0/000');
    expect(tilePath(0, 1_234_067)).toBe('tile/0/x001/x234/067');
    expect(tilePath(1, 1_000, 17)).toBe('tile/1/x001/000.p/17');
    expect(tilePath(2, 999, 256)).toBe('tile/2/999');
  });
});

const vectorsFile = 'vectors/rfc6962-vectors.json';
describeWithShared('published tree vectors', [vectorsFile], () => {
  const vectors = JSON.parse(readFileSync(sharedPath(vectorsFile), 'utf8')) as {
    published: { leafInputsHex: string[]; nodeHashes: string[][]; rootsBySize: string[] };
    tilePaths: { c2sp: { level: number; index: number; path: string }[] };
  };
  const { leafInputsHex, nodeHashes, rootsBySize } = vectors.published;

  it('are the ones kept by hand here', () => {
    expect(publishedLeaves.map((leaf) => leaf.toString('hex'))).toEqual(leafInputsHex);
    expect(publishedRoots).toEqual(rootsBySize);
  });

  it('give every node hash', () => {
    let row = publishedLeaves.map(leafHash);
    for (const expected of nodeHashes) {
      expect(row.map(hashToHex)).toEqual(expected);
      row = row.filter((_, i) => i % 2 === 0).map((left, i) => nodeHash(left, row[2 * i + 1] ?? ''));
    }
  });

  it('give every tile path', () => {
    const { c2sp } = vectors.tilePaths;
    expect(c2sp.map(({ level, index }) => tilePath(level, index))).toEqual(c2sp.map(({ path }) => path));
  });
});
