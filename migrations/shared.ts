import { up as keysAndAccounts } from './shared/0001-keys-and-accounts';
import { up as leasesAndProgress } from './shared/0002-leases-and-progress';
import type { Migrations } from './applied';

/** Schema of what the processes of one instance share on PostgreSQL. */
export const sharedMigrations: Migrations = {
  '0001-keys-and-accounts': { up: keysAndAccounts },
  '0002-leases-and-progress': { up: leasesAndProgress },
};
