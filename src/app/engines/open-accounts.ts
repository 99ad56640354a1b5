import { join } from 'node:path';
import { FileTokenKey } from '../../engines/files/file-token-key';
import { SqliteAccounts } from '../../engines/sqlite/sqlite-accounts';
import { SqliteSavedFilters } from '../../engines/sqlite/sqlite-saved-filters';
import type { Accounts } from '../../ports/accounts';
import type { SavedFilters } from '../../ports/saved-filters';
import type { TokenKey } from '../../ports/token-key';
import { secretsFolder } from './folders';
import { sharedDatabase, type Place } from './place';

/** Who can sign in to a place, and the filters they keep. Both close what they opened. */
export interface AccountParts {
  readonly accounts: Accounts;
  readonly filters: SavedFilters;
  readonly tokenKey: TokenKey;
}

/** Accounts, saved filters and token key of a place; made where they are missing. They lie where its data keys lie. */
export async function openAccounts(place: Place): Promise<AccountParts> {
  const tokenKey = new FileTokenKey(join(secretsFolder(place.dataFolder), 'token-key.pem'));
  const database = sharedDatabase(place);
  if (database !== undefined) {
    // Loaded here only, as every client of a server.
    const { openPostgresAccounts } = await import('../../engines/postgres/postgres-accounts.js');
    const { openPostgresSavedFilters } = await import('../../engines/postgres/postgres-saved-filters.js');
    const accounts = await openPostgresAccounts(database);
    return { accounts, filters: await openPostgresSavedFilters(database), tokenKey };
  }
  const file = join(place.dataFolder, 'accounts.db');
  const accounts = await SqliteAccounts.open(file);
  return { accounts, filters: await SqliteSavedFilters.open(file), tokenKey };
}
