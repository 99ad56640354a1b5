import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteLedger } from '../../engines/sqlite/sqlite-event-store';
import type { EventStore } from '../../ports/event-store';
import { EngineMissing } from './engine-missing';
import { enginesAt, type Place } from './place';

/** How a ledger is opened for writing. */
export interface LedgerWriting {
  /** What a new ledger is called and when it began; an old one keeps what it has. */
  readonly genesis: { readonly logId: string; readonly createdAt: string };
  /** Something was committed. */
  readonly onCommit?: () => void;
}

/**
 * The ledger of a place as one who writes it.
 *
 * @throws LedgerLocked, StoreUnavailable, FileFromLaterBuild, LedgerInconsistent, TreeStateMismatch
 */
export async function openLedger(place: Place, { genesis, onCommit }: LedgerWriting): Promise<EventStore> {
  const { ledger } = enginesAt(place);
  if (ledger.kind === 'esdb') throw new EngineMissing('esdb:');
  return openSqliteLedger({
    ...{ folder: place.dataFolder, mode: 'write', genesis },
    ...(onCommit === undefined ? {} : { onGroup: onCommit }),
  });
}

/** The ledger of a place as one who reads it, beside its writers. @throws LedgerMissing, FileUnreadable, FileFromLaterBuild */
export async function openLedgerForReading(place: Place): Promise<EventStore> {
  const { ledger } = enginesAt(place);
  if (ledger.kind === 'esdb') throw new EngineMissing('esdb:');
  return openSqliteLedger({ folder: place.dataFolder, mode: 'read' });
}

/** Whether a ledger was ever made there. A server always has one, which may be empty. */
export const hasLedger = (place: Place): boolean =>
  enginesAt(place).ledger.kind !== 'sqlite' || existsSync(join(place.dataFolder, 'ledger.db'));
