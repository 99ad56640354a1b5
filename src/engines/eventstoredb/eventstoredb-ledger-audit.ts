import { START, type Position } from '../../ports/event-store';
import type { RawRow, RawTile, ServedLedgerAudit } from '../../ports/ledger-audit';
import { hashToHex } from '../../seal/hash';
import { tileLayout } from '../../seal/tile';
import { leafHash } from '../../seal/tree';
import {
  openEventStoreDbLedger,
  type EventStoreDbEventStore,
  type EventStoreDbOptions,
} from './eventstoredb-event-store';
import type { SealedTree } from './sealed-tree';

const PAGE = 1_000;
const TILES = 64;

/** Open a ledger on a server for checking. @throws LedgerAbsent, StoreUnavailable */
export async function openEventStoreDbAudit(
  options: Pick<EventStoreDbOptions, 'url' | 'onAlarm' | 'timing'>,
): Promise<ServedLedgerAudit> {
  return new EventStoreDbLedgerAudit(await openEventStoreDbLedger(options));
}

/** Shows a ledger on EventStoreDB as it lies there. */
class EventStoreDbLedgerAudit implements ServedLedgerAudit {
  readonly #tree: SealedTree;

  constructor(private readonly store: EventStoreDbEventStore) {
    this.#tree = store.sealedTree();
  }

  treeState(): Promise<{ readonly size: number; readonly slots: Buffer }> {
    return this.#tree.state();
  }

  async *pages(): AsyncIterable<readonly RawRow[]> {
    let position: Position = START;
    for (let count = 0; ;) {
      const records = await this.store.readAll(position, PAGE);
      const last = records.at(-1);
      if (last === undefined) return;
      yield records.map(({ id, stream, revision, entry, payload }, i) => ({
        ...{ id, stream, entry, payload },
        position: count + i + 1,
        revision: Number(revision),
        // The server keeps no leaf beside the record: tiles are where they are kept.
        leaf: hashToHex(leafHash(entry)),
      }));
      count += records.length;
      position = last.position;
    }
  }

  async *tiles(): AsyncIterable<RawTile> {
    const { size } = await this.#tree.state();
    // One level more than there should be, and one tile more on each: what is there too much is shown as well.
    const levels = tileLayout(size).length;
    for (let level = 0; level <= levels; level++) {
      for (let index = 0; ;) {
        const tiles = await this.#tree.tiles(level, index, TILES);
        yield* tiles;
        index += tiles.length;
        if (tiles.length < TILES) break;
      }
    }
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
