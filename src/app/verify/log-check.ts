import type { LedgerAudit } from '../../ports/ledger-audit';
import { HistoryFold } from '../../seal/history';
import { asBuffer, HASH_BYTES, hashToHex } from '../../seal/hash';
import { MerkleTree, TILE_WIDTH } from '../../seal/tree';
import type { CheckedChunk } from './packed-rows';

/** Where a ledger breaks: the first event that is touched, and what is wrong. */
export interface Breakage {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly reason: string;
}

/** What a ledger keeps of its tree, and the row behind a position. */
type KeptTree = Pick<LedgerAudit, 'tiles' | 'treeState' | 'rows'>;

/** The end of a stream: its number, its last revision and the leaf hash of its last entry. */
interface Head {
  readonly number: number;
  revision: number;
  leaf: string;
}

const NO_LEAF = '\u0000'.repeat(HASH_BYTES);

/**
 * The checks that need the log in order: every stream chained from its first event, recorded time
 * never back, the tree recomputed leaf by leaf. Stored tiles and the stored running state are compared at the end.
 */
export class LogCheck {
  readonly #tree = new MerkleTree((level, index, data) => this.#tiles.set(`${level}/${index}`, data));
  readonly #tiles = new Map<string, Buffer>();
  readonly #history = new HistoryFold();
  /** By the numbers that the history gives to streams. */
  readonly #heads: Head[] = [];
  #recorded = '';

  /** @param isInOrder whether recorded times never go back in the log: true where one process writes it */
  constructor(private readonly isInOrder = true) {}

  /** Add the next chunk. Returns the first thing that is wrong, or nothing. */
  add(chunk: CheckedChunk): Breakage | undefined {
    const [first, last] = chunk.recorded;
    if (this.isInOrder && chunk.rows > 0 && first < this.#recorded) {
      return placeOf(chunk, 0, `recorded at ${first}, before its predecessor (${this.#recorded})`);
    }
    const heads = chunk.streams.map((stream) => this.#headOf(stream));
    const { leaves, digests } = chunk;
    const previous = asBuffer(chunk.previous).toString('latin1');
    for (let row = 0; row < chunk.rows; row++) {
      const [from, to] = [row * HASH_BYTES, (row + 1) * HASH_BYTES];
      const head = heads[chunk.streamOf[row] ?? 0] as Head;
      const revision = chunk.revisions[row] ?? 0;
      if (revision !== head.revision + 1)
        return placeOf(chunk, row, `revision ${revision} follows ${head.revision}`);
      if (previous.slice(from, to) !== head.leaf) {
        return placeOf(chunk, row, 'it names another predecessor than the one in its stream');
      }
      head.revision = revision;
      head.leaf = leaves.slice(from, to);
      this.#tree.push(head.leaf);
      this.#history.add(head.number, digests.slice(from, to));
    }
    if (chunk.rows > 0) this.#recorded = last;
    return chunk.fault;
  }

  #headOf(stream: string): Head {
    const number = this.#history.numberOf(stream);
    return (this.#heads[number] ??= { number, revision: -1, leaf: NO_LEAF });
  }

  /** Compare what the ledger keeps of the tree with what the entries say; a broken tile names the first event it covers. */
  finish(audit: KeptTree): Breakage | undefined {
    for (const tile of audit.tiles()) {
      const key = `${tile.level}/${tile.index}`;
      const computed = this.#tiles.get(key);
      if (computed === undefined) {
        return eventAt(
          audit,
          firstOf(tile.level, tile.index, 0),
          `tree tile ${key} covers no full range of events`,
        );
      }
      const changed = changedHash(computed, tile.data);
      if (changed !== undefined) {
        return eventAt(audit, firstOf(tile.level, tile.index, changed), `tree tile ${key} was changed`);
      }
      this.#tiles.delete(key);
    }
    const missing = [...this.#tiles.keys()][0];
    if (missing !== undefined) {
      const [level = 0, index = 0] = missing.split('/').map(Number);
      return eventAt(audit, firstOf(level, index, 0), `tree tile ${missing} is missing`);
    }
    const state = audit.treeState();
    if (state.size !== this.#tree.size) {
      const first = Math.min(state.size, this.#tree.size) + 1;
      return eventAt(audit, first, `the tree counts ${state.size} events, the log has ${this.#tree.size}`);
    }
    if (state.slots.equals(this.#tree.serialise())) return undefined;
    return eventAt(
      audit,
      Math.max(1, this.#tree.size),
      'the stored state of the tree is not that of the entries',
    );
  }

  /** Number of events added. */
  get events(): number {
    return this.#tree.size;
  }

  /** RFC 6962 root, hexadecimal. */
  root(): string {
    return hashToHex(this.#tree.root());
  }

  history(): string {
    return this.#history.hex();
  }
}

/** Position of the first event under a hash of a tile. */
const firstOf = (level: number, tile: number, hash: number): number =>
  (tile * TILE_WIDTH + hash) * TILE_WIDTH ** level + 1;

/** The first hash that differs, counted from 0; 0 also for a tile of another size. */
function changedHash(computed: Buffer, stored: Buffer): number | undefined {
  if (computed.equals(stored)) return undefined;
  const byte = computed.findIndex((value, index) => value !== stored[index]);
  return byte < 0 ? 0 : Math.floor(byte / HASH_BYTES);
}

const placeOf = (chunk: CheckedChunk, row: number, reason: string): Breakage => ({
  position: chunk.from + row,
  stream: chunk.streams[chunk.streamOf[row] ?? 0] ?? '',
  revision: chunk.revisions[row] ?? 0,
  reason,
});

function eventAt(audit: KeptTree, position: number, reason: string): Breakage {
  const row = audit.rows(position, position + 1)[0];
  return { position, stream: row?.stream ?? '', revision: row?.revision ?? 0, reason };
}
