import { afterEach, beforeEach } from '@jest/globals';
import type { EventStore } from '../../src/ports/event-store';
import { appendContract } from './append.contract';
import type { Engine, OpenedEngine } from './engines';
import { feedContract } from './feed.contract';
import { modelContract } from './model.contract';
import { readingContract } from './reading.contract';
import { refusalContract } from './refusal.contract';

/** What every test of the contract asks: an empty ledger, opened before each test. */
export interface Asked {
  readonly store: () => EventStore;
  readonly treeState: () => Promise<Buffer>;
  readonly engine: Engine;
}

/** The questions that every event store answers alike. */
export function eventStoreContract(engine: Engine): void {
  let opened: OpenedEngine | undefined;
  const ledger = (): OpenedEngine => {
    if (opened === undefined) throw new Error('no ledger is open');
    return opened;
  };
  beforeEach(async () => {
    opened = await engine.open();
  });
  afterEach(async () => {
    await opened?.dispose();
    opened = undefined;
  });
  const treeState = (): Promise<Buffer> => ledger().treeState();
  const asked: Asked = { store: () => ledger().store, treeState, engine };
  appendContract(asked);
  refusalContract(asked);
  readingContract(asked);
  feedContract(asked);
  modelContract(asked);
}
