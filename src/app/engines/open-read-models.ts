import { existsSync } from 'node:fs';
import { SqliteReadModels } from '../../engines/sqlite/read-models';
import type { ReadModels } from '../../ports/read-model';
import { readFolder } from './folders';
import { enginesAt, type Place } from './place';

/** The read models of a place; `aside`: queries on files run in threads of their own, as servers want it. */
export async function openReadModels(place: Place, reading?: 'here' | 'aside'): Promise<ReadModels> {
  const { readModels } = enginesAt(place);
  if (readModels.kind === 'postgres') {
    // Loaded here only, as every client of a server.
    const { PostgresReadModels } = await import('../../engines/postgres/read-models.js');
    return new PostgresReadModels({ url: readModels.url });
  }
  return new SqliteReadModels(readFolder(place.dataFolder), reading);
}

/** Whether read models were ever made there. */
export const hasReadModels = (place: Place): boolean =>
  enginesAt(place).readModels.kind === 'postgres' || existsSync(readFolder(place.dataFolder));
