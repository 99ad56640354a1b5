import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openFileKeyVault } from '../engines/files/file-key-vault';
import { openSqliteLedger } from '../engines/sqlite/sqlite-event-store';
import { SqliteReadModels } from '../engines/sqlite/read-models';
import { openSqliteSubjectKeysForReading } from '../engines/sqlite/sqlite-subject-keys';
import type { EventStore } from '../ports/event-store';
import type { ReadModels } from '../ports/read-model';
import type { SubjectKeys } from '../ports/subject-keys';

/** The parts of a data folder that readers need: ledger and keys for reading, read models. */
export interface ReadingParts {
  readonly store: EventStore;
  readonly keys: Pick<SubjectKeys, 'getMany' | 'close'>;
  readonly models: ReadModels;
  close(): Promise<void>;
}

/** Where the secrets of a data folder lie. */
export const secretsFolder = (dataFolder: string): string => join(dataFolder, 'secrets');

/** Where the files of cases lie, encrypted. */
export const blobsFolder = (dataFolder: string): string => join(dataFolder, 'blobs');

/** Where the read models of a data folder lie. */
export const readFolder = (dataFolder: string): string => join(dataFolder, 'read');

/**
 * Open a data folder beside its writer, or without one. Where the secrets are not at hand, erasable members stay closed.
 *
 * @throws LedgerMissing, FileUnreadable, FileFromLaterBuild, KeyVaultUnsafe
 */
export async function openReading(dataFolder: string): Promise<ReadingParts> {
  const store = await openSqliteLedger({ folder: dataFolder, mode: 'read' });
  const keys = keysForReading(dataFolder);
  const models = new SqliteReadModels(readFolder(dataFolder));
  return {
    store,
    keys,
    models,
    close: async () => {
      await models.close();
      await store.close();
      await keys.close();
    },
  };
}

/** The data keys where the key-encryption key is at hand; none otherwise. */
export function keysForReading(dataFolder: string): Pick<SubjectKeys, 'getMany' | 'close'> {
  const secrets = secretsFolder(dataFolder);
  if (!existsSync(secrets)) return noKeys;
  const vault = openFileKeyVault(secrets, () => {
    throw new TypeError('a reader makes no keys');
  });
  return openSqliteSubjectKeysForReading(dataFolder, vault);
}

const noKeys: Pick<SubjectKeys, 'getMany' | 'close'> = {
  getMany: () => Promise.resolve(new Map()),
  close: () => Promise.resolve(),
};
