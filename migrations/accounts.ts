import { up as accounts } from './accounts/0001-accounts';
import { up as savedFilters } from './accounts/0002-saved-filters';
import type { Migrations } from './applied';

/** Schema of `accounts.db`. */
export const accountsMigrations: Migrations = {
  '0001-accounts': { up: accounts },
  '0002-saved-filters': { up: savedFilters },
};
