import { up as eventsAndTree } from './ledger/0001-events-and-tree';
import type { Migrations } from './applied';

/** Schema of `ledger.db`. */
export const ledgerMigrations: Migrations = {
  '0001-events-and-tree': { up: eventsAndTree },
};
