import { account } from '../../domain/registers/account';
import type { Clock } from '../clock';
import type { CommandPath } from '../command-path';
import { openAccounts } from '../engines/open-accounts';
import type { Place } from '../engines/place';
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

/** Open accounts and token key of a place; both are made where they are missing. */
export async function openIdentity(
  place: Place,
  { clock, path }: { readonly clock: Clock; readonly path: Pick<CommandPath, 'load'> },
): Promise<IdentityParts> {
  const { accounts: store, filters, tokenKey } = await openAccounts(place);
  const tokens = await Tokens.open(tokenKey, clock);
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
