import type { LedgerAudit } from '../../ports/ledger-audit';
import { HistoryFold } from '../../seal/history';
import { asBuffer, HASH_BYTES, hashToBase64url, hashToHex } from '../../seal/hash';
import { MerkleTree, TILE_WIDTH } from '../../seal/tree';
import type { CheckedChunk } from './check-chunk';

/** Where a ledger breaks: the first event that is touched, and what is wrong. */
export interface Breakage {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly reason: string;
}

/**
 * The checks that need the log in order: no hole in positions, every stream chained from its first event, recorded time
 * never back, the tree recomputed leaf by leaf. Stored tiles and the stored running state are compared at the end.
 */
export class LogCheck {
  readonly #tree = new MerkleTree((level, index, data) => this.#tiles.set(`${level}/${index}`, data));
  readonly #tiles = new Map<string, Buffer>();
  readonly #history = new HistoryFold();
  readonly #heads = new Map<string, { revision: number; leaf: string }>();
  #recorded = '';
  #next = 1;

  /** Add the next chunk. Returns the first thing that is wrong, or nothing. */
  add(chunk: CheckedChunk): Breakage | undefined {
    const leaves = asBuffer(chunk.leaves).toString('latin1');
    const digests = asBuffer(chunk.digests).toString('latin1');
    for (let index = 0; index < chunk.rows; index++) {
      const leaf = leaves.slice(index * 32, index * 32 + 32);
      const reason = this.#inOrder(chunk, index, leaf);
      if (reason !== undefined) return named(chunk, index, reason);
      this.#tree.push(leaf);
      this.#history.add(chunk.streams[index] ?? '', digests.slice(index * 32, index * 32 + 32));
    }
    return chunk.fault;
  }

  /** Compare what the ledger keeps of the tree with what the entries say; a broken tile names the first event it covers. */
  finish(audit: LedgerAudit): Breakage | undefined {
    for (const tile of audit.tiles()) {
      const key = `${tile.level}/${tile.index}`;
      const computed = this.#tiles.get(key);
      if (computed === undefined) {
        return eventAt(audit, firstOf(tile.level, tile.index, 0), `tree tile ${key} covers no full range of events`);
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
    return eventAt(audit, Math.max(1, this.#tree.size), 'the stored state of the tree is not that of the entries');
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

  #inOrder(chunk: CheckedChunk, index: number, leaf: string): string | undefined {
    const position = chunk.positions[index] ?? 0;
    if (position !== this.#next) return `events ${this.#next} to ${position - 1} are missing before it`;
    this.#next += 1;
    const recorded = chunk.recorded[index] ?? '';
    if (recorded < this.#recorded) return `recorded at ${recorded}, before its predecessor (${this.#recorded})`;
    this.#recorded = recorded;
    const stream = chunk.streams[index] ?? '';
    const revision = chunk.revisions[index] ?? -1;
    const head = this.#heads.get(stream);
    const expected = head === undefined ? 0 : head.revision + 1;
    if (revision !== expected) return `revision ${revision} follows ${expected - 1}`;
    const before = head === undefined ? '' : hashToBase64url(head.leaf);
    if (chunk.previous[index] !== before) return 'it names another predecessor than the one in its stream';
    this.#heads.set(stream, { revision, leaf });
    return undefined;
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

function named(chunk: CheckedChunk, index: number, reason: string): Breakage {
  return {
    position: chunk.positions[index] ?? 0,
    stream: chunk.streams[index] ?? '',
    revision: chunk.revisions[index] ?? 0,
    reason,
  };
}

function eventAt(audit: LedgerAudit, position: number, reason: string): Breakage {
  const row = audit.rows(position, position + 1)[0];
  return { position, stream: row?.stream ?? '', revision: row?.revision ?? 0, reason };
}
