import { existsSync } from 'node:fs';
import { PostgresReadModels } from '../../engines/postgres/read-models';
import { SqliteReadModels } from '../../engines/sqlite/read-models';
import type { ReadModels } from '../../ports/read-model';
import { readFolder } from './folders';
import { enginesAt, type Place } from './place';

/** The read models of a place; `aside`: queries on files run in threads of their own, as servers want it. */
export function openReadModels(place: Place, reading?: 'here' | 'aside'): Promise<ReadModels> {
  const { readModels } = enginesAt(place);
  return Promise.resolve(
    readModels.kind === 'postgres'
      ? new PostgresReadModels({ url: readModels.url })
      : new SqliteReadModels(readFolder(place.dataFolder), reading),
  );
}

/** Whether read models were ever made there. */
export const hasReadModels = (place: Place): boolean =>
  enginesAt(place).readModels.kind === 'postgres' || existsSync(readFolder(place.dataFolder));
