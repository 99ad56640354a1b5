import { describe } from '@jest/globals';
import { MemoryCoordination } from '../../src/engines/memory/memory-coordination';
import { openPostgresCoordination } from '../../src/engines/postgres/postgres-coordination';
import { SqliteCoordination } from '../../src/engines/sqlite/sqlite-coordination';
import { tempFolder } from '../support/temp-folder';
import { postgresServer } from '../servers/in-tests';
import { coordinationContract } from './coordination.contract';

describe('memory coordination', () => {
  coordinationContract(async () => {
    const one = new MemoryCoordination(() => Date.now());
    return [one, one];
  });
});

describe('sqlite coordination', () => {
  coordinationContract(async () => {
    const folder = tempFolder();
    const open = () => SqliteCoordination.open(folder, () => Date.now());
    return [await open(), await open()];
  });
});

const server = postgresServer();
server.describe('postgresql coordination', () => {
  coordinationContract(async () => {
    const url = await server.database();
    return Promise.all([openPostgresCoordination({ url }), openPostgresCoordination({ url })]);
  });
});
