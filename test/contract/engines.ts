import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryEventStore } from '../../src/engines/memory/memory-event-store';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import { eventStoreDbEngine } from './eventstoredb-engine';
import type { EventStore } from '../../src/ports/event-store';
import { MerkleTree } from '../../src/seal/tree';

/** An empty ledger of one engine. */
export interface OpenedEngine {
  readonly store: EventStore;
  /** The running state of the tree over all records appended so far, as the engine keeps it. */
  treeState(): Promise<Buffer>;
  /** Close it and take away what it left. */
  dispose(): Promise<void>;
}

/** An engine that answers the contract. */
export interface Engine {
  readonly name: string;
  /** Whether a known id is noticed anywhere in the log, or only where a batch would lie. */
  readonly ids: 'anywhere' | 'in-place';
  /** Whether the engine counts its records. */
  readonly counts: boolean;
  open(): Promise<OpenedEngine>;
}

export const LOG_ID = 'a3c9a3c0-6f0e-4d6a-9d1e-2f1f1b6c7d10';
export const genesis = { logId: LOG_ID, createdAt: '2026-10-08T01:00:00.000Z' };

/** An empty folder of its own. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'henji-'));

/** The one list: an engine that is not here is not shipped. */
export const engines: readonly Engine[] = [
  {
    name: 'memory',
    ids: 'anywhere',
    counts: true,
    open: async () => {
      const store = new MemoryEventStore(LOG_ID);
      return { store, treeState: () => Promise.resolve(store.treeState()), dispose: () => store.close() };
    },
  },
  {
    name: 'sqlite',
    ids: 'anywhere',
    counts: true,
    open: async () => {
      const folder = temporaryFolder();
      const store = await openSqliteLedger({ folder, mode: 'write', genesis });
      return {
        store,
        treeState: () => Promise.resolve(treeStateOf(folder)),
        dispose: async () => {
          await store.close();
          rmSync(folder, { recursive: true });
        },
      };
    },
  },
  eventStoreDbEngine,
];

/** The stored state of the tree of a SQLite ledger. */
export function treeStateOf(folder: string): Buffer {
  const db = new Database(join(folder, 'ledger.db'), { readonly: true });
  const state = db.prepare<[], Buffer>('SELECT slots FROM tree_state').pluck().get();
  db.close();
  return state ?? new MerkleTree().serialise();
}
