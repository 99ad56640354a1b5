import { up as accounts } from './accounts/0001-accounts';
import type { Migrations } from './applied';

/** Schema of `accounts.db`. */
export const accountsMigrations: Migrations = {
  '0001-accounts': { up: accounts },
};
