import type { Database } from 'better-sqlite3';
import { hashToBytes } from '../../seal/hash';
import { leafHash, MerkleTree } from '../../seal/tree';
import { restoreTree } from '../../seal/tree-state';
import { LedgerInconsistent } from './ledger-errors';

/** How the tree lies in the tables `tree_tile` and `tree_state`. Leaf i is the entry at position i + 1. */
export class LedgerTree {
  readonly #db: Database;
  readonly #insertTile;
  readonly #saveState;

  constructor(db: Database) {
    this.#db = db;
    this.#insertTile = db.prepare<[number, number, Buffer]>(
      'INSERT INTO tree_tile (level, idx, data) VALUES (?, ?, ?)',
    );
    this.#saveState = db.prepare<[number, Buffer]>(
      `INSERT INTO tree_state (one, size, slots) VALUES (1, ?, ?)
       ON CONFLICT (one) DO UPDATE SET size = excluded.size, slots = excluded.slots`,
    );
  }

  /**
   * The tree as it was last committed. A tile that becomes full is stored at once, in the transaction of the push.
   *
   * @throws LedgerInconsistent, TreeStateMismatch
   */
  load(): MerkleTree {
    const last = this.#db.prepare<[], number | null>('SELECT max(position) FROM events');
    const position = last.pluck().safeIntegers(false).get() ?? 0;
    const state = this.#db.prepare<[], { size: number; slots: Buffer }>('SELECT size, slots FROM tree_state');
    const stored = state.safeIntegers(false).get() ?? { size: 0, slots: new MerkleTree().serialise() };
    if (stored.size !== position) {
      throw new LedgerInconsistent(
        `末条记录位置为 ${position}，哈希树大小为 ${stored.size}`,
        `the last record is at position ${position}, the tree has ${stored.size} leaves`,
      );
    }
    const tree = restoreTree(stored.slots, this.#source(), (level, index, data) => {
      this.#insertTile.run(level, index, data);
    });
    if (tree.size === stored.size) return tree;
    throw new LedgerInconsistent('哈希树状态与其大小不符', 'the state of the tree is of another size');
  }

  /** Store the state of the tree; once for each group, in its transaction. */
  save(tree: MerkleTree): void {
    this.#saveState.run(tree.size, tree.serialise());
  }

  #source() {
    const entries = this.#db
      .prepare<[number, number], Buffer>(
        'SELECT entry FROM events WHERE position > ? ORDER BY position LIMIT ?',
      )
      .pluck();
    const tile = this.#db
      .prepare<[number, number], Buffer>('SELECT data FROM tree_tile WHERE level = ? AND idx = ?')
      .pluck();
    return {
      leafHashes: (from: number, count: number) =>
        Buffer.concat(entries.all(from, count).map((entry) => hashToBytes(leafHash(entry)))),
      tile: (level: number, index: number) => tile.get(level, index) ?? Buffer.alloc(0),
    };
  }
}
