import { createHash, randomUUID } from 'node:crypto';
import { HenjiError } from '../../kernel/errors';
import { LedgerRewound, START, type Position } from '../../ports/event-store';
import type { RawTile } from '../../ports/ledger-audit';
import type { SealedState } from '../../ports/sealer';
import { hashToBytes } from '../../seal/hash';
import { tileLayout } from '../../seal/tile';
import { leafHash, MerkleTree, TILE_BYTES, TILE_WIDTH, type TileSink } from '../../seal/tree';
import { restoreTree } from '../../seal/tree-state';
import type { AppendAnswer, Connection, NewServerEvent } from './connection';
import { failureOf } from './server-error';
import type { ServerLog } from './server-log';
import { pauses } from './timing';

const STATE_TYPE = 'TreeSealed';
const TILE_TYPE = 'TreeTile';
const FORMAT = 1;
/** Tiles in one append: half a megabyte, which every server takes. */
const TILES = 64;

/** The state that was stored last, and the number of its event: what the next one is compared and swapped with. */
export interface StoredState extends SealedState {
  readonly revision: bigint;
  /** Id of the last leaf's event. */
  readonly eventId: string;
}

const NOTHING: StoredState = {
  size: 0,
  slots: new MerkleTree().serialise(),
  position: START,
  revision: -1n,
  eventId: '',
};

/** A tile of this place is stored with other hashes: the log is not the one that was sealed. */
class TileConflict extends HenjiError {
  constructor(level: number, index: number) {
    super({
      code: 'tree-state-mismatch',
      zh: `哈希树的分块 ${level}/${index} 与账本内容不符`,
      en: `the stored tile ${level}/${index} of the tree is not that of the log`,
      wayOut: { zh: '停止封存，运行 henji verify', en: 'stop sealing, run henji verify' },
    });
  }
}

/** How the tree of a ledger lies on the server: its full tiles and its running state, in streams of their own. */
export class SealedTree {
  constructor(
    private readonly connection: Connection,
    private readonly log: ServerLog,
    private readonly logId: string,
  ) {}

  /** The state stored last. @throws LedgerRewound where the record that it ends with is not there any more */
  async state(): Promise<StoredState> {
    const [event] = (await this.log.stream(this.log.names.state, 'end', 'backwards', 1)) ?? [];
    if (event === undefined) return NOTHING;
    const said = JSON.parse(event.data.toString()) as StateData;
    const { size, position, eventId } = said;
    const there = await this.log.at(position);
    if (there?.id !== eventId) throw new LedgerRewound(position, { expected: eventId, there: there?.id });
    return { size, position, eventId, slots: Buffer.from(said.slots, 'base64'), revision: event.revision };
  }

  /** The tree as a state left it. @throws TreeStateMismatch */
  async restore({ size, slots, position }: StoredState, onTile: TileSink): Promise<MerkleTree> {
    const leaves = await this.#leaves(size % TILE_WIDTH, position);
    const tiles = new Map<string, Buffer>();
    for (const { level, full, partial } of tileLayout(size)) {
      if (level === 0) continue;
      for (const tile of await this.tiles(level - 1, full * TILE_WIDTH, partial)) {
        tiles.set(`${tile.level}/${tile.index}`, tile.data);
      }
    }
    const source = {
      leafHashes: () => leaves,
      tile: (level: number, index: number) => tiles.get(`${level}/${index}`) ?? Buffer.alloc(0),
    };
    return restoreTree(slots, source, onTile);
  }

  /** Stored tiles of one level from an index on, as they lie there. */
  async tiles(level: number, index: number, count: number): Promise<RawTile[]> {
    const found: RawTile[] = [];
    while (found.length < count) {
      const from = BigInt(index + found.length);
      const asked = Math.min(TILES, count - found.length);
      const events = (await this.log.stream(this.log.names.tiles(level), from, 'forwards', asked)) ?? [];
      if (events.length === 0) break;
      found.push(...events.map(({ revision, data }) => ({ level, index: Number(revision), data })));
    }
    return found;
  }

  /** Store tiles that became full. Whoever does it first, the bytes are the same. @throws TileConflict */
  async store(tiles: readonly RawTile[]): Promise<void> {
    const levels = new Set(tiles.map(({ level }) => level));
    for (const level of levels) {
      const own = tiles.filter((tile) => tile.level === level);
      for (let from = 0; from < own.length; from += TILES)
        await this.#storeRun(own.slice(from, from + TILES));
    }
  }

  /** Store the next state in the place of the one it was made from. @returns nothing where another sealer was first */
  async swap(before: StoredState, next: Omit<StoredState, 'revision'>): Promise<StoredState | undefined> {
    const { size, position, eventId, slots } = next;
    const said: StateData = { format: FORMAT, size, position, eventId, slots: slots.toString('base64') };
    const data = Uint8Array.from(Buffer.from(JSON.stringify(said)));
    const event = { id: randomUUID(), type: STATE_TYPE, data };
    const answer = await this.#append(this.log.names.state, before.revision, [event]);
    return answer.kind === 'stored' ? { ...next, revision: before.revision + 1n } : undefined;
  }

  /** Hashes of the last leaves up to a position. */
  async #leaves(count: number, position: Position): Promise<Buffer> {
    if (count === 0) return Buffer.alloc(0);
    const last = await this.log.at(position);
    const before = count === 1 ? [] : await this.log.before(position, count - 1);
    const records = [...(last === undefined ? [] : [last]), ...before].reverse();
    return Buffer.concat(records.map(({ entry }) => hashToBytes(leafHash(entry))));
  }

  /** Tiles that follow each other. One of a sealer that went before stops the run, and then they go one by one. */
  async #storeRun(tiles: readonly RawTile[]): Promise<void> {
    const [first] = tiles;
    if (first === undefined) return;
    const stream = this.log.names.tiles(first.level);
    const answer = await this.#append(
      stream,
      BigInt(first.index) - 1n,
      tiles.map((tile) => this.#eventOf(tile)),
    );
    if (answer.kind === 'stored') return;
    for (const tile of tiles) {
      const single = await this.#append(stream, BigInt(tile.index) - 1n, [this.#eventOf(tile)]);
      if (single.kind === 'wrong-version') throw new TileConflict(tile.level, tile.index);
    }
  }

  /** The id follows from the tile, so that the server knows one that is stored again. */
  #eventOf({ level, index, data }: RawTile): NewServerEvent {
    const bytes = createHash('sha256').update(`${this.logId}/${level}/${index}/`).update(data).digest();
    bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    const id = bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
    return { id, type: TILE_TYPE, data: Uint8Array.from(data.subarray(0, TILE_BYTES)) };
  }

  /** The same append until it is answered: a sealer has time. */
  async #append(stream: string, expected: bigint, events: readonly NewServerEvent[]): Promise<AppendAnswer> {
    const { timing } = this.log;
    const until = performance.now() + timing.append;
    for (const pause of pauses(timing)) {
      try {
        return await this.connection.append(stream, expected, events, timing.answer);
      } catch (error) {
        const refused = this.log.refused(stream, error);
        if (refused !== undefined || failureOf(error) === 'too-large') throw refused ?? error;
        if (performance.now() + pause > until) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new TypeError('pauses do not end');
  }
}

interface StateData {
  readonly format: number;
  readonly size: number;
  readonly position: Position;
  readonly eventId: string;
  readonly slots: string;
}
