import { SqliteCoordination } from '../../engines/sqlite/sqlite-coordination';
import type { Coordination } from '../../ports/coordination';
import { enginesAt, sharedDatabase, type Place } from './place';

/** Whether several processes may work on a place, so that leases have to keep them apart. */
export const isShared = (place: Place): boolean => enginesAt(place).ledger.kind !== 'sqlite';

/** Leases and shared progress of a place. @throws DatabaseUnavailable, DatabaseFromLaterBuild, FileFromLaterBuild */
export async function openCoordination(place: Place): Promise<Coordination> {
  const database = sharedDatabase(place);
  if (database !== undefined) {
    // Loaded here only, as every client of a server.
    const { openPostgresCoordination } = await import('../../engines/postgres/postgres-coordination.js');
    return openPostgresCoordination(database);
  }
  return SqliteCoordination.open(place.dataFolder, () => Date.now());
}
