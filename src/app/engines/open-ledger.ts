import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteLedger } from '../../engines/sqlite/sqlite-event-store';
import type { EventStore, LedgerAlarm } from '../../ports/event-store';
import type { Sealer } from '../../ports/sealer';
import { enginesAt, type Place } from './place';

/** How a ledger is opened for writing. */
export interface LedgerWriting {
  /** What a new ledger is called and when it began; an old one keeps what it has. */
  readonly genesis: { readonly logId: string; readonly createdAt: string };
  /** Something was committed. */
  readonly onCommit?: () => void;
  /** Somebody did something to a ledger on a server past us. */
  readonly onAlarm?: (alarm: LedgerAlarm) => void;
}

/**
 * The ledger of a place as one who writes it.
 *
 * @throws LedgerLocked, StoreUnavailable, FileFromLaterBuild, LedgerInconsistent, TreeStateMismatch
 */
export async function openLedger(place: Place, writing: LedgerWriting): Promise<EventStore> {
  const { ledger } = enginesAt(place);
  if (ledger.kind === 'esdb') return onServer(ledger.url, writing);
  const { genesis, onCommit } = writing;
  return openSqliteLedger({
    ...{ folder: place.dataFolder, mode: 'write', genesis },
    ...(onCommit === undefined ? {} : { onGroup: onCommit }),
  });
}

/** The ledger of a place as one who reads it, beside its writers. @throws LedgerMissing, FileUnreadable, FileFromLaterBuild */
export async function openLedgerForReading(place: Place): Promise<EventStore> {
  const { ledger } = enginesAt(place);
  if (ledger.kind === 'esdb') return onServer(ledger.url, {});
  return openSqliteLedger({ folder: place.dataFolder, mode: 'read' });
}

/** A ledger on a server, with what seals it. */
export interface SealedLedger extends EventStore {
  sealer(): Sealer;
}

/**
 * A ledger whose engine does not seal in the transaction of the append, as one who seals it; nothing where it does.
 *
 * @throws StoreUnavailable
 */
export async function openLedgerForSealing(
  place: Place,
  onAlarm: (alarm: LedgerAlarm) => void,
): Promise<SealedLedger | undefined> {
  const { ledger } = enginesAt(place);
  return ledger.kind === 'esdb' ? onServer(ledger.url, { onAlarm }) : undefined;
}

/** Loaded here only, as every client of a server. */
async function onServer(url: string, writing: Partial<LedgerWriting>): Promise<SealedLedger> {
  const { openEventStoreDbLedger } = await import('../../engines/eventstoredb/eventstoredb-event-store.js');
  return openEventStoreDbLedger({ url, ...writing });
}

/** Whether a ledger was ever made there. A server always has one, which may be empty. */
export const hasLedger = (place: Place): boolean =>
  enginesAt(place).ledger.kind !== 'sqlite' || existsSync(join(place.dataFolder, 'ledger.db'));
