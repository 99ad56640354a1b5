import { join } from 'node:path';
import { account } from '../../domain/registers/account';
import { FileTokenKey } from '../../engines/files/file-token-key';
import { SqliteAccounts } from '../../engines/sqlite/sqlite-accounts';
import { SqliteSavedFilters } from '../../engines/sqlite/sqlite-saved-filters';
import type { Clock } from '../clock';
import type { CommandPath } from '../command-path';
import { AccountService } from './account-service';
import { Passwords } from './passwords';
import { Principals, type Standing } from './principals';
import { SavedFilterService } from './saved-filter-service';
import { Tokens } from './tokens';

/** Who can sign in to a data folder, and what they may do. */
export interface IdentityParts {
  readonly accounts: AccountService;
  readonly tokens: Tokens;
  readonly principals: Principals;
  readonly savedFilters: SavedFilterService;
  close(): Promise<void>;
}

/** Open accounts and token key of a data folder; both are made where they are missing. */
export async function openIdentity(parts: {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly path: Pick<CommandPath, 'load'>;
}): Promise<IdentityParts> {
  const { dataFolder, clock, path } = parts;
  const file = join(dataFolder, 'accounts.db');
  const store = await SqliteAccounts.open(file);
  const filters = await SqliteSavedFilters.open(file);
  const tokens = await Tokens.open(new FileTokenKey(join(dataFolder, 'secrets', 'token-key.pem')), clock);
  const standingOf = async (id: string): Promise<Standing> => (await path.load(account, id)).state;
  return {
    accounts: new AccountService(store, new Passwords(), clock),
    tokens,
    principals: new Principals(store, tokens, standingOf),
    savedFilters: new SavedFilterService(filters, clock),
    close: async () => {
      await filters.close();
      await store.close();
    },
  };
}
