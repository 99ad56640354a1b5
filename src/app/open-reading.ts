import type { EventStore } from '../ports/event-store';
import type { ReadModels } from '../ports/read-model';
import type { SubjectKeys } from '../ports/subject-keys';
import { openKeysForReading } from './engines/open-keys';
import { openLedgerForReading } from './engines/open-ledger';
import { openReadModels } from './engines/open-read-models';
import type { Place } from './engines/place';

/** The parts of a place that readers need: ledger and keys for reading, read models. */
export interface ReadingParts {
  readonly store: EventStore;
  readonly keys: Pick<SubjectKeys, 'getMany' | 'close'>;
  readonly models: ReadModels;
  close(): Promise<void>;
}

/**
 * Open a place beside its writers, or without one. Where the secrets are not at hand, erasable members stay closed.
 *
 * @throws LedgerMissing, FileUnreadable, FileFromLaterBuild, KeyVaultUnsafe, StoreUnavailable
 */
export async function openReading(place: Place): Promise<ReadingParts> {
  const opened: { close(): Promise<void> }[] = [];
  const kept = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const part = await opening;
    opened.unshift(part);
    return part;
  };
  const close = async (): Promise<void> => {
    for (const part of opened) await part.close();
  };
  try {
    // Closed the other way round: whoever closes last copies the WAL back.
    const keys = await kept(openKeysForReading(place));
    const store = await kept(openLedgerForReading(place));
    const models = await kept(openReadModels(place));
    return { store, keys, models, close };
  } catch (error) {
    await close();
    throw error;
  }
}
