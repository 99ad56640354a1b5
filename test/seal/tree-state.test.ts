import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nodeHash, MerkleTree, TILE_BYTES, TILE_WIDTH } from '../../src/seal/tree';
import { claimOf, restoreTree, TreeStateMismatch, type TileSource } from '../../src/seal/tree-state';
import { latin1, referenceRoot, someLeaves } from './published-roots';

/** A store of leaves and full tiles, as an engine keeps them. */
class Store implements TileSource {
  readonly tiles = new Map<string, Buffer>();
  readonly leaves: Buffer[] = [];
  readonly asked: string[] = [];
  readonly keep = (level: number, index: number, hashes: Buffer): void => {
    this.tiles.set(`${level}/${index}`, hashes);
  };

  leafHashes(from: number, count: number): Buffer {
    this.asked.push(`leaves ${from}+${count}`);
    return Buffer.concat(this.leaves.slice(from, from + count));
  }

  tile(level: number, index: number): Buffer {
    this.asked.push(`tile ${level}/${index}`);
    return this.tiles.get(`${level}/${index}`) ?? Buffer.alloc(0);
  }

  push(tree: MerkleTree, leaves: readonly Buffer[]): void {
    for (const leaf of leaves) {
      this.leaves.push(leaf);
      tree.push(latin1(leaf));
    }
  }
}

const stored = (count: number): { tree: MerkleTree; store: Store } => {
  const store = new Store();
  const tree = new MerkleTree(store.keep);
  store.push(tree, someLeaves(count));
  return { tree, store };
};

describe('stored state of the tree', () => {
  it.each([0, 1, 2, 3, 255, 256, 257, 511, 513, 1000, 65_535, 65_536, 65_537, 66_000])(
    'of %d leaves comes back and goes on',
    (count) => {
      const { tree, store } = stored(count);
      const again = restoreTree(new Uint8Array(tree.serialise()), store, store.keep);
      expect(again.size).toBe(count);
      expect(claimOf(tree.serialise())).toEqual({ size: count, root: tree.root() });
      expect(again.root()).toBe(tree.root());
      const more = someLeaves(600, 'more');
      const [a, b] = [new Store(), new Store()];
      const [first, second] = [
        restoreTree(tree.serialise(), store, a.keep),
        restoreTree(tree.serialise(), store, b.keep),
      ];
      for (const leaf of more) {
        first.push(latin1(leaf));
        tree.push(latin1(leaf));
        second.push(latin1(leaf));
      }
      expect(first.serialise()).toEqual(tree.serialise());
      for (const [name, hashes] of a.tiles) expect(store.tiles.get(name)?.equals(hashes)).toBe(true);
      expect([...a.tiles.keys()]).toEqual([...store.tiles.keys()].slice(-a.tiles.size));
      expect(a.tiles.size).toBeGreaterThan(0);
      for (const level of [0, 1, 2]) expect(second.partialTile(level)).toEqual(tree.partialTile(level));
    },
  );

  it('is a version, a size and one hash for each set bit', () => {
    const { tree } = stored(11);
    const state = tree.serialise();
    expect(state.subarray(0, 9).toString('hex')).toBe('01000000000000000b');
    const leaves = someLeaves(11);
    const peaks = [leaves.slice(10), leaves.slice(8, 10), leaves.slice(0, 8)].map(referenceRoot);
    expect(state.subarray(9)).toEqual(Buffer.concat(peaks));
  });

  it('asks the store for no more than the tiles being filled', () => {
    const { tree, store } = stored(65_536 + 2 * 256 + 3);
    store.asked.length = 0;
    restoreTree(tree.serialise(), store);
    expect(store.asked).toEqual(['leaves 66048+3', 'tile 0/256', 'tile 0/257', 'tile 1/0']);
  });

  it.each([9, 9 + 31, 9 + 32, 9 + 64])(
    'with byte %d changed is refused and names the leaves under it',
    (at) => {
      const { tree, store } = stored(11);
      const state = tree.serialise();
      state[at] = state[at]! ^ 1;
      const firstLeaf = [10, 8, 0][Math.floor((at - 9) / 32)];
      expect(() => restoreTree(state, store)).toThrow(
        expect.objectContaining({ code: 'tree-state-mismatch', firstLeaf }),
      );
    },
  );

  it('is refused when leaves or tiles were changed', () => {
    const { tree, store } = stored(600);
    store.leaves[599] = store.leaves[0]!;
    expect(() => restoreTree(tree.serialise(), store)).toThrow(expect.objectContaining({ firstLeaf: 592 }));
    const other = stored(600);
    other.store.tiles.get('0/1')!.fill(1, 0, 32);
    expect(() => restoreTree(other.tree.serialise(), other.store)).toThrow(
      expect.objectContaining({ firstLeaf: 0 }),
    );
  });

  it('is refused when the store is short of leaves or tiles', () => {
    const { tree, store } = stored(600);
    const state = tree.serialise();
    store.leaves.pop();
    expect(() => restoreTree(state, store)).toThrow(/2784 bytes where 88 hashes were expected/u);
    const other = stored(600);
    other.store.tiles.delete('0/0');
    expect(() => restoreTree(state, other.store)).toThrow(/0 bytes where 256 hashes were expected/u);
  });

  it('of a size beyond 2^53−1 is refused for its size', () => {
    const state = Buffer.from('010020000000000000', 'hex');
    expect(() => restoreTree(state, new Store())).toThrow(/a size of 9007199254740992/u);
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['short', Buffer.alloc(8, 1)],
    ['of another version', Buffer.from('020000000000000000', 'hex')],
    ['of an impossible size', Buffer.from('01ffffffffffffffff', 'hex')],
    ['with a hash too many', Buffer.concat([Buffer.from('010000000000000000', 'hex'), Buffer.alloc(32)])],
  ])('that is %s is refused', (_, state) => {
    expect(() => restoreTree(state, new Store())).toThrow(TreeStateMismatch);
  });
});

describe('rollback', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('push' as const), count: fc.integer({ min: 0, max: 300 }) }),
    fc.constant({ kind: 'mark' as const }),
    fc.record({ kind: fc.constant('rollback' as const), back: fc.nat(3) }),
  );

  it('leaves no trace: tree and tiles are those of the leaves that stayed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 24 }), (steps) => {
        const kept = new Map<string, Buffer>();
        const tree = new MerkleTree((level, index, hashes) => kept.set(`${level}/${index}`, hashes));
        let leaves: Buffer[] = [];
        let drawn = 0;
        const marks = [{ mark: tree.mark(), leaves }];
        for (const now of steps) {
          if (now.kind === 'push') {
            const fresh = someLeaves(now.count, `${drawn++}-`);
            for (const leaf of fresh) tree.push(latin1(leaf));
            leaves = [...leaves, ...fresh];
          } else if (now.kind === 'mark') {
            marks.push({ mark: tree.mark(), leaves });
          } else {
            const to = marks[Math.max(0, marks.length - 1 - now.back)]!;
            tree.rollback(to.mark);
            leaves = to.leaves;
          }
        }
        const fresh = new MerkleTree();
        for (const leaf of leaves) fresh.push(latin1(leaf));
        expect(tree.size).toBe(leaves.length);
        expect(tree.root()).toBe(fresh.root());
        expect(tree.serialise()).toEqual(fresh.serialise());
        expect(tree.partialTile(0)).toEqual(fresh.partialTile(0));
        expect(tree.partialTile(1)).toEqual(fresh.partialTile(1));
      }),
      { numRuns: 60 },
    );
  });

  it('never rewrites a tile that was given out', () => {
    const given: Buffer[] = [];
    const tree = new MerkleTree((_level, _index, hashes) => given.push(hashes));
    const leaves = someLeaves(255);
    for (const leaf of leaves) tree.push(latin1(leaf));
    const mark = tree.mark();
    const [one, two] = someLeaves(2, 'end') as [Buffer, Buffer];
    for (const last of [one, two]) {
      tree.push(latin1(last));
      tree.rollback(mark);
    }
    expect(given[0]).toEqual(Buffer.concat([...leaves, one]));
    expect(given[1]).toEqual(Buffer.concat([...leaves, two]));
  });
});

describe('a log of more than 2^32 leaves', () => {
  // All leaves alike, so that the root of every complete subtree is known without making the log.
  const node = [latin1(someLeaves(1)[0]!)];
  for (let level = 1; level < 40; level++) node.push(nodeHash(node[level - 1]!, node[level - 1]!));
  const alike = (level: number, count: number): Buffer =>
    Buffer.concat(Array.from({ length: count }, () => Buffer.from(node[level]!, 'latin1')));
  const source: TileSource = {
    leafHashes: (_, count) => alike(0, count),
    tile: (level) => alike(8 * level, TILE_WIDTH),
  };
  const rootOf = (size: number): string => {
    let root: string | undefined;
    for (let level = 0; level < 40; level++) {
      if (Math.floor(size / 2 ** level) % 2 === 0) continue;
      root = root === undefined ? node[level] : nodeHash(node[level]!, root);
    }
    return root!;
  };
  const stateOf = (size: number): Buffer => {
    const hashes: Buffer[] = [Buffer.alloc(9, 1)];
    hashes[0]!.writeBigUInt64BE(BigInt(size), 1);
    for (let level = 0; level < 40; level++) {
      if (Math.floor(size / 2 ** level) % 2 === 1) hashes.push(alike(level, 1));
    }
    return Buffer.concat(hashes);
  };

  it('is appended to without losing a bit', () => {
    const size = 2 ** 33 + 2 ** 32 - 1;
    const tiles: string[] = [];
    const tree = restoreTree(stateOf(size), source, (level, index, hashes) => {
      tiles.push(`${level}/${index}`);
      expect(hashes).toHaveLength(TILE_BYTES);
    });
    expect(tree.root()).toBe(rootOf(size));
    tree.push(node[0]!);
    expect(tree.size).toBe(size + 1);
    expect(tree.root()).toBe(rootOf(size + 1));
    expect(tree.serialise()).toEqual(stateOf(size + 1));
    expect(tiles).toEqual([0, 1, 2, 3].map((level) => `${level}/${(size + 1) / 256 ** (level + 1) - 1}`));
  });
});
