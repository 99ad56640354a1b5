import { existsSync } from 'node:fs';
import { openFileKeyVault } from '../../engines/files/file-key-vault';
import {
  openSqliteSubjectKeys,
  openSqliteSubjectKeysForReading,
} from '../../engines/sqlite/sqlite-subject-keys';
import type { KeyVault } from '../../ports/key-vault';
import type { SubjectKeys } from '../../ports/subject-keys';
import { secretsFolder } from './folders';
import { sharedDatabase, type Place } from './place';

/** Fresh random bytes. */
export type Random = (count: number) => Buffer;

/** The key-encryption key of a place, made on first use. Processes of one instance share the folder of the secrets. */
export const openVault = ({ dataFolder }: Place, random: Random): KeyVault =>
  openFileKeyVault(secretsFolder(dataFolder), random);

/**
 * The data keys of a place. They lie where every process that appends to its ledger finds them.
 *
 * @throws StoreUnavailable, FileFromLaterBuild, DatabaseFromLaterBuild, KeyUnreadable
 */
export async function openKeys(place: Place, vault: KeyVault, random: Random): Promise<SubjectKeys> {
  const database = sharedDatabase(place);
  if (database === undefined) return openSqliteSubjectKeys(place.dataFolder, vault, random);
  const { openPostgresSubjectKeys } = await onPostgres();
  return openPostgresSubjectKeys(database, vault, random);
}

/** The data keys where the key-encryption key is at hand; none otherwise. @throws KeyVaultUnsafe */
export async function openKeysForReading(place: Place): Promise<Pick<SubjectKeys, 'getMany' | 'close'>> {
  const vault = vaultForReading(place);
  if (vault === undefined) return noKeys;
  const database = sharedDatabase(place);
  if (database === undefined) return openSqliteSubjectKeysForReading(place.dataFolder, vault);
  const { openPostgresSubjectKeysForReading } = await onPostgres();
  return openPostgresSubjectKeysForReading(database, vault);
}

/** Loaded where it is needed only, as every client of a server. */
const onPostgres = () => import('../../engines/postgres/postgres-subject-keys.js');

/** The same of a ledger in files, for threads that check it and cannot wait. @throws KeyVaultUnsafe */
export function fileKeysForReading(dataFolder: string): Pick<SubjectKeys, 'getMany' | 'close'> {
  const vault = vaultForReading({ dataFolder });
  return vault === undefined ? noKeys : openSqliteSubjectKeysForReading(dataFolder, vault);
}

function vaultForReading({ dataFolder }: Place): KeyVault | undefined {
  const secrets = secretsFolder(dataFolder);
  if (!existsSync(secrets)) return undefined;
  return openFileKeyVault(secrets, () => {
    throw new TypeError('a reader makes no keys');
  });
}

const noKeys: Pick<SubjectKeys, 'getMany' | 'close'> = {
  getMany: () => Promise.resolve(new Map()),
  close: () => Promise.resolve(),
};
