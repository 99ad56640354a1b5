import type { Migrations } from './applied';
import { up as leasesAndProgress } from './coordination/0001-leases-and-progress';

/** Schema of `coordination.db`. */
export const coordinationMigrations: Migrations = {
  '0001-leases-and-progress': { up: leasesAndProgress },
};
